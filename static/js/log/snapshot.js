// A log in, one file out (docs/formats/snapshot.md), written line by line and without Python, so that it works when all else failed.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { parseHeader } from "./canonical.js";
import { titleOf } from "./titles.js";

/**
 * @typedef {import("./log.js").Log} Log
 * @typedef {import("./schema.js").EventRow} EventRow
 */

export const FORMAT = "sophie.snapshot";
export const VERSION = 1;

const PAGE = 2000;
const PART = 4 * 1024 * 1024;
const BASE64_STEP = 3 * 8192;
/** Names of attachments in a body: any sha256 it holds. */
const HASH = /\b[0-9a-f]{64}\b/g;

/**
 * @typedef {{streams?: Set<string>, only?: Map<string, Set<string>>, from?: number, until?: number, attachments?: boolean, leaveOut?: Map<string, string>}} Choice
 *   a part of the log: streams, of some of them `only` these events, and a period by the time people see (ms UTC, `until` not included);
 *   `leaveOut`: events whose content stays here, and why
 * @typedef {{app: string, at?: number, choice?: Choice, progress?: (done: number, of: number) => void}} How
 */

/** Everything the log holds, or what was chosen, read as it stands: damaged rows go out as they are. @param {Log} log @param {How} how @returns {Promise<Blob>} */
export async function writeSnapshot(log, how) {
  /** @type {Blob[]} */
  const parts = [];
  let part = "";
  for await (const text of snapshotText(log, how)) {
    part += text;
    if (part.length < PART) continue;
    // A Blob's bytes need not stay in this tab's memory.
    parts.push(new Blob([part]));
    part = "";
  }
  return new Blob([...parts, part], { type: "application/json" });
}

/** @param {Log} log @param {How} how @returns {AsyncGenerator<string>} */
export async function* snapshotText(log, { app, at = Date.now(), choice = {}, progress = () => {} }) {
  const { n: until } = await log.tail();
  const { dev } = await log.identity();
  const out = new Outgoing(log, until, choice, progress);
  const scope = scopeOf(choice);
  const top = { format: FORMAT, version: VERSION, minReader: 1, app, exportedAt: new Date(at).toISOString(), by: dev, ...(scope && { scope }) };
  yield `{${Object.entries(top).map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join(",\n")},\n`;
  yield* list("events", "[]", out.headers());
  yield* list("data", "{}", out.bodies());
  yield* list("blobs", "{}", out.blobs());
  yield* list("inbox", "[]", scope ? [] : inboxLines(log));
  yield* list("erased", "[]", out.erased.map((id) => JSON.stringify(id)));
  yield* list("unreadable", "[]", out.unreadable.map((what) => JSON.stringify(what)));
  const heads = scope ? out.heads : Object.fromEntries((await log.heads()).map(({ dev, seq, id, hlc }) => [dev, { seq, id, hlc }]));
  yield `"state":${JSON.stringify({ streams: Object.fromEntries(out.titles) })},\n`;
  yield `"heads":${JSON.stringify(heads)},\n"count":${out.sum.count},\n"sha256":"${out.sum.digest()}"\n}\n`;
}

/** What the file says of being a part; null when it is everything. @param {Choice} choice */
function scopeOf({ streams, from, until, attachments, leaveOut }) {
  if (!streams && from === undefined && until === undefined && attachments !== false && !leaveOut?.size) return null;
  /** @type {Record<string, number>} */
  const reasons = {};
  for (const why of leaveOut?.values() ?? []) reasons[why] = (reasons[why] ?? 0) + 1;
  return { ...(streams && { streams: [...streams].sort() }), from, until, attachments: attachments !== false, ...(leaveOut?.size && { leftOut: reasons }) };
}

/** The entries of a file in the making, and what is learnt on the way. */
class Outgoing {
  sum = new Sum();
  /** @type {string[]} */
  unreadable = [];
  /** Chosen events whose content was erased here. @type {string[]} */
  erased = [];
  /** @type {Map<string, string>} */
  titles = new Map();
  /** @type {Record<string, {seq: number, id: string, hlc: string}>} */
  heads = {};
  /** Names of attachments in what goes out. @type {Set<string>} */
  #named = new Set();

  /** @param {Log} log @param {number} until @param {Choice} choice @param {(done: number, of: number) => void} progress */
  constructor(log, until, choice, progress) {
    this.log = log;
    this.until = until;
    this.choice = choice;
    this.progress = progress;
    this.isPart = Boolean(choice.streams || choice.from !== undefined || choice.until !== undefined);
    /** Else what a text names that stays here would go out without it. */
    this.onlyNamed = this.isPart || Boolean(choice.leaveOut?.size);
  }

