// What only saves time in, the same out or nothing: this database may be deleted at any moment, and its failures are harmless.

import { createCache } from "./schema.js";
import { Store } from "./store.js";

/**
 * @typedef {{route: string, build: string, epoch: number, n: number, html: string, title: string, at: number}} Screen n: the log's last arrival number it shows
 * @typedef {{n: number, id: string, epoch: number, projection: string, bytes: ArrayBuffer}} Checkpoint
 * @typedef {{n: number, at: number, code: string, detail: string}} Diagnostic
 */

const MOST_DIAGNOSTICS = 500;

/** @param {string} name the database's name @returns {Promise<Cache>} always resolves */
export const openCache = async (name) => new Cache(name);

export class Cache {
  /** @param {string} name */
  constructor(name) {
    this.store = new Store(name, createCache, {}, true);
    this.screens = {
      /** @param {string} route @returns {Promise<Screen | null>} */
      get: (route) => this.#get("screens", route),
      /** @param {Screen} screen */
      set: (screen) => this.#put("screens", screen),
      clear: () => this.#clear("screens"),
    };
    this.checkpoint = {
      /** @returns {Promise<Checkpoint | null>} */
      get: () => this.#get("checkpoint", "checkpoint"),
      /** @param {Checkpoint} checkpoint */
      set: (checkpoint) => this.#put("checkpoint", { key: "checkpoint", ...checkpoint }),
      clear: () => this.#clear("checkpoint"),
    };
    this.strikes = {
      /** @param {string} stream @returns {Promise<number | null>} */
      get: async (stream) => (await this.#get("strikes", stream))?.count ?? null,
      /** @param {string} stream @param {number} count */
      set: (stream, count) => this.#put("strikes", { stream, count }),
      /** @returns {Promise<Map<string, number>>} */
      all: async () => new Map((await this.#all("strikes")).map(({ stream, count }) => [stream, count])),
      clear: () => this.#clear("strikes"),
    };
    this.diagnostics = {
      /** One line of the ring: codes and figures, never a person's text. @param {string} code @param {string} [detail] */
      add: (code, detail = "") => this.#harmless(() => this.store.write(["diagnostics"], (tx) => addToRing(tx, { at: Date.now(), code, detail }), "relaxed"), undefined),
      /** @returns {Promise<Diagnostic[]>} oldest first */
      all: () => this.#all("diagnostics"),
    };
  }

  /** Forget everything here (after an erase, or when a person asks). */
  async clear() {
    for (const store of ["screens", "checkpoint", "diagnostics", "strikes"]) await this.#clear(store);
  }

  close() {
    this.store.close();
  }

  /** @param {string} store @param {string} key @returns {Promise<any>} */
  #get(store, key) {
    return this.#harmless(() => this.store.read([store], (tx) => tx.on(tx.store(store).get(key), (row) => tx.give(row ?? null))), null);
  }

  /** @param {string} store @returns {Promise<any[]>} */
  #all(store) {
    return this.#harmless(() => this.store.read([store], (tx) => tx.on(tx.store(store).getAll(), tx.give)), []);
  }

  /** @param {string} store @param {any} row @returns {Promise<void>} */
  #put(store, row) {
    return this.#harmless(() => this.store.write([store], (tx) => tx.store(store).put(row), "relaxed"), undefined);
  }

  /** @param {string} store @returns {Promise<void>} */
  #clear(store) {
    return this.#harmless(() => this.store.write([store], (tx) => tx.store(store).clear(), "relaxed"), undefined);
  }

  /** A cache that cannot answer is an empty cache. @template T @param {() => Promise<T>} act @param {T} otherwise @returns {Promise<T>} */
  async #harmless(act, otherwise) {
    try {
      return await act();
    } catch {
      return otherwise;
    }
  }
}

/** @param {import("./store.js").Tx} tx @param {Omit<Diagnostic, "n">} line */
function addToRing(tx, line) {
  const ring = tx.store("diagnostics");
  tx.on(ring.add(line), (n) => Number(n) > MOST_DIAGNOSTICS && ring.delete(IDBKeyRange.upperBound(Number(n) - MOST_DIAGNOSTICS)));
}
