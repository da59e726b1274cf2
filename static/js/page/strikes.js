// Which streams ended the engine, and how often: two strikes and a stream is quarantined (shown as unreadable, still exported).

const MOST = 2;
const KEY = "sophie-strikes-build";

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

  /** A new build may read what the last one could not: it starts with a clean slate. @param {string} build */
  async begin(build) {
    const before = attempt(() => localStorage.getItem(KEY));
    if (before !== build) await this.forgive();
    attempt(() => localStorage.setItem(KEY, build));
  }

  /** Ready without a death here: single strikes of earlier visits were chance (a laptop asleep in the middle of a call). */
  async heal() {
    if (this.here.size) return;
    const kept = await this.quarantined();
    await this.cache.strikes.clear();
    for (const stream of kept) await this.cache.strikes.set(stream, MOST);
  }

  /** Give every stream another chance. */
  async forgive() {
    this.here.clear();
    await this.cache.strikes.clear();
  }
}

/** Without localStorage every visit is a new build's first: strikes then last one visit. @template T @param {() => T} act @returns {T | null} */
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
