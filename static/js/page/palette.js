// Ctrl or Cmd+K: jump to a document, a procedure, a run, a step, a screen, or press what this screen offers. By keys alone, and before Python is there.

import { DEADLINES } from "./engine.js";
import { element } from "./elements.js";
import { jumps, matching, onScreen, screens } from "./palette-entries.js";

/** @typedef {import("./palette-entries.js").Entry} Entry */
/** @typedef {{cache: import("../log/cache.js").Cache, memory: import("./memory.js").Memory, supervisor: import("./supervisor.js").Supervisor, loop: import("./loop.js").Loop, router: import("./router.js").Router}} Parts */

/** Where the list is kept between visits: among the screens, so that whatever clears them clears it too. */
const KEPT = "#palette";
const KINDS = { act: "Do", step: "Step", run: "Run", start: "Start", document: "Document", screen: "Screen", search: "Search" };
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** Ctrl+K, on a Mac Cmd+K: there Ctrl+K cuts to the end of the line. @param {KeyboardEvent} event */
const isAsked = (event) => event.key.toLowerCase() === "k" && !event.altKey && !event.shiftKey && (IS_MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey);

export class Palette {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {Entry[]} */
    this.known = [];
    /** The log's last arrival number that `known` was made from; -1 before any. */
    this.n = -1;
    /** @type {Entry[]} */
    this.here = [];
    /** @type {Entry[]} */
    this.shown = [];
    this.at = 0;
  }

  listen() {
    document.addEventListener("keydown", (event) => {
      if (!isAsked(event) || event.isComposing) return;
      event.preventDefault();
      if (this.#box()?.open) this.#box()?.close();
      else if (!document.querySelector("dialog[open]")) void this.open();
    });
    this.#box()?.addEventListener("keydown", (event) => this.#key(event));
    this.#field()?.addEventListener("input", () => this.#draw());
    const list = document.getElementById("palette-list");
    // A press must not take the focus from the field.
    list?.addEventListener("pointerdown", (event) => event.preventDefault());
    list?.addEventListener("click", (event) => {
      const item = event.target instanceof Element ? event.target.closest("[role=option]") : null;
      if (item) this.#choose(Number(item.id.split("-").at(-1)));
    });
  }

  /** Shown at once with what is known; what changed since follows. */
  async open() {
    const field = this.#field();
    if (!field) return;
    this.here = onScreen(document.getElementById("screen") ?? document);
    field.value = "";
    this.#box()?.showModal();
    field.focus();
    this.#draw();
    if (this.n < 0 && !this.parts.supervisor.ready) await this.#recall();
    await this.#learn();
  }

  async #recall() {
    const kept = await this.parts.memory.recall(KEPT);
    if (!kept || this.n >= 0) return;
    this.known = jumps(JSON.parse(kept.html));
    this.#draw();
  }

  async #learn() {
    const { supervisor, loop, cache, memory } = this.parts;
    if (!supervisor.ready || this.n === loop.n) return;
    const n = loop.n;
    const reply = await supervisor.turn("places", () => loop.ask({ call: "places" }, DEADLINES.gesture));
    if (reply?.status !== "ok") return;
    this.n = n;
    const places = { documents: reply["documents"], runs: reply["runs"] };
    this.known = jumps(places);
    if (this.#box()?.open) this.#draw();
    if (!memory.isPaused) await cache.screens.set({ route: KEPT, build: memory.build, epoch: memory.epoch, n, title: "", html: JSON.stringify(places), at: Date.now() });
  }

  /** Something was erased: its title must not stay here. */
  forget() {
    this.known = [];
    this.n = -1;
  }

  #draw() {
    const field = this.#field();
    const list = document.getElementById("palette-list");
    if (!field || !list) return;
    this.shown = matching([...this.here, ...this.known, ...screens()], field.value);
    this.at = 0;
    list.replaceChildren(...this.shown.map((entry, at) => option(entry, at)));
    const isReady = document.documentElement.dataset["engine"] === "ready";
    const said = document.getElementById("palette-said");
    if (said) said.textContent = `${this.shown.length} found.${isReady ? "" : " Sophie is still starting: documents and runs are those of the last visit."}`;
    this.#mark(0);
  }

  /** @param {number} at */
  #mark(at) {
    const options = document.querySelectorAll("#palette-list [role=option]");
    this.at = options.length ? (at + options.length) % options.length : 0;
    for (const [number, one] of [...options].entries()) one.setAttribute("aria-selected", String(number === this.at));
    const marked = options[this.at];
    const field = this.#field();
    if (marked) field?.setAttribute("aria-activedescendant", marked.id);
    else field?.removeAttribute("aria-activedescendant");
    marked?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      const last = Math.max(0, this.shown.length - 1);
      return this.#mark(Math.abs(by) === 1 ? this.at + by : Math.min(last, Math.max(0, this.at + by)));
    }
    if (event.key === "Enter" && event.target === this.#field()) {
      event.preventDefault();
      this.#choose(this.at);
    }
  }

  /** @param {number} at */
  #choose(at) {
    const entry = this.shown[at];
    if (!entry) return;
    this.#box()?.close();
    if (entry.route) this.parts.router.go(entry.route);
    else entry.press?.();
  }

  #box() {
    const found = document.getElementById("palette-dialog");
    return found instanceof HTMLDialogElement ? found : null;
  }

  #field() {
    const found = document.getElementById("palette-field");
    return found instanceof HTMLInputElement ? found : null;
  }
}

/** @param {Entry} entry @param {number} at */
function option({ kind, text, hint }, at) {
  const name = element("span", { className: "palette-text", dir: "auto", textContent: text });
  const about = element("span", { className: "palette-hint", dir: "auto", textContent: hint });
  const made = element("li", { id: `palette-${at}`, className: `palette-${kind}` }, element("span", { className: "palette-kind", textContent: KINDS[kind] }), element("span", { className: "palette-main" }, name, ...(hint ? [" ", about] : [])));
  made.setAttribute("role", "option");
  return made;
}
