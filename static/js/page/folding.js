// Phases of a long run folded away and unfolded, for as long as the tab lives: the reader's own view, never the record's.

export class Folding {
  constructor() {
    /** The first steps of folded phases, as "stream step". @type {Set<string>} */
    this.folded = new Set();
  }

  /** @param {HTMLElement} button in the heading of a phase */
  toggle(button) {
    const list = button.closest("ol.steps");
    const first = button.closest("[data-step-item]");
    if (!(list instanceof HTMLElement) || !(first instanceof HTMLElement)) return;
    const key = this.#key(list, first);
    if (!this.folded.delete(key)) this.folded.add(key);
    this.#lay(list);
  }

  /** After a morph the fold is laid on again. @param {ParentNode} root */
  restore(root) {
    if (this.folded.size === 0) return;
    const list = root instanceof Element ? root.closest("ol.steps") ?? root.querySelector("ol.steps") : root.querySelector("ol.steps");
    if (list instanceof HTMLElement) this.#lay(list);
  }

  /** @param {HTMLElement} list @param {HTMLElement} first */
  #key(list, first) {
    return `${list.dataset["stream"]} ${first.dataset["stepItem"]}`;
  }

  /** @param {HTMLElement} list */
  #lay(list) {
    let isFolded = false;
    for (const step of /** @type {HTMLElement[]} */ ([...list.children])) {
      const button = step.querySelector(":scope > .phase-line button");
      if (button) {
        isFolded = this.folded.has(this.#key(list, step));
        button.setAttribute("aria-expanded", String(!isFolded));
      }
      step.toggleAttribute("data-folded", isFolded);
    }
  }
}
