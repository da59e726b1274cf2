// What the engine painted becomes what is on screen: guard, morph, then the things only the page knows (drafts, local time, pending ticks).

import { Idiomorph } from "idiomorph";
import { parse } from "./guard.js";
import { localise } from "./clocks.js";
import { place } from "./router.js";

/**
 * @typedef {{route: string, title: string, token: string, full: string | null, regions: [string, string][], focus: string | null, ready?: DocumentFragment}} Painted `ready`: its regions, checked
 * @typedef {{restore(root: ParentNode): void}} Layer drafts and pending ticks: laid over a screen after each change
 */

const MORPH = {
  // A field keeps what is being typed. Only a field: a pressed button must take its new words along with its new act.
  get ignoreActiveValue() {
    return Boolean(document.activeElement?.matches("input,textarea,select"));
  },
  callbacks: {
    // What is equal already is not looked into, nor what the engine only named: of a region that a tick changes, most stays.
    beforeNodeMorphed: (/** @type {Node} */ old, /** @type {Node} */ fresh) =>
      !((old instanceof Element && (old.getAttribute("data-morph") === "keep" || isSearchedIn(old) || isNamed(old, fresh))) || old.isEqualNode(fresh)),
    // What the reader opened stays open: the engine never writes `open` after the first drawing.
    beforeAttributeUpdated: (/** @type {string} */ name, /** @type {Element} */ element) =>
      !(name === "open" && (element.localName === "details" || element.localName === "dialog")),
  },
};

/** A line that is on the page as the engine would draw it (app/views/screens.py). @param {Element} old @param {Node} fresh */
const isNamed = (old, fresh) => fresh instanceof Element && fresh.hasAttribute("data-same") && fresh.id === old.id;

/** The box a person types a search in is left as the hand has it. @param {Element} old */
const isSearchedIn = (old) => old === document.activeElement && old.matches("input[data-search]");

export class Screen {
  /** @param {HTMLElement} root @param {Layer[]} layers */
  constructor(root, layers) {
    this.root = root;
    this.layers = layers;
    /** The route on screen, and the engine's name for the last screen it sent here. @type {{route: string, token: string | null}} */
    this.shown = { route: "", token: null };
    /** While it is true nothing is painted; `onComposed` asks for the screen again. */
    this.isComposing = false;
    this.onComposed = () => {};
    this.naming = 0;
    this.#watchComposition();
  }

  /** @param {Painted} painted */
  show(painted) {
    // Another query is the same screen: the search box being typed in stays the same box.
    if (painted.full !== null) this.#whole(painted.full, place(painted.route) !== place(this.shown.route));
    else this.#regions(painted.ready ?? checked(painted.regions));
    this.#named(painted.route, painted.title, painted.token);
  }

  /** Paint HTML that is not from the running engine (the last visit's screen, a waiting line). @param {string} route @param {string} html @param {string} title */
  paste(route, html, title) {
    this.#whole(html, true);
    this.#named(route, title, null);
  }

  /** @param {string} route @param {string} title @param {string | null} token */
  #named(route, title, token) {
    this.shown = { route, token };
    const { dataset } = document.documentElement;
    if (dataset["route"] !== route) dataset["route"] = route;
    // The browser tells its own window of a new title before it goes on: not in the way of a tick.
    clearTimeout(this.naming);
    if (document.title !== title) this.naming = setTimeout(() => (document.title = title));
  }

  /** Lay drafts and pending ticks over what is shown. @param {ParentNode} [root] */
  relay(root = this.root) {
    for (const layer of this.layers) layer.restore(root);
  }

  /** The screen as the engine drew it, without what the layers or a browser extension added. */
  html() {
    // Into a document that loads nothing: while a page is being left, a copied picture would be fetched as a ping.
    const copy = document.implementation.createHTMLDocument("").importNode(this.root, true);
    for (const element of copy.querySelectorAll("[data-pending]")) element.removeAttribute("data-pending");
    for (const element of copy.querySelectorAll("[style]")) element.removeAttribute("style");
    for (const element of copy.querySelectorAll("[data-morph=keep]")) element.replaceChildren();
    return copy.innerHTML;
  }

  /** @param {string} html @param {boolean} moved */
  #whole(html, moved) {
    const nodes = ready(html);
    if (moved) this.root.replaceChildren(nodes);
    else Idiomorph.morph(this.root, [...nodes.childNodes], { ...MORPH, morphStyle: "innerHTML" });
    settle(this.root);
    this.relay();
  }

  /** What the engine drew is checked and parsed while the disk still works. What is unsafe is told when it should be shown. @param {Painted} painted */
  prepare(painted) {
    if (painted.full !== null) return;
    try {
      painted.ready = checked(painted.regions);
    } catch {
      delete painted.ready;
    }
  }

  /** @param {DocumentFragment} fresh */
  #regions(fresh) {
    for (const element of [...fresh.children]) {
      const old = document.getElementById(element.id);
      if (!old) continue;
      const { id } = element;
      Idiomorph.morph(old, element, { ...MORPH, morphStyle: "outerHTML" });
      const now = document.getElementById(id);
      if (!now) continue;
      settle(now);
      this.relay(now);
    }
  }

  /** A morph in the middle of an input method's composition would break the word being typed. */
  #watchComposition() {
    this.root.addEventListener("compositionstart", () => (this.isComposing = true));
    this.root.addEventListener("compositionend", () => {
      this.isComposing = false;
      this.onComposed();
    });
  }
}

/** All of them pass the guard, or none is drawn. @param {[string, string][]} regions */
const checked = (regions) => ready(regions.map(([, html]) => html).join(""));

/** What the engine wrote, checked and in local time: so it can be compared with what is shown. @param {string} html */
function ready(html) {
  const nodes = parse(html);
  localise(nodes);
  return nodes;
}

/** Boxes follow their attribute: a morph leaves the focused box as the hand left it. @param {ParentNode} root */
function settle(root) {
  for (const box of root.querySelectorAll("input[type=checkbox]")) {
    if (box instanceof HTMLInputElement && box.dataset["command"]) box.checked = box.hasAttribute("checked");
  }
}
