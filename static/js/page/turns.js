// One thing at a time: the engine's state and the log's tail are only compared and moved inside a turn.

export class Turns {
  constructor() {
    /** @type {Promise<unknown>} */
    this.last = Promise.resolve();
    /** @type {Map<string, object>} */
    this.latest = new Map();
  }

  /** Run `work` after all turns asked before it. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  take(work) {
    const turn = this.last.then(work, work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /**
   * As `take`, but when a newer turn of the same name was asked meanwhile, this one is skipped (answers undefined).
   * @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T | undefined>}
   */
  takeLatest(name, work) {
    const mine = {};
    this.latest.set(name, mine);
    return this.take(async () => (this.latest.get(name) === mine ? work() : undefined));
  }
}
