// Records from elsewhere in, the union by id out: nothing is replaced, nothing removed, one transaction a chunk.

import { faultOf, idOf, isContentOf, mint, parseHeader } from "./canonical.js";
import { START, adopt } from "./clock.js";
import { Here } from "./here.js";
import { STREAMS_OF_IMPORTS } from "./reading.js";
import { screenForeign } from "./screen.js";

/**
 * @typedef {import("./schema.js").Head} Head
 * @typedef {{header: string, nonce?: string, body: string | null, line?: number, bodyLine?: number, id?: string, isChecked?: boolean}} Incoming
 *   line, bodyLine: where they stand in a file; id: the header's hash where it is known; isChecked: nothing is looked at again
 * @typedef {{id: string, header: import("./canonical.js").Header, text: string, nonce: string, body: string | null}} Checked
 * @typedef {{line: number | null, why: string}} Rejected
 * @typedef {{added: number, known: number, filled: number, rejected: Rejected[], device: string | null, n: number, ranges: [number, number][], recounts: boolean}} Merged
 *   filled: bodies that were missing here; device: this copy's new device id, when another copy wrote under the old one;
 *   ranges: the arrival numbers of what was added; recounts: an import was withdrawn or restored, so other events count
 * @typedef {{id: string, file: string, at: number, by: string, added: number, ranges: [number, number][], open?: boolean}} Batch
 *   what one import brought, by arrival numbers; open: it has not come to its end (its tab was closed, or it still goes on)
 */

const STORES = ["events", "bodies", "heads", "kv"];
const CHUNK_ROWS = 2000;
const FIRST_CHUNK = 250;
const LEAST_CHUNK = 40;
const CHUNK_TEXT = 8 * 1024 * 1024;
/** Where the log keeps what was imported here, newest first. */
export const BATCHES = "imports";
const MOST_BATCHES = 50;

/**
 * With `batch`, what came is listed under it, in the very transaction that brings it: no closed tab and no second import can lose the entry.
 * @param {import("./store.js").Store} store @param {Iterable<Incoming> | AsyncIterable<Incoming>} records @param {number} wall
 * @param {import("./manners.js").Manners} manners @param {(soFar: Merged) => void} [progress] @param {Pick<Batch, "id" | "file" | "at" | "by">} [batch] @returns {Promise<Merged>}
 */
export async function merge(store, records, wall, manners, progress = () => {}, batch = undefined) {
  /** @type {Merged} */
  const total = { added: 0, known: 0, filled: 0, rejected: [], device: null, n: 0, ranges: [], recounts: false };
  const here = new Here(store);
  const pace = { rows: FIRST_CHUNK };
  for await (const chunk of chunks(records, pace)) {
    const { good, rejected } = sift(chunk);
    await here.prepare(good.map(({ id }) => id));
    await manners.turn();
    const began = performance.now();
    const done = await mergeChunk(store, here, good, wall, batch);
    pace.rows = Math.round(Math.min(CHUNK_ROWS, Math.max(LEAST_CHUNK, (chunk.length * manners.chunkTime) / Math.max(1, performance.now() - began))));
    if (done.n) addRange(total.ranges, done.n - done.added + 1, done.n);
    total.recounts ||= good.some(({ header }) => header.stream.startsWith(STREAMS_OF_IMPORTS));
    total.added += done.added;
    total.known += good.length - done.added;
    total.filled += done.filled;
    total.device = done.device ?? total.device;
    total.n = done.n || total.n;
    total.rejected.push(...rejected);
    progress(total);
  }
  // One strict write at the end puts all before it on the disk; until then the file can simply be imported again.
  if (total.added || total.filled) await store.write(["kv"], (tx) => {
    tx.store("kv").put({ key: "merged", value: total.n });
    if (batch) tx.on(tx.store("kv").get(BATCHES), (row) => tx.store("kv").put({ key: BATCHES, value: ended(row?.value ?? [], batch.id) }));
  });
  return total;
}

/** The list with what one more chunk of this import brought. @param {Batch[]} list @param {Pick<Batch, "id" | "file" | "at" | "by">} batch @param {number} from @param {number} to @returns {Batch[]} */
function listed(list, batch, from, to) {
  const known = list.find(({ id }) => id === batch.id);
  const entry = known ?? { ...batch, added: 0, ranges: [], open: true };
  addRange(entry.ranges, from, to);
  entry.added += to - from + 1;
  return known ? list : [entry, ...list].slice(0, MOST_BATCHES);
}

/** @param {Batch[]} list @param {string} id @returns {Batch[]} */
const ended = (list, id) => list.map(({ open, ...batch }) => ({ ...batch, ...(open && batch.id !== id && { open }) }));

/** @param {[number, number][]} ranges @param {number} from @param {number} to */
function addRange(ranges, from, to) {
  const last = ranges.at(-1);
  if (last && last[1] + 1 === from) last[1] = to;
  else ranges.push([from, to]);
}

/** @param {Iterable<Incoming> | AsyncIterable<Incoming>} records @param {{rows: number}} pace */
async function* chunks(records, pace) {
  /** @type {Incoming[]} */
  let chunk = [];
  let size = 0;
  for await (const record of records) {
    chunk.push(record);
    size += record.body?.length ?? 0;
    if (chunk.length < pace.rows && size < CHUNK_TEXT) continue;
    yield chunk;
    chunk = [];
    size = 0;
  }
  if (chunk.length) yield chunk;
}

