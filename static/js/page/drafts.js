// Unsaved typing: kept 250 ms after each key, laid back over the screen after every morph and at the next visit.

import { isSecretName, mask } from "../log/secrets.js";

const PAUSE = 250;
/** Texts of documents are kept to the letter: whoever writes one is told by the lint room. */
const OF_DOCUMENTS = /^(?:edit|fill|fix|import)\//;

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

export class Drafts {
  /** @param {{get(key: string): Promise<string | null>, set(key: string, text: string): Promise<void>, delete(key: string): Promise<void>, all(): Promise<{key: string, text: string, at: number}[]>}} store */
  constructor(store) {
    this.store = store;
    /** @type {Map<string, string>} */
    this.texts = new Map();
    /** @type {Map<string, number>} */
    this.timers = new Map();
    /** How to take a text that is too long to be taken at every key. @type {Map<string, () => string>} */
    this.takes = new Map();
  }

  async load() {
    for (const { key, text } of await this.store.all()) if (!this.texts.has(key)) this.texts.set(key, text);
  }

  /** @param {Event} event */
  hear(event) {
    const field = event.target;
    if (!isField(field) || !field.dataset["draft"]) return;
    const key = field.dataset["draft"];
    this.texts.set(key, field.value);
    clearTimeout(this.timers.get(key));
    this.timers.set(key, setTimeout(() => this.keep(key), PAUSE));
  }

  /** Keep what `take` gives, after a pause. @param {string} key @param {() => string} take @param {number} [pause] @param {() => void} [then] */
  put(key, take, pause = PAUSE, then = () => {}) {
    this.takes.set(key, take);
    clearTimeout(this.timers.get(key));
    this.timers.set(key, setTimeout(() => void this.keep(key).then(then), pause));
  }

  /** The same, now. @param {string} key @param {() => string} take */
  keepNow(key, take) {
    clearTimeout(this.timers.get(key));
    this.takes.set(key, take);
    return this.keep(key);
  }

  /** @param {string} key */
  async keep(key) {
    this.timers.delete(key);
    const take = this.takes.get(key);
    if (take) this.texts.set(key, take());
    this.takes.delete(key);
    const text = this.texts.get(key);
    const kept = text && forDisk(key, text);
    await (kept ? this.store.set(key, kept) : this.store.delete(key));
  }

  /** What was begun under this key, or "". @param {string} key */
  begun(key) {
    return this.texts.get(key) ?? "";
  }

  /** The text became a command: its draft is done. @param {string} key */
  async drop(key) {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.takes.delete(key);
    this.texts.delete(key);
    await this.store.delete(key);
  }

  /** What was begun about an erased text may quote it. @param {string} id of the document */
  async dropAbout(id) {
    await Promise.all([...this.texts.keys()].filter((key) => id && key.includes(id)).map((key) => this.drop(key)));
  }

  /** Another tab dropped drafts (an erasure): here too, but for what is being typed now. */
  async match() {
    const kept = new Set((await this.store.all()).map(({ key }) => key));
    for (const key of this.texts.keys()) if (!kept.has(key) && !this.timers.has(key)) this.texts.delete(key);
  }

  /** Write what still waits for its pause (page hidden, reload). */
  async flush() {
    const keys = [...this.timers.keys()];
    for (const key of keys) clearTimeout(this.timers.get(key));
    await Promise.all(keys.map((key) => this.keep(key)));
  }

  get isEmpty() {
    return [...this.texts.values()].every((text) => text === "");
  }

  /** @param {ParentNode} root */
  restore(root) {
    for (const field of root.querySelectorAll("[data-draft]")) {
      if (!isField(field)) continue;
      const text = this.texts.get(field.dataset["draft"] ?? "");
      if (text !== undefined && field.value !== text) field.value = text;
    }
  }
}

/** What looks like a secret stays in the field and in this tab. @param {string} key @param {string} text */
function forDisk(key, text) {
  if (OF_DOCUMENTS.test(key)) return text;
  return key.startsWith("start/") && isSecretName(key.split("/").slice(2).join("/")) ? "" : mask(text).text;
}

/** @param {unknown} target @returns {target is Field} */
const isField = (target) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
