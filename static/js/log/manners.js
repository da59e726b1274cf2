// What other tabs and pages are told in, how fast an import may go on out: whoever works meanwhile goes first.

/** An act that was heard of is written by then, or it needs longer than an import should wait. */
const LONGEST_WAIT = 400;
/** Whoever acted lately will act again. */
const LATELY = 3000;
/** A chunk may take so many milliseconds: an act that comes during one waits for its end. */
const ALONE = 120;
const IN_COMPANY = 12;
/** The screen is drawn in this time. */
const AFTER = 40;

export class Manners {
  #acted = -Infinity;
  /** Ends the wait for an act that is on its way. */
  #go = () => {};
  #turn = Promise.resolve();

  /** @param {import("./signals.js").Signals} signals */
  constructor(signals) {
    this.stop = signals.on("change", ({ what }) => (what === "inbox" ? this.#came() : what === "events" && this.#go()));
  }

  /** @returns {number} */
  get chunkTime() {
    return performance.now() - this.#acted < LATELY ? IN_COMPANY : ALONE;
  }

  /** Resolves once no act is on its way into the log. */
  turn() {
    return this.#turn;
  }

  #came() {
    this.#acted = performance.now();
    this.#go();
    this.#turn = new Promise((resolve) => {
      const timer = setTimeout(resolve, LONGEST_WAIT);
      this.#go = () => (clearTimeout(timer), setTimeout(resolve, AFTER));
    });
  }
}
