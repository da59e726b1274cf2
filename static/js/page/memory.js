// The last screen of each route, kept for the next visit; shown only when build, erase epoch and the log's tail say it is true.

/** @typedef {{route: string, build: string, epoch: number, n: number, title: string, html: string, at: number}} Kept */

/** Copying a long screen takes milliseconds that the next tick should not wait for: once nothing has changed for this long. */
const QUIET = 1000;

/** @param {() => void} work */
const whenIdle = (work) => ("requestIdleCallback" in globalThis ? requestIdleCallback(work, { timeout: 500 }) : work());

export class Memory {
  /** @param {import("../log/cache.js").Cache} cache @param {string} build */
  constructor(cache, build) {
    this.cache = cache;
    this.build = build;
    this.epoch = 0;
    this.timer = 0;
    /** While something is being erased, what is on screen may still show it. */
    this.isPaused = false;
  }

  /** Keep nothing until told: also what waits now would bring back what is erased. @param {boolean} isPaused */
  pause(isPaused) {
    this.isPaused = isPaused;
    clearTimeout(this.timer);
    this.take = undefined;
  }

  /** @param {string} route @returns {Promise<Kept | null>} */
  async recall(route) {
    const kept = await this.cache.screens.get(route);
    return kept && kept.build === this.build && kept.epoch === this.epoch ? kept : null;
  }

  /** Keep what is on screen soon; a newer screen replaces a waiting one. @param {() => Omit<Kept, "build" | "epoch" | "at">} take */
  keepSoon(take) {
    if (this.isPaused) return;
    clearTimeout(this.timer);
    this.take = take;
    this.timer = setTimeout(() => whenIdle(() => void this.flush()), QUIET);
  }

  async flush() {
    clearTimeout(this.timer);
    const take = this.take;
    this.take = undefined;
    if (take) await this.cache.screens.set({ ...take(), build: this.build, epoch: this.epoch, at: Date.now() });
  }
}
