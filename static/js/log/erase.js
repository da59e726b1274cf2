// Event ids in, their bodies and blobs gone out: the headers and their hashes stay, so the chain still verifies.

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Tx} Tx */

/** Names of blobs in a body: any sha256 it holds. */
const HASH = /\b[0-9a-f]{64}\b/g;

/** Erase these events' bodies, the blobs that nothing else names, and these rows of the inbox; the epoch moves in the same transaction. @param {Store} store @param {string[]} ids @param {number[]} rows numbers of refused acts @returns {Promise<{epoch: number, blobs: number}>} */
export function erase(store, ids, rows = []) {
  return store.write(["bodies", "blobs", "kv", "inbox"], (tx) => {
    const done = { epoch: 0, blobs: 0 };
    tx.give(done);
    for (const n of rows) tx.store("inbox").delete(n);
    /** @type {Set<string>} */
    const named = new Set();
    for (const id of ids) {
      tx.on(tx.store("bodies").get(id), (row) => {
        for (const sha of row?.body?.match(HASH) ?? []) named.add(sha);
        // The empty row stays: an older snapshot must not bring the body back.
        tx.store("bodies").put({ id, nonce: "", body: null });
      });
    }
    tx.on(tx.store("kv").get("epoch"), (kept) => {
      done.epoch = (kept?.value ?? 0) + 1;
      tx.store("kv").put({ key: "epoch", value: done.epoch });
      held(tx, named, (blobs) => blobs.size && unnamed(tx, blobs, (free) => drop(tx, free, done)));
    });
  });
}

/** Those names that are blobs here: a body also names events. @param {Tx} tx @param {Set<string>} named @param {(blobs: Set<string>) => void} then */
function held(tx, named, then) {
  /** @type {Set<string>} */
  const blobs = new Set();
  let left = named.size;
  if (left === 0) return then(blobs);
  for (const sha of named) {
    tx.on(tx.store("blobs").getKey(sha), (key) => {
      if (key !== undefined) blobs.add(sha);
      if (--left === 0) then(blobs);
    });
  }
}

/** Those blobs that no body names any more. @param {Tx} tx @param {Set<string>} blobs @param {(free: Set<string>) => void} then */
function unnamed(tx, blobs, then) {
  tx.on(tx.store("bodies").openCursor(), (cursor) => {
    if (!cursor || blobs.size === 0) return then(blobs);
    for (const sha of cursor.value.body?.match(HASH) ?? []) blobs.delete(sha);
    cursor.continue();
  });
}

/** @param {Tx} tx @param {Set<string>} blobs @param {{blobs: number}} done */
function drop(tx, blobs, done) {
  for (const sha of blobs) tx.store("blobs").delete(sha);
  done.blobs = blobs.size;
}
