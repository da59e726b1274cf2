// While a run is on screen the screen stays on: asked for when one opens, given back when it is left, taken again on return.

/** Sees what is on screen and holds the lock that fits it. */
export class Awake {
  constructor() {
    /** @type {WakeLockSentinel | null} */
    this.lock = null;
    this.isAsking = false;
    document.addEventListener("visibilitychange", () => void this.match());
  }

  /** A run that is not finished, seen. */
  get isWanted() {
    return !document.hidden && document.querySelector("#screen [data-awake]") !== null;
  }

  async match() {
    if (!this.isWanted) return this.#release();
    if (this.lock || this.isAsking || !navigator.wakeLock) return;
    this.isAsking = true;
    // Refused on a low battery, or by a setting: the run works all the same.
    const lock = await navigator.wakeLock.request("screen").catch(() => null);
    this.isAsking = false;
    if (!lock) return;
    this.lock = lock;
    // The browser takes it back by itself when the page is hidden.
    lock.addEventListener("release", () => (this.lock = this.lock === lock ? null : this.lock));
    if (!this.isWanted) await this.#release();
  }

  async #release() {
    const lock = this.lock;
    this.lock = null;
    await lock?.release().catch(() => undefined);
  }
}
