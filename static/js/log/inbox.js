// Commands waiting for the engine: each is durable before anything else happens, and leaves only by commit or by the user's word.

import { failureOf } from "./failure.js";

/**
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./schema.js").InboxRow} InboxRow
 */

/** Keep a command; the same id twice is one row. @param {Store} store @param {any} command @param {string} tab @returns {Promise<InboxRow>} */
export async function receive(store, command, tab) {
  /** @type {InboxRow} */
  const row = { id: command.id, tab, received: Date.now(), state: "waiting", strikes: 0, refusal: null, command };
  /** @type {DOMException | null} */
  let refused = null;
  const added = await store.write(["inbox"], (tx) => {
    tx.give(null);
    tx.on(tx.store("inbox").add(row), (n) => tx.give({ ...row, n: Number(n) }), (error) => (refused = error));
    // One request and no more: the disk need not wait until this page has heard of it.
    tx.last();
  });
  if (added) return added;
  // Only a row that is there already was kept; a full disk kept nothing.
  if (/** @type {DOMException | null} */ (refused)?.name !== "ConstraintError") throw failureOf(refused);
  return store.read(["inbox"], (tx) => tx.on(tx.store("inbox").index("id").get(command.id), tx.give));
}

/** @param {Store} store @returns {Promise<InboxRow[]>} rows of all tabs, in order of arrival */
export const rows = (store) => store.read(["inbox"], (tx) => tx.on(tx.store("inbox").getAll(), tx.give));

/** @param {Store} store @returns {Promise<number>} */
export const count = (store) => store.read(["inbox"], (tx) => tx.on(tx.store("inbox").count(), tx.give));

/** Change one row. @param {Store} store @param {string} id @param {(row: InboxRow) => Partial<InboxRow>} change @returns {Promise<InboxRow | null>} the row as it is now; null when it has left */
export function change(store, id, change) {
  return store.write(["inbox"], (tx) => {
    tx.give(null);
    tx.on(tx.store("inbox").index("id").get(id), (row) => {
      if (!row) return;
      const next = { ...row, ...change(row) };
      tx.store("inbox").put(next);
      tx.give(next);
    });
  });
}

/** @param {Store} store @param {string} id @returns {Promise<boolean>} whether there was such a row */
export function dismiss(store, id) {
  return store.write(["inbox"], (tx) => {
    tx.give(false);
    tx.on(tx.store("inbox").index("id").getKey(id), (key) => {
      if (key === undefined) return;
      tx.store("inbox").delete(key);
      tx.give(true);
    });
  });
}