/** @param {Incoming[]} chunk */
function sift(chunk) {
  /** @type {Map<string, Checked>} */
  const good = new Map();
  /** @type {Rejected[]} */
  const rejected = [];
  for (const record of chunk) {
    const { checked, why, line } = check(record);
    if (why) rejected.push({ line, why });
    if (checked && !(good.get(checked.id)?.body != null)) good.set(checked.id, checked);
  }
  return { good: [...good.values()], rejected };
}

/** A record that may enter the log; a bad body is left out and its header kept. @param {Incoming} record @returns {{checked: Checked | null, why: string | null, line: number | null}} */
export function check({ header: text, nonce = "", body, line = undefined, bodyLine = line, id = undefined, isChecked = false }) {
  if (id && isChecked) return { checked: { id, header: parseHeader(text), text, nonce, body }, why: null, line: line ?? null };
  const wrong = faultOf(text);
  if (wrong) return { checked: null, why: wrong, line: line ?? null };
  const header = parseHeader(text);
  const why = body === null ? null : bodyFault(header.dh, nonce, body);
  return { checked: { id: id ?? idOf(text), header, text, nonce, body: why ? null : body }, why, line: bodyLine ?? null };
}

/** @param {string} dh @param {string} nonce @param {string} body */
function bodyFault(dh, nonce, body) {
  const why = screenForeign(body);
  if (why) return `Its content is left out. ${why}`;
  return isContentOf(dh, nonce, body) ? null : "Its content is not what was written: the hash differs.";
}

/** @param {import("./store.js").Store} store @param {Here} here @param {Checked[]} records @param {number} wall @param {Pick<Batch, "id" | "file" | "at" | "by">} [batch] @returns {Promise<{added: number, filled: number, device: string | null, n: number}>} */
async function mergeChunk(store, here, records, wall, batch) {
  /** @type {Checked[]} */
  let fill = [];
  const done = await store.write(STORES, (tx) => {
    here.catchUp(tx, () => {
      const fresh = records.filter(({ id }) => !here.ids.has(id));
      fill = records.filter(({ id, body }) => body !== null && here.bare.has(id));
      tx.on(tx.store("kv").getAll(), (kv) => tx.on(tx.store("heads").getAll(), (heads) => write(tx, { fresh, fill, kv, heads, wall, batch })));
    });
  }, "relaxed");
  for (const { id } of fill) here.bare.delete(id);
  return done;
}

/** @param {import("./store.js").Tx} tx @param {{fresh: Checked[], fill: Checked[], kv: {key: string, value: any}[], heads: Head[], wall: number, batch?: Pick<Batch, "id" | "file" | "at" | "by"> | undefined}} found */
function write(tx, { fresh, fill, kv, heads, wall, batch }) {
  const kept = new Map(kv.map(({ key, value }) => [key, value]));
  const done = { added: fresh.length, filled: fill.length, device: /** @type {string | null} */ (null), n: 0 };
  tx.give(done);
  const last = fresh.at(-1);
  for (const one of fresh) {
    const request = tx.store("events").add({ id: one.id, stream: one.header.stream, header: one.text });
    // Only the last number is asked for: a listener an event would take longer than the writing.
    if (one === last) tx.on(request, (n) => {
      done.n = Number(n);
      if (batch) put(BATCHES, listed(kept.get(BATCHES) ?? [], batch, done.n - done.added + 1, done.n));
    });
  }
  // Where a content row stands already (erased, or filled by another tab since), adding fails alone and the row stays.
  for (const { id, nonce, body } of [...fresh, ...fill]) if (body !== null) tx.on(tx.store("bodies").add({ id, nonce, body }), () => {}, unlessThere);
  for (const head of newHeads(heads, fresh)) tx.store("heads").put(head);
  const put = /** @param {string} key @param {any} value */ (key, value) => tx.store("kv").put({ key, value });
  const clock = kept.get("hlc")?.last ?? START;
  const latest = fresh.reduce((hlc, { header }) => adopt(hlc, header.hlc, wall), clock);
  if (latest !== clock) put("hlc", { last: latest });
  // Engines that read these events without their bodies, or before an import was withdrawn, must start anew.
  if (fill.length || fresh.some(({ header }) => header.stream.startsWith(STREAMS_OF_IMPORTS))) put("epoch", (kept.get("epoch") ?? 0) + 1);
  // Our own device's events that we do not have: a copy of this profile wrote them, or we lost them. Writing on would fork the chain.
  if (fresh.some(({ header }) => header.dev === kept.get("device")?.dev)) put("device", { dev: (done.device = mint()) });
}

/** Any other fault (a full disk) ends the whole chunk. @param {DOMException | null} error */
function unlessThere(error) {
  if (error?.name !== "ConstraintError") throw error;
}

/** The heads that move: each device's highest place, the greater id when a fork gives two. @param {Head[]} heads @param {Checked[]} fresh @returns {Iterable<Head>} */
function newHeads(heads, fresh) {
  const best = new Map(heads.map((head) => [head.dev, head]));
  /** @type {Map<string, Head>} */
  const moved = new Map();
  for (const { id, header } of fresh) {
    const { dev, seq, hlc } = header;
    const old = best.get(dev);
    if (old && (old.seq > seq || (old.seq === seq && old.id > id))) continue;
    best.set(dev, { dev, seq, id, hlc });
    moved.set(dev, { dev, seq, id, hlc });
  }
  return moved.values();
}
