// An event id in, its body and blobs gone out: the header and its hash stay, so the chain still verifies.

/** @typedef {import("./store.js").Store} Store */

/** Names of blobs in a body: any sha256 it holds. */
const HASH = /\b[0-9a-f]{64}\b/g;

/** Erase one event's body and the blobs it names; the epoch moves in the same transaction. @param {Store} store @param {string} id @returns {Promise<{epoch: number, blobs: number}>} */
export function erase(store, id) {
  return store.write(["bodies", "blobs", "kv"], (tx) => {
    tx.on(tx.store("bodies").get(id), (row) => {
      const named = [...new Set(row?.body?.match(HASH) ?? [])];
      for (const sha of named) tx.store("blobs").delete(sha);
      // The empty row stays: an older snapshot must not bring the body back.
      tx.store("bodies").put({ id, nonce: "", body: null });
      tx.on(tx.store("kv").get("epoch"), (kept) => {
        const epoch = (kept?.value ?? 0) + 1;
        tx.store("kv").put({ key: "epoch", value: epoch });
        tx.give({ epoch, blobs: named.length });
      });
    });
  });
}
