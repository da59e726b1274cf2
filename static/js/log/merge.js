// Records from elsewhere in, the union by id out: nothing is replaced, nothing removed, one transaction a chunk.

import { bodyHash, faultOf, idOf, mint, parseHeader } from "./canonical.js";
import { START, adopt } from "./clock.js";
import { Here } from "./here.js";
import { screenForeign } from "./screen.js";

/**
 * @typedef {import("./schema.js").Head} Head
 * @typedef {{header: string, nonce?: string, body: string | null, line?: number, bodyLine?: number}} Incoming line, bodyLine: where they stand in a file
 * @typedef {{id: string, header: import("./canonical.js").Header, text: string, nonce: string, body: string | null}} Checked
 * @typedef {{line: number | null, why: string}} Rejected
 * @typedef {{added: number, known: number, filled: number, rejected: Rejected[], device: string | null, n: number}} Merged
 *   filled: bodies that were missing here; device: this copy's new device id, when another copy wrote under the old one
 */

const STORES = ["events", "bodies", "heads", "kv"];
const CHUNK_ROWS = 2000;
const CHUNK_TEXT = 8 * 1024 * 1024;

/** @param {import("./store.js").Store} store @param {Iterable<Incoming> | AsyncIterable<Incoming>} records @param {number} wall @param {(soFar: Merged) => void} [progress] @returns {Promise<Merged>} */
export async function merge(store, records, wall, progress = () => {}) {
  /** @type {Merged} */
  const total = { added: 0, known: 0, filled: 0, rejected: [], device: null, n: 0 };
  const here = new Here(store);
  for await (const chunk of chunks(records)) {
    const { good, rejected } = sift(chunk);
    await here.prepare(good.map(({ id }) => id));
    const done = await mergeChunk(store, here, good, wall);
    total.added += done.added;
    total.known += good.length - done.added;
    total.filled += done.filled;
    total.device = done.device ?? total.device;
    total.n = done.n || total.n;
    total.rejected.push(...rejected);
    progress(total);
  }
  return total;
}

/** @param {Iterable<Incoming> | AsyncIterable<Incoming>} records */
async function* chunks(records) {
  /** @type {Incoming[]} */
  let chunk = [];
  let size = 0;
  for await (const record of records) {
    chunk.push(record);
    size += record.body?.length ?? 0;
    if (chunk.length < CHUNK_ROWS && size < CHUNK_TEXT) continue;
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
export function check({ header: text, nonce = "", body, line = undefined, bodyLine = line }) {
  const wrong = faultOf(text);
  if (wrong) return { checked: null, why: wrong, line: line ?? null };
  const header = parseHeader(text);
  const why = body === null ? null : bodyFault(header.dh, nonce, body);
  return { checked: { id: idOf(text), header, text, nonce, body: why ? null : body }, why, line: bodyLine ?? null };
}

/** @param {string} dh @param {string} nonce @param {string} body */
function bodyFault(dh, nonce, body) {
  const why = screenForeign(body);
  if (why) return `Its content is left out. ${why}`;
  return bodyHash(nonce, body) === dh ? null : "Its content is not what was written: the hash differs.";
}

/** @param {import("./store.js").Store} store @param {Here} here @param {Checked[]} records @param {number} wall @returns {Promise<{added: number, filled: number, device: string | null, n: number}>} */
async function mergeChunk(store, here, records, wall) {
  /** @type {Checked[]} */
  let fill = [];
  const done = await store.write(STORES, (tx) => {
    here.catchUp(tx, () => {
      const fresh = records.filter(({ id }) => !here.ids.has(id));
      fill = records.filter(({ id, body }) => body !== null && here.bare.has(id));
      tx.on(tx.store("kv").getAll(), (kv) => tx.on(tx.store("heads").getAll(), (heads) => write(tx, { fresh, fill, kv, heads, wall })));
    });
  });
  for (const { id } of fill) here.bare.delete(id);
  return done;
}

/** @param {import("./store.js").Tx} tx @param {{fresh: Checked[], fill: Checked[], kv: {key: string, value: any}[], heads: Head[], wall: number}} found */
function write(tx, { fresh, fill, kv, heads, wall }) {
  const kept = new Map(kv.map(({ key, value }) => [key, value]));
  const done = { added: fresh.length, filled: fill.length, device: /** @type {string | null} */ (null), n: 0 };
  tx.give(done);
  for (const { id, header, text } of fresh) tx.on(tx.store("events").add({ id, stream: header.stream, header: text }), (n) => void (done.n = Number(n)));
  // Where a content row stands already (erased, or filled by another tab since), adding fails alone and the row stays.
  for (const { id, nonce, body } of [...fresh, ...fill]) if (body !== null) tx.on(tx.store("bodies").add({ id, nonce, body }), () => {}, unlessThere);
  for (const head of newHeads(heads, fresh)) tx.store("heads").put(head);
  const put = /** @param {string} key @param {any} value */ (key, value) => tx.store("kv").put({ key, value });
  const last = kept.get("hlc")?.last ?? START;
  const latest = fresh.reduce((hlc, { header }) => adopt(hlc, header.hlc, wall), last);
  if (latest !== last) put("hlc", { last: latest });
  // Engines that read these events without their bodies must start anew.
  if (fill.length) put("epoch", (kept.get("epoch") ?? 0) + 1);
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
