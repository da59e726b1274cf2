// A list of requests in, their result once the transaction is complete: one connection, reopened when the browser drops it.
// Inside a transaction nothing is awaited: requests are issued in callbacks, and only completion is a promise.

import { Failure, failureOf, isTransient } from "./failure.js";
import { VERSION } from "./schema.js";

/**
 * @typedef {{store: (name: string) => IDBObjectStore, give: (value: any) => void, last: () => void,
 *   on: <T>(request: IDBRequest<T>, use: (result: T) => void, otherwise?: (error: DOMException | null) => void) => void}} Tx
 *   `on` runs `use` with the result; a request with `otherwise` may fail without ending the transaction;
 *   `last` says that no request follows: the browser then finishes even when the page is being left and hears no answer
 * @typedef {{blocked?: () => void, closed?: (reason: "versionchange" | "lost") => void}} Tell
 */

const ATTEMPTS = 3;

export class Store {
  /** @type {Promise<IDBDatabase> | null} */
  #connection = null;
  /** Another tab took the database over; opening again would undo what it did. */
  #retired = false;

  /** @param {string} name @param {(db: IDBDatabase) => void} create @param {Tell} [tell] @param {boolean} [mayReopen] false: a version change ends this store for good */
  constructor(name, create, tell = {}, mayReopen = false) {
    this.name = name;
    this.create = create;
    this.tell = tell;
    this.mayReopen = mayReopen;
  }

  /** @param {string[]} stores @param {(tx: Tx) => void} work @returns {Promise<any>} what `give` was last called with */
  read(stores, work) {
    return this.#run(stores, "readonly", work, "default");
  }

  /** Resolves after `oncomplete` of a strict transaction: what it wrote is on the disk. @param {string[]} stores @param {(tx: Tx) => void} work @param {IDBTransactionDurability} [durability] @returns {Promise<any>} */
  write(stores, work, durability = "strict") {
    return this.#run(stores, "readwrite", work, durability);
  }

  /** @returns {Promise<void>} */
  async open() {
    await this.#run([], "readonly", () => {}, "default");
  }

  close() {
    this.#connection?.then((db) => db.close(), () => {});
    this.#connection = null;
  }

  /** @param {string[]} stores @param {IDBTransactionMode} mode @param {(tx: Tx) => void} work @param {IDBTransactionDurability} durability */
  async #run(stores, mode, work, durability) {
    for (let attempt = 1; ; attempt++) {
      try {
        const db = await this.#connect();
        return stores.length ? await transact(db, stores, mode, work, durability) : undefined;
      } catch (error) {
        if (this.#retired) throw new Failure("closed", { cause: error });
        if (attempt === ATTEMPTS || !isTransient(error)) throw failureOf(error);
        this.close();
      }
    }
  }

  #connect() {
    if (this.#retired) throw new Failure("closed");
    if (this.#connection) return this.#connection;
    const connection = (this.#connection = connect(this.name, this.create, this.tell));
    connection.then(
      (db) => this.#watch(db, connection),
      () => this.#forget(connection),
    );
    return connection;
  }

  /** @param {IDBDatabase} db @param {Promise<IDBDatabase>} connection */
  #watch(db, connection) {
    db.onversionchange = () => {
      db.close();
      this.#forget(connection);
      this.#retired = !this.mayReopen;
      this.tell.closed?.("versionchange");
    };
    db.onclose = () => {
      this.#forget(connection);
      this.tell.closed?.("lost");
    };
  }

  /** @param {Promise<IDBDatabase>} connection */
  #forget(connection) {
    if (this.#connection === connection) this.#connection = null;
  }
}

/** @param {string} name @param {(db: IDBDatabase) => void} create @param {Tell} tell @returns {Promise<IDBDatabase>} */
function connect(name, create, tell) {
  return new Promise((resolve, reject) => {
    if (!globalThis.indexedDB) throw new Failure("blocked");
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => create(request.result);
    request.onblocked = () => tell.blocked?.();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param {IDBDatabase} db @param {string[]} stores @param {IDBTransactionMode} mode @param {(tx: Tx) => void} work @param {IDBTransactionDurability} durability @returns {Promise<any>} */
function transact(db, stores, mode, work, durability) {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(stores, mode, { durability });
    /** @type {any} */
    let given;
    /** @type {unknown} */
    let thrown = null;
    const guarded = /** @param {() => void} act */ (act) => {
      try {
        act();
      } catch (error) {
        thrown ??= error;
        transaction.abort();
      }
    };
    transaction.oncomplete = () => resolve(given);
    transaction.onabort = () => reject(thrown ?? transaction.error ?? new DOMException("The browser ended the transaction.", "AbortError"));
    guarded(() =>
      work({
        store: (name) => transaction.objectStore(name),
        give: (value) => void (given = value),
        last: () => transaction.commit(),
        on(request, use, otherwise) {
          request.onsuccess = () => guarded(() => use(request.result));
          if (otherwise) request.onerror = (event) => (event.preventDefault(), event.stopPropagation(), guarded(() => otherwise(request.error)));
        },
      }),
    );
  });
}
