// A snapshot's checked events in, what a person wants to know before they come in out: which documents and runs, from whom, and what is odd.

import { MOST_AHEAD, parseHlc } from "./clock.js";
import { plain, titleOf } from "./titles.js";

/**
 * @typedef {import("./merge.js").Checked} Checked
 * @typedef {{stream: string, title: string, events: number, new: number, here: number, own: number}} Part
 *   here: how many events of the stream this browser has; own: how many of those the file does not have
 * @typedef {{dev: string, names: string[], events: number, isMine: boolean}} People one device's, and who worked on it
 * @typedef {{stream: string, file: string, events: number}} Withdrawal an import that was withdrawn there, of which this many events are here
 * @typedef {{parts: Part[], people: People[], ahead: {events: number, until: string}, copied: number, withdrawals: Withdrawal[]}} Told
 *   ahead: events whose clock is more than five minutes ahead, and the latest of those times; copied: new events written under this device's own name
 */

const MOST_PARTS = 20_000;
const MOST_NAMES = 5;

export class Contents {
  /** Each good event's stream, device and whether its content came along. @type {Map<string, {part: Part, dev: string, hasBody: boolean}>} */
  seen = new Map();
  /** @type {Map<string, Part>} */
  #parts = new Map();
  /** @type {Map<string, People>} */
  #people = new Map();
  /** @type {{id: string, stream: string, file: string, ids: string[]}[]} */
  #withdrawals = [];
  #ahead = { events: 0, until: "" };

  /** @param {Checked} event */
  add({ id, header, body }) {
    const part = this.#part(header.stream);
    part.events++;
    if (!part.title && body !== null) part.title = titleOf(body);
    this.seen.set(id, { part, dev: header.dev, hasBody: body !== null });
    const people = this.#people.get(header.dev) ?? { dev: header.dev, names: [], events: 0, isMine: false };
    this.#people.set(header.dev, people);
    people.events++;
    const name = people.names.length < MOST_NAMES ? plain(header.actor) : "";
    if (name && !people.names.includes(name)) people.names.push(name);
    if (parseHlc(header.hlc)[0] > Date.now() + MOST_AHEAD) this.#later(header.hlc);
    if (header.type === "ImportWithdrawn" && body !== null) this.#withdrawals.push({ id, stream: header.stream, ...withdrawnBy(body) });
  }

  /** @param {string} hlc */
  #later(hlc) {
    this.#ahead.events++;
    if (hlc > this.#ahead.until) this.#ahead.until = hlc;
  }

  /** @param {string} stream */
  #part(stream) {
    const part = this.#parts.get(stream) ?? { stream, title: "", events: 0, new: 0, here: 0, own: 0 };
    this.#parts.set(stream, part);
    return part;
  }

  /** @param {import("./here.js").Here} here @param {import("./log.js").Log} log @returns {Promise<Told>} */
  async told(here, log) {
    const { dev: mine } = await log.identity();
    let copied = 0;
    for (const [id, { part, dev }] of this.seen) {
      if (here.ids.has(id)) continue;
      part.new++;
      if (dev === mine) copied++;
    }
    const parts = [...this.#parts.values()];
    const counts = await log.countOf(parts.slice(0, MOST_PARTS).map(({ stream }) => stream));
    for (const part of parts) {
      part.here = counts.get(part.stream) ?? 0;
      part.own = Math.max(0, part.here - (part.events - part.new));
    }
    const people = [...this.#people.values()].map((one) => ({ ...one, isMine: one.dev === mine })).sort((a, b) => b.events - a.events);
    return { parts: parts.sort(byKind), people, ahead: { ...this.#ahead, until: this.#ahead.until && timeOf(this.#ahead.until) }, copied, withdrawals: await this.#newWithdrawals(here, log) };
  }

  /** Withdrawals that are new here and would take out what is here: they wait for a person's word. @param {import("./here.js").Here} here @param {import("./log.js").Log} log */
  async #newWithdrawals(here, log) {
    /** @type {{stream: string, file: string, events: number}[]} */
    const found = [];
    for (const { id, stream, file, ids } of this.#withdrawals) {
      // One whose content is still missing has withdrawn nothing yet.
      const isKnown = here.ids.has(id) && !here.bare.has(id);
      const events = isKnown ? 0 : await log.countKnown(new Set(ids));
      const same = found.find((one) => one.stream === stream);
      if (same) same.events += events;
      else if (events) found.push({ stream, file: plain(file), events });
    }
    return found;
  }
}

/** @param {Part} a @param {Part} b */
const byKind = (a, b) => (kindOf(a) === kindOf(b) ? a.title.localeCompare(b.title) : kindOf(a) < kindOf(b) ? -1 : 1);

/** @param {Part} part */
const kindOf = ({ stream }) => stream.split("/")[0] ?? "";

/** @param {string} hlc */
const timeOf = (hlc) => new Date(Math.min(parseHlc(hlc)[0], 8.64e15)).toISOString();

/** What a content of that type names, whatever its form: it comes from anybody. @param {string} body @returns {{file: string, ids: string[]}} */
function withdrawnBy(body) {
  try {
    const { file, streams } = JSON.parse(body);
    return { file: String(file ?? ""), ids: Object.values(streams ?? {}).flat().filter((id) => typeof id === "string") };
  } catch {
    return { file: "", ids: [] };
  }
}
