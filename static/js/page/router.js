// Which screen is asked for: hash routes, the last visit's screen at once, focus and scroll as a reader expects.

/** The route in the address bar; bare addresses mean Now. */
export const route = () => (location.hash.startsWith("#/") ? location.hash : "#/now");

/** Without the query: searching as you type is the same screen. @param {string} path */
export const place = (path) => path.split("?")[0] ?? path;

export class Router {
  /** @param {(route: string, moved: boolean) => void} open */
  constructor(open) {
    this.open = open;
    this.at = route();
    /** @type {Map<string, number>} */
    this.scrolls = new Map();
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
    if (moved) this.scrolls.set(this.at, scrollY);
    this.at = next;
    this.open(next, moved);
  }

  /** After a new screen: its heading gets the focus, Back finds its place again. @param {HTMLElement} root @param {string} next @param {string | null} [focus] id */
  arrive(root, next, focus) {
    scrollTo(0, this.scrolls.get(next) ?? 0);
    const target = (focus && document.getElementById(focus)) || root.querySelector("h1");
    if (!(target instanceof HTMLElement)) return;
    if (!target.matches("a[href],button,input,textarea,select,[tabindex]")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
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
