// What other tabs and pages tell in, how fast an import may go on out: whoever works meanwhile goes first.

/** An act that was heard of is in the log by then, or it needs longer than an import should wait. */
const LONGEST_WAIT = 400;
/** Its screen is drawn in this time. */
const DRAWING = 40;
/** Whoever acted lately will act again. */
const LATELY = 3000;
/** A chunk may take so many milliseconds: an act that comes during one waits for its end. */
const ALONE = 120;
const IN_COMPANY = 12;
/** So often it is looked whether an act has come through. */
const STEP = 10;

export class Manners {
  #acted = -Infinity;
  /** The import waits until then; an act on its way moves it on, what is recorded brings it near: of two acts at once the first. */
  #until = -Infinity;
  #stop;

  /** @param {import("./signals.js").Signals} signals */
  constructor(signals) {
    this.#stop = signals.on("change", (change) => this.#heard(change));
  }

  /** @returns {number} */
  get chunkTime() {
    return performance.now() - this.#acted < LATELY ? IN_COMPANY : ALONE;
  }

  /** Resolves once no act is on its way into the log, but never later than twice the longest wait: acts without end do not hold it up. */
  async turn() {
    const last = performance.now() + 2 * LONGEST_WAIT;
    for (let now; (now = performance.now()) < Math.min(this.#until, last); ) await new Promise((resolve) => setTimeout(resolve, Math.min(this.#until - now, STEP)));
  }

  stop() {
    this.#stop();
  }

  /** @param {import("./signals.js").Change} change */
  #heard({ what, isAct }) {
    const now = performance.now();
    if (isAct) {
      this.#acted = now;
      this.#until = now + LONGEST_WAIT;
    } else if (what !== "inbox" && what !== "writing") this.#until = Math.min(this.#until, now + DRAWING);
  }
}
