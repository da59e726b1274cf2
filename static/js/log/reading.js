// A place in the log in, its rows out, in arrival order; a body the browser cannot read back counts as missing.

/**
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./store.js").Tx} Tx
 * @typedef {import("./schema.js").EventRow} EventRow
 * @typedef {EventRow & {nonce: string, body: string | null, kept: boolean}} Full `kept`: a body row exists (it may say "erased")
 */

/** Characters of bodies after which a read stops early; the caller asks again from there. */
const ENOUGH_TEXT = 24 * 1024 * 1024;
const FIRST_BATCH = 16;
const PAGE = 4000;
/** Asking for one id costs about as much as reading this many rows in a page. */
export const ROWS_PER_QUESTION = 50;

/** Streams that say which imports were withdrawn. */
export const STREAMS_OF_IMPORTS = "import/";

/** All rows of those streams: what an engine must know before it reads anything else. @param {Store} store @returns {Promise<Full[]>} */
export function rowsOfImports(store) {
  return store.read(["events", "bodies"], (tx) => {
    const range = IDBKeyRange.bound(STREAMS_OF_IMPORTS, `${STREAMS_OF_IMPORTS}\uffff`);
    tx.on(tx.store("events").index("stream").getAll(range), (rows) => giveFull(tx, rows, Infinity));
  });
}

/** How many events each of these streams has here. @param {Store} store @param {string[]} streams @returns {Promise<Map<string, number>>} */
export function countOf(store, streams) {
  return store.read(["events"], (tx) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    tx.give(counts);
    for (const stream of streams) tx.on(tx.store("events").index("stream").count(stream), (n) => void counts.set(stream, n));
  });
}

/** Which of these events have their content here. @param {Store} store @param {string[]} ids @returns {Promise<string[]>} */
export function withContent(store, ids) {
  return store.read(["bodies"], (tx) => {
    /** @type {string[]} */
    const found = [];
    tx.give(found);
    for (const id of ids) tx.on(tx.store("bodies").get(id), (row) => void (row && row.body !== null && found.push(id)));
  });
}

/** Which of these events were erased here. @param {Store} store @param {string[]} ids @returns {Promise<Set<string>>} */
export function erasedOf(store, ids) {
  return store.read(["bodies"], (tx) => {
    /** @type {Set<string>} */
    const found = new Set();
    tx.give(found);
    for (const id of new Set(ids)) tx.on(tx.store("bodies").get(id), (row) => void (row?.body === null && found.add(id)));
  });
}

/** The header rows after arrival number n. @param {Store} store @param {number} n @param {number} limit @returns {Promise<EventRow[]>} */
export function headersSince(store, n, limit) {
  return store.read(["events"], (tx) => tx.on(tx.store("events").getAll(IDBKeyRange.lowerBound(n, true), limit), tx.give));
}

/** Rows from the first to the last, a page at a time; the next page is asked for while the one before is used. @template {EventRow} R @param {(n: number) => Promise<R[]>} read what comes after a number @returns {AsyncGenerator<R[]>} */
export async function* pages(read) {
  for (let asked = read(0), page; (page = await asked).length; ) {
    asked = read(/** @type {R} */ (page.at(-1)).n);
    // Whoever wants it hears of a fault then.
    asked.catch(() => {});
    yield page;
  }
}

/** Rows with bodies after n: at least one when there is one, fewer than the limit when bodies are large. @param {Store} store @param {number} n @param {number} limit @returns {Promise<Full[]>} */
export function rowsSince(store, n, limit) {
  return store.read(["events", "bodies"], (tx) => {
    tx.on(tx.store("events").getAll(IDBKeyRange.lowerBound(n, true), limit), (rows) => giveFull(tx, rows, ENOUGH_TEXT));
  });
}

/** @param {Store} store @param {string} stream @returns {Promise<Full[]>} the whole stream */
export function rowsOf(store, stream) {
  return store.read(["events", "bodies"], (tx) => {
    tx.on(tx.store("events").index("stream").getAll(stream), (rows) => giveFull(tx, rows, Infinity));
  });
}

/** Adds bodies in batches that double while they are small, so that a hundred large documents never sit in memory at once. @param {Tx} tx @param {EventRow[]} rows @param {number} enough */
function giveFull(tx, rows, enough) {
  const bodies = tx.store("bodies");
  /** @type {Full[]} */
  const full = [];
  let size = 0;
  tx.give(full);
  const batch = /** @param {number} from @param {number} count */ (from, count) => {
    const part = rows.slice(from, from + count);
    const take = /** @param {EventRow} row @param {any} kept */ (row, kept) => {
      full.push({ ...row, nonce: kept?.nonce ?? "", body: kept?.body ?? null, kept: kept !== undefined });
      size += kept?.body?.length ?? 0;
      if (row === part.at(-1) && size < enough) batch(from + count, count * 2);
    };
    for (const row of part) tx.on(bodies.get(row.id), (kept) => take(row, kept), () => take(row, undefined));
  };
  batch(0, FIRST_BATCH);
}

/** The last arrival; n 0 and id "" in an empty log. @param {Store} store @returns {Promise<{n: number, id: string}>} */
export function tail(store) {
  return store.read(["events"], (tx) => {
    tx.on(tx.store("events").openCursor(null, "prev"), (cursor) => tx.give({ n: cursor?.value.n ?? 0, id: cursor?.value.id ?? "" }));
  });
}

/** @param {Store} store @param {number} n @returns {Promise<string | null>} the id that arrived as number n */
export function idAt(store, n) {
  return store.read(["events"], (tx) => tx.on(tx.store("events").get(n), (row) => tx.give(row?.id ?? null)));
}

/** Which of these event ids the log holds. @param {Store} store @param {string[]} ids @returns {Promise<Set<string>>} */
export function known(store, ids) {
  return store.read(["events"], (tx) => {
    const index = tx.store("events").index("id");
    /** @type {Set<string>} */
    const found = new Set();
    for (const id of ids) tx.on(index.getKey(id), (key) => key !== undefined && found.add(id));
    tx.give(found);
  });
}

/** How many of these event ids the log holds. @param {Store} store @param {Set<string>} ids @returns {Promise<number>} */
export async function countKnown(store, ids) {
  if ((await tail(store)).n > ids.size * ROWS_PER_QUESTION) return (await known(store, [...ids])).size;
  let count = 0;
  for await (const page of pages((n) => headersSince(store, n, PAGE))) count += page.filter(({ id }) => ids.has(id)).length;
  return count;
}
