// One press, one act: pressed again before it has come through (a double click, an engine that still starts), it is the same act.

/** @typedef {import("./gestures.js").Wish} Wish */
/** @typedef {{id: string, kept: Promise<boolean>}} Begun the command's id, and whether the inbox has it */

/** So long after a press the screen may not show yet what came of it (ms). */
const SETTLED = 1_000;

export class Once {
  /** @param {(id: string) => boolean} isGoing whether the command of this id is on its way to the log @param {() => number} [now] ms */
  constructor(isGoing, now = () => performance.now()) {
    this.isGoing = isGoing;
    this.now = now;
    /** @type {Begun & {key: string, at: number} | null} */
    this.last = null;
  }

  /** @param {Wish} wish @param {() => Begun} begin @returns {Promise<string | null>} the command's id, or null when it could not be kept */
  async press(wish, begin) {
    // Each press mints another id for what it makes: that alone does not make it another act.
    const key = JSON.stringify([wish.name, wish.mint || wish.stream, wish.args]);
    const last = this.last;
    const isSame = last?.key === key && (this.now() - last.at < SETTLED || this.isGoing(last.id));
    const act = isSame ? last : { key, at: this.now(), ...begin() };
    this.last = act;
    return (await act.kept) ? act.id : null;
  }

  /** Another screen was opened: a press there is no second half of one here. What is still on its way stays one act. */
  moved() {
    if (this.last) this.last.at = -Infinity;
  }

  /** It was refused: what is pressed now is another try. @param {string} id */
  refused(id) {
    if (this.last?.id === id) this.last = null;
  }
}
