// An empty database in, the stores of Sophie out. Version 1 for ever: a change here would lock out older tabs.

/**
 * @typedef {[n: number, id: string, header: string, body: string | null]} Envelope
 * @typedef {{n: number, id: string, stream: string, header: string}} EventRow
 * @typedef {{id: string, nonce: string, body: string | null}} BodyRow a null body was erased here and stays erased
 * @typedef {{sha: string, type: string, size: number, bytes: ArrayBuffer}} BlobRow
 * @typedef {{dev: string, seq: number, id: string, hlc: string}} Head
 * @typedef {{n?: number, id: string, tab: string, received: number, state: "waiting" | "refused" | "stuck", strikes: number, refusal: any, command: any}} InboxRow
 * @typedef {{key: string, text: string, at: number}} Draft
 */

export const VERSION = 1;

/** @param {IDBDatabase} db */
export function createLog(db) {
  const events = db.createObjectStore("events", { keyPath: "n", autoIncrement: true });
  events.createIndex("id", "id", { unique: true });
  events.createIndex("stream", "stream");
  db.createObjectStore("bodies", { keyPath: "id" });
  db.createObjectStore("blobs", { keyPath: "sha" });
  db.createObjectStore("heads", { keyPath: "dev" });
  db.createObjectStore("inbox", { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
  db.createObjectStore("drafts", { keyPath: "key" });
  db.createObjectStore("kv", { keyPath: "key" });
}

/** @param {IDBDatabase} db */
export function createCache(db) {
  db.createObjectStore("screens", { keyPath: "route" });
  db.createObjectStore("checkpoint", { keyPath: "key" });
  db.createObjectStore("diagnostics", { keyPath: "n", autoIncrement: true });
  db.createObjectStore("strikes", { keyPath: "stream" });
}
