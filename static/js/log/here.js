// What the log holds already in, an answer "new, known or without its content" for each record out; exact inside a transaction.

import { ROWS_PER_QUESTION, headersSince, pages, tail } from "./reading.js";

/**
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./store.js").Tx} Tx
 */

const PAGE = 4000;

export class Here {
  /** Ids that are here: of the whole log once `isFull`, else of what was asked for. @type {Set<string>} */
  ids = new Set();
  /** Those among them whose content is missing. @type {Set<string>} */
  bare = new Set();
  /** Rows up to this arrival number are accounted for. */
  n = 0;
  isFull = false;
  asked = 0;

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
  }

  /** Get ready to answer for these ids: ask for each, or read all ids when so many were asked for that this is cheaper. @param {string[]} ids */
  async prepare(ids) {
    if (this.isFull) return;
    this.asked += ids.length;
    if ((await tail(this.store)).n <= this.asked * ROWS_PER_QUESTION) await this.#readAll();
    else await this.#ask(ids);
  }

  /** Inside the transaction that writes: take in what arrived since, then go on. @param {Tx} tx @param {() => void} then */
  catchUp(tx, then) {
    tx.on(tx.store("events").getAll(IDBKeyRange.lowerBound(this.n, true)), (rows) => {
      for (const { id, n } of rows) {
        this.ids.add(id);
        this.n = n;
      }
      then();
    });
  }

  async #readAll() {
    /** @type {Set<string>} */
    const ids = new Set();
    let n = 0;
    for await (const page of pages((after) => headersSince(this.store, after, PAGE))) {
      for (const { id } of page) ids.add(id);
      n = page.at(-1)?.n ?? n;
    }
    this.bare = new Set(ids);
    for (let after = "", keys; (keys = await this.#bodyKeys(after)).length; after = keys[keys.length - 1]) for (const id of keys) this.bare.delete(id);
    Object.assign(this, { ids, n, isFull: true });
  }

  /** @param {string} after @returns {Promise<string[]>} */
  #bodyKeys(after) {
    return this.store.read(["bodies"], (tx) => tx.on(tx.store("bodies").getAllKeys(IDBKeyRange.lowerBound(after, true), PAGE), tx.give));
  }

  /** @param {string[]} ids @returns {Promise<void>} */
  #ask(ids) {
    return this.store.read(["events", "bodies"], (tx) => {
      const byId = tx.store("events").index("id");
      const bodies = tx.store("bodies");
      const found = /** @param {string} id */ (id) => {
        this.ids.add(id);
        tx.on(bodies.getKey(id), (key) => key === undefined && this.bare.add(id));
      };
      for (const id of ids) tx.on(byId.getKey(id), (key) => key !== undefined && found(id));
      tx.on(tx.store("events").openKeyCursor(null, "prev"), (cursor) => void (this.n = Number(cursor?.primaryKey ?? 0)));
    });
  }
}
