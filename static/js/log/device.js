// This copy of Sophie: its device id (minted once), the erase epoch, and the names a person gave here.

import { mint } from "./canonical.js";

/**
 * @typedef {import("./store.js").Store} Store
 * @typedef {{dev: string, epoch: number, person: string, deviceName: string, people: string[]}} Identity
 */

/** @param {Store} store @returns {Promise<Identity>} */
export async function identity(store) {
  const known = await read(store);
  if (known.dev) return known;
  await store.write(["kv"], (tx) => {
    // Two tabs may come here at once: the second finds what the first wrote.
    tx.on(tx.store("kv").get("device"), (row) => row ?? tx.store("kv").put({ key: "device", value: { dev: mint() } }));
  });
  return read(store);
}

/** @param {Store} store @returns {Promise<Identity>} */
function read(store) {
  return store.read(["kv"], (tx) => {
    tx.on(tx.store("kv").getAll(), (/** @type {{key: string, value: any}[]} */ rows) => {
      const kept = new Map(rows.map(({ key, value }) => [key, value]));
      const text = /** @param {string} key */ (key) => kept.get(key) ?? "";
      tx.give({ dev: kept.get("device")?.dev ?? "", epoch: kept.get("epoch") ?? 0, person: text("person"), deviceName: text("deviceName"), people: kept.get("people") ?? [] });
    });
  });
}
