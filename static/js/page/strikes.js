// Which streams ended the engine, and how often: two strikes and a stream is quarantined (shown as unreadable, still exported).

const MOST = 2;

export class Strikes {
  /** @param {import("../log/cache.js").Cache} cache */
  constructor(cache) {
    this.cache = cache;
    /** Streams struck since this page was opened, also when the cache cannot be written. @type {Map<string, number>} */
    this.here = new Map();
  }

  /** @param {string} stream @returns {Promise<boolean>} whether it is quarantined now */
  async strike(stream) {
    if (!stream) return false;
    const count = 1 + Math.max(this.here.get(stream) ?? 0, (await this.cache.strikes.get(stream)) ?? 0);
    this.here.set(stream, count);
    await this.cache.strikes.set(stream, count);
    return count >= MOST;
  }

  /** @returns {Promise<string[]>} */
  async quarantined() {
    const all = new Map([...(await this.cache.strikes.all()), ...this.here]);
    return [...all].filter(([, count]) => count >= MOST).map(([stream]) => stream);
  }

  /** Give every stream another chance (after an update of Sophie). */
  async forgive() {
    this.here.clear();
    await this.cache.strikes.clear();
  }
}
