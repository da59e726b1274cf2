// The log's small neighbours: blobs named by their content, drafts of unsaved typing, and this device's settings.

import { sha256Hex } from "./canonical.js";

/** @typedef {import("./store.js").Store} Store */

/** @param {Store} store */
export const blobs = (store) => ({
  /** @param {Blob | ArrayBuffer | Uint8Array<ArrayBuffer>} content @param {string} type @returns {Promise<string>} its sha256 */
  async put(content, type) {
    const bytes = content instanceof Blob ? await content.arrayBuffer() : content instanceof ArrayBuffer ? content : content.slice().buffer;
    const sha = sha256Hex(new Uint8Array(bytes));
    await store.write(["blobs"], (tx) => tx.store("blobs").put({ sha, type, size: bytes.byteLength, bytes }));
    return sha;
  },
  /** @param {string} sha @returns {Promise<import("./schema.js").BlobRow | null>} */
  get: (sha) => store.read(["blobs"], (tx) => tx.on(tx.store("blobs").get(sha), (row) => tx.give(row ?? null))),
  /** @returns {Promise<string[]>} */
  list: () => store.read(["blobs"], (tx) => tx.on(tx.store("blobs").getAllKeys(), tx.give)),
});

/** Kept relaxed: a killed browser loses none of it, only a power cut may take the last words. @param {Store} store */
export const drafts = (store) => ({
  /** @param {string} key @returns {Promise<string | null>} */
  get: (key) => store.read(["drafts"], (tx) => tx.on(tx.store("drafts").get(key), (row) => tx.give(row?.text ?? null))),
  /** @param {string} key @param {string} text @returns {Promise<void>} */
  set: (key, text) => store.write(["drafts"], (tx) => (tx.store("drafts").put({ key, text, at: Date.now() }), tx.last()), "relaxed"),
  /** @param {string} key @returns {Promise<void>} */
  delete: (key) => store.write(["drafts"], (tx) => tx.store("drafts").delete(key), "relaxed"),
  /** @returns {Promise<import("./schema.js").Draft[]>} */
  all: () => store.read(["drafts"], (tx) => tx.on(tx.store("drafts").getAll(), tx.give)),
});

/** @param {Store} store */
export const settings = (store) => ({
  /** @param {string} key @returns {Promise<any>} null when never set */
  get: (key) => store.read(["kv"], (tx) => tx.on(tx.store("kv").get(key), (row) => tx.give(row?.value ?? null))),
  /** @param {string} key @param {any} value @returns {Promise<void>} */
  set: (key, value) => store.write(["kv"], (tx) => tx.store("kv").put({ key, value })),
});
