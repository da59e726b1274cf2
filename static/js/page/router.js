// Which screen is asked for: hash routes, the last visit's screen at once, focus and scroll as a reader expects.

import { partOf, toLine } from "./lines.js";
import { showCurrent, toCurrent } from "./runplace.js";

/** The route in the address bar; bare addresses mean Now. */
export const route = () => (location.hash.startsWith("#/") ? location.hash : "#/now");

/** Without the query: searching as you type is the same screen. @param {string} path */
export const place = (path) => path.split("?")[0] ?? path;

/** The id of the heading a route asks for (`?at=restart`), or "". @param {string} path */
const heading = (path) => {
  const at = new URLSearchParams(path.split("?")[1]).get("at");
  return at ? `at-${at}` : "";
};

/** The line of a document's text that its route asks for (`?line=12`), or 0; other screens of a document read it themselves. @param {string} path */
const lineOf = (path) => (/^#\/library\/[a-z2-7]{16}\?/.test(path) ? Number(new URLSearchParams(path.split("?")[1]).get("line")) || 0 : 0);

/** @param {Element | null | undefined} target @param {boolean} [isSought] it is brought into view */
function focus(target, isSought = true) {
  if (!(target instanceof HTMLElement)) return;
  if (!target.matches("a[href],button,input,textarea,select,[tabindex]")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  if (isSought) target.scrollIntoView({ block: "start" });
}

/** To the heading or the line that a route asks for. @param {string} path */
function seek(path) {
  if (lineOf(path)) toLine(lineOf(path));
  else focus(document.getElementById(heading(path)));
}

export class Router {
  /** @param {(route: string, moved: boolean) => unknown} open */
  constructor(open) {
    this.open = open;
    this.at = route();
    /** @type {Map<string, {top: number, width: number}>} */
    this.scrolls = new Map();
    /** The answer that was followed from a route: Back returns to it. @type {Map<string, string>} */
    this.followed = new Map();
    /** The id that the next screen gives the focus to. */
    this.wanted = "";
    history.scrollRestoration = "manual";
    addEventListener("hashchange", () => this.#changed());
  }

  /** @param {string} next */
  go(next) {
    if (next === route()) this.#changed();
    else location.hash = next;
  }

  /** Change the query without a new history entry (typing in a search box). @param {string} next */
  refine(next) {
    history.replaceState(null, "", next);
    this.#changed();
  }

  #changed() {
    const next = route();
    const moved = place(next) !== place(this.at);
    if (moved) this.#left(this.at);
    const again = !moved && next !== this.at;
    this.at = next;
    const opened = this.open(next, moved);
    if (!moved && next.includes("?step=")) void Promise.resolve(opened).then(() => toCurrent());
    if (again && (heading(next) || lineOf(next))) void Promise.resolve(opened).then(() => seek(next));
  }

  /** @param {string} before */
  #left(before) {
    this.scrolls.set(before, { top: scrollY, width: innerWidth });
    const link = document.activeElement?.matches("a[data-hit]") ? document.activeElement.id : "";
    if (link) this.followed.set(before, link);
    else this.followed.delete(before);
  }

  /** After a new screen: its heading gets the focus, Back finds its place again. @param {HTMLElement} root @param {string} next @param {string | null} [asked] id */
  arrive(root, next, asked) {
    // In a window of another width the same place is elsewhere.
    if (this.scrolls.get(next)?.width !== innerWidth) this.scrolls.delete(next);
    scrollTo(0, this.scrolls.get(next)?.top ?? 0);
    const named = [this.wanted, asked, heading(next), this.followed.get(next)].map((id) => id && document.getElementById(id)).find(Boolean);
    const target = named || root.querySelector("h1");
    this.wanted = "";
    if (lineOf(next) && !named && !this.scrolls.has(next)) return toLine(lineOf(next));
    focus(target, Boolean(target?.id) && target?.id === heading(next) && !this.scrolls.has(next));
    showCurrent(this.scrolls.has(next));
  }

  /** The first screen of a visit takes no focus, but shows the heading or the line its address names. @param {string} path */
  reveal(path) {
    if (scrollY !== 0) return;
    showCurrent(false);
    document.getElementById(heading(path))?.scrollIntoView({ block: "start" });
    if (lineOf(path)) partOf(lineOf(path))?.scrollIntoView({ block: "center" });
  }

  /** Mark the link of the area on screen. @param {string} next */
  static mark(next) {
    const area = next.split(/[/?]/)[1] ?? "";
    for (const link of document.querySelectorAll("nav a[href^='#/']")) {
      if (link.getAttribute("href")?.split(/[/?]/)[1] === area) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }
}
