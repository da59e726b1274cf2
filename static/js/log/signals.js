// What this tab wrote in, hints to other tabs and listeners out. A lost hint costs a later catch-up, nothing else.

/**
 * @typedef {{what: "events" | "inbox" | "erased" | "writing", n?: number, isAct?: true}} Change "writing": events are on their way in, more of them to come;
 *   isAct: the inbox has an act that goes on into the log at once
 * @typedef {{change: Change, closed: string, blocked: string}} Details "closed" and "blocked" bring a sentence to show
 * @typedef {{dev: string, seq: number, id: string}} Mirror
 */

export class Signals {
  /** @type {Map<string, Set<(detail: any) => void>>} */
  #listeners = new Map();
  /** @type {BroadcastChannel | null} */
  #channel = null;

  /** @param {string} name */
  constructor(name) {
    this.name = name;
    if (typeof BroadcastChannel === "undefined") return;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }) => this.tell("change", data);
    // Under Node a channel would keep the process alive.
    /** @type {any} */ (this.#channel).unref?.();
  }

  /** @template {keyof Details} K @param {K} event @param {(detail: Details[K]) => void} use @returns {() => void} */
  on(event, use) {
    const uses = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, uses.add(use));
    return () => void uses.delete(use);
  }

  /** @template {keyof Details} K @param {K} event @param {Details[K]} detail */
  tell(event, detail) {
    for (const use of this.#listeners.get(event) ?? []) use(detail);
  }

  /** Tell the other tabs. @param {Change} change */
  hint(change) {
    this.#channel?.postMessage(change);
  }

  /** Remember our head outside the database, so that a log cut short can be noticed. @param {Mirror | null} head */
  mirror(head) {
    if (!head) return;
    const { dev, seq, id } = head;
    attempt(() => localStorage.setItem(`${this.name}.head`, JSON.stringify({ dev, seq, id })));
  }

  /** @returns {Mirror | null} */
  mirrored() {
    const kept = attempt(() => JSON.parse(localStorage.getItem(`${this.name}.head`) ?? "null"));
    return typeof kept?.id === "string" ? kept : null;
  }

  close() {
    this.#channel?.close();
    this.#channel = null;
  }
}

/** The mirror is only a help: where localStorage is missing, refused or damaged, there is none. @template T @param {() => T} act @returns {T | null} */
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
