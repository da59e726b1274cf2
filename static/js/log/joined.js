// A snapshot's two lists in (headers, contents), records out: both are read side by side, because Sophie writes them in the same order.

import { idOf } from "./canonical.js";

/**
 * @typedef {import("./container.js").Source} Source
 * @typedef {{line: number, header: string, id: string, nonce: string, body: string | null, bodyLine: number}} Record
 * @typedef {Record | {line: number, why: string}} Entry
 */

/**
 * Every record of the snapshot once per header line; what is damaged or left over comes as a line and a reason.
 * @param {Source} source
 * @param {(header: string, line: number) => string} [named] called with each header in the file's order, gives its id
 * @returns {AsyncGenerator<Entry>}
 */
export async function* joined(source, named = idOf) {
  const bodies = new Bodies(source);
  /** Headers whose content has not come yet. @type {Map<string, {line: number, header: string, id: string}>} */
  const waiting = new Map();
  for await (const entry of source.headers()) {
    if (!("header" in entry)) {
      yield entry;
      continue;
    }
    const id = named(entry.header, entry.line);
    waiting.set(id, { ...entry, id });
    yield* handOver((await bodies.passed(id)) ?? (await bodies.next()), waiting, bodies);
  }
  for (let body; (body = await bodies.next()); ) yield* handOver(body, waiting, bodies);
  for (const entry of waiting.values()) yield { ...entry, nonce: "", body: null, bodyLine: entry.line };
  for (const line of bodies.leftOver()) yield { line, why: "This content belongs to no event in the file: the event is missing or damaged." };
}

/** A content meets its header, or is passed until the header comes. @param {import("./container.js").BodyEntry | null} body @param {Map<string, {line: number, header: string, id: string}>} waiting @param {Bodies} bodies @returns {Generator<Entry>} */
function* handOver(body, waiting, bodies) {
  if (!body) return;
  if ("why" in body) return void (yield { line: body.line, why: body.why });
  const entry = waiting.get(body.id);
  if (!entry) return bodies.pass(body);
  waiting.delete(body.id);
  yield { ...entry, nonce: body.nonce, body: body.body, bodyLine: body.line };
}

/** The contents, read one at a time; one that comes before its header is remembered by its place, not by its text. */
class Bodies {
  /** @type {Map<string, {line: number, place: any}>} */
  #passed = new Map();

  /** @param {Source} source */
  constructor(source) {
    this.source = source;
    this.stream = source.bodies();
  }

  /** @returns {Promise<import("./container.js").BodyEntry | null>} null behind the last */
  async next() {
    return (await this.stream.next()).value ?? null;
  }

  /** @param {{id: string, line: number, place: any}} body */
  pass({ id, line, place }) {
    this.#passed.set(id, { line, place });
  }

  /** One that was passed, read again. @param {string} id @returns {Promise<import("./container.js").BodyEntry | null>} */
  async passed(id) {
    const kept = this.#passed.get(id);
    if (!kept) return null;
    this.#passed.delete(id);
    return { id, ...kept, ...(await this.source.again(kept.place)) };
  }

  /** The lines nobody asked for. */
  leftOver() {
    return [...this.#passed.values()].map(({ line }) => line);
  }
}