  async *headers() {
    for await (const row of rows(this.log.headers, this.until, this.unreadable, "event")) {
      if (!isChosen(row, this.choice)) continue;
      const header = String(row.header);
      if (this.isPart) this.#head(row.id, header);
      this.sum.add(header);
      yield JSON.stringify(header);
    }
  }

  async *bodies() {
    let done = 0;
    for await (const row of rows(this.log.rows, this.until, this.unreadable, "content")) {
      if (++done % PAGE === 0) this.progress(done, this.until);
      if (!isChosen(row, this.choice)) continue;
      const { id, nonce, body, kept, stream } = row;
      if (body === null) {
        if (kept) this.erased.push(id);
        continue;
      }
      if (this.choice.leaveOut?.has(id)) continue;
      if (!this.titles.get(stream)) this.titles.set(stream, titleOf(body));
      if (this.onlyNamed) for (const [sha] of body.matchAll(HASH)) this.#named.add(sha);
      yield `"${id}":${JSON.stringify({ nonce, body })}`;
    }
  }

  async *blobs() {
    if (this.choice.attachments === false) return;
    for (const sha of await this.log.blobs.list()) {
      if (this.onlyNamed && !this.#named.has(sha)) continue;
      const row = await this.log.blobs.get(sha).catch(() => null);
      if (row) yield `"${sha}":${JSON.stringify({ type: row.type, base64: base64(new Uint8Array(row.bytes)) })}`;
      else this.unreadable.push(`blob ${sha}`);
    }
  }

  /** @param {string} id @param {string} header */
  #head(id, header) {
    const { dev, seq, hlc } = parseHeader(header);
    const old = this.heads[dev];
    if (!old || old.seq < seq || (old.seq === seq && old.id < id)) this.heads[dev] = { seq, id, hlc };
  }
}

/** Whether an event belongs to the chosen part. @param {{id: string, stream: string, header: string}} row @param {Choice} choice */
export function isChosen({ id, stream, header }, { streams, only, from, until }) {
  if (streams && !streams.has(stream)) return false;
  const few = only?.get(stream);
  if (few && !few.has(id)) return false;
  if (from === undefined && until === undefined) return true;
  const { at } = parseHeader(String(header));
  return at >= (from ?? 0) && at < (until ?? Infinity);
}

/** One top key with one entry a line. @param {string} key @param {string} brackets @param {Iterable<string> | AsyncIterable<string>} entries */
async function* list(key, brackets, entries) {
  yield `"${key}":${brackets[0]}\n`;
  let between = "";
  for await (const entry of entries) {
    yield between + entry;
    between = ",\n";
  }
  yield `${between && "\n"}${brackets[1]},\n`;
}

/** @param {Log} log */
async function* inboxLines(log) {
  for (const row of await log.inbox()) yield JSON.stringify(row);
}

/** Rows up to the tail as it was at the start, the next page asked for while the one before is written. Where a page cannot be read, its rows are tried one by one. @template {EventRow} R @param {(n: number, limit: number) => Promise<R[]>} read @param {number} until @param {string[]} unreadable @param {string} what @returns {AsyncGenerator<R>} */
async function* rows(read, until, unreadable, what) {
  const ask = (/** @type {number} */ n) => read(n, PAGE).catch(() => null);
  for (let n = 0, asked = ask(0); n < until; ) {
    const page = await asked;
    if (page) {
      n = page.at(-1)?.n ?? until;
      if (n < until) asked = ask(n);
      yield* page.filter((row) => row.n <= until);
      continue;
    }
    for (const end = Math.min(n + PAGE, until); n < end; n++) {
      const one = await read(n, 1).catch(() => null);
      if (one?.[0]?.n === n + 1) yield one[0];
      else if (!one) unreadable.push(`${what} ${n + 1}`);
    }
    asked = ask(n);
  }
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += BASE64_STEP) text += btoa(String.fromCharCode(...bytes.subarray(at, at + BASE64_STEP)));
  return text;
}

/** The sha256 of header lines joined by newlines, and their number. */
export class Sum {
  #hash = sha256.create();
  count = 0;

  /** @param {string} header */
  add(header) {
    this.#hash.update(utf8ToBytes((this.count++ ? "\n" : "") + header));
  }

  digest() {
    return bytesToHex(this.#hash.digest());
  }
}
