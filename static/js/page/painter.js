// Replies become screens: the engine's regions, the last visit's screen while it starts, and the page's own corners after each change.

import { markBar } from "./bar.js";
import { remember, show } from "./opening.js";
import { keepPlace, placeOfCurrent } from "./runplace.js";
import { applyTheme } from "./theme.js";
import { Router, place, route } from "./router.js";

/** @typedef {import("./engine.js").Reply} Reply */

const OPENING = '<div class="screen"><h1 tabindex="-1">Opening…</h1></div>';

export class Painter {
  /**
   * @param {{screen: import("./screen.js").Screen, memory: import("./memory.js").Memory, router: Router, signals: import("./signals.js").Signals,
   *   log: import("../log/log.js").Log, at: () => number, corners: (path: string, whole: boolean) => void, shell: (shell: any) => void}} parts `at`: the engine's last applied number
   */
  constructor(parts) {
    this.parts = parts;
    /** The last live screen's route: arriving anywhere else moves the focus. */
    this.live = "";
  }

  /** @param {Reply} reply */
  paint(reply) {
    const { screen, signals } = this.parts;
    if (reply["shell"]) this.parts.shell(reply["shell"]);
    if (reply.status === "bug") return this.#broken(reply);
    const painted = reply["painted"];
    if (!painted || screen.isComposing || place(painted.route) !== place(route())) return;
    const before = painted.full === null ? placeOfCurrent() : null;
    try {
      screen.show(painted);
    } catch (error) {
      screen.shown = { route: painted.route, token: null };
      signals.alert(`This screen was not drawn: it held something unsafe (${error instanceof Error ? error.message : error}). Its text is kept and can be exported.`);
      return;
    }
    keepPlace(before);
    signals.older(false);
    this.#arrived(painted, painted.full !== null);
    this.#keep(painted.route);
  }

  /** A fault of Sophie's own: say so, keep everything exportable, show what to report. @param {Reply} reply */
  #broken(reply) {
    const { screen } = this.parts;
    const text = (/** @type {string} */ name, /** @type {string} */ content) => Object.assign(document.createElement(name), { textContent: content });
    const box = Object.assign(document.createElement("div"), { className: "screen narrow" });
    const button = Object.assign(text("button", "Rescue export"), { type: "button" });
    button.dataset["act"] = "rescue";
    box.append(
      text("h1", "This screen could not be drawn"),
      text("p", `${reply["what"] ?? "Sophie made a mistake here."} Your data is safe: it is in this browser and can be exported. Other screens may still work.`),
      button,
      text("pre", String(reply["detail"] ?? "")),
    );
    show();
    screen.root.replaceChildren(box);
    markBar();
    screen.shown = { route: reply["route"] ?? route(), token: null };
  }

  /** @param {{route: string, focus: string | null}} painted @param {boolean} whole a new screen, not only some of its regions */
  #arrived({ route: path, focus }, whole) {
    show();
    this.parts.corners(path, whole);
    if (whole) {
      Router.mark(path);
      applyTheme();
    }
    const before = this.live;
    this.live = path;
    // The first screen of a visit takes no focus: a person may already be typing or reading.
    if (!before) this.parts.router.reveal(path);
    else if (place(before) !== place(path)) this.parts.router.arrive(this.parts.screen.root, path, focus);
  }

  /** @param {string} path */
  #keep(path) {
    const { memory, screen } = this.parts;
    const n = this.parts.at();
    memory.keepSoon(() => ({ route: path, n, title: document.title, html: screen.html() }));
  }

  /** A kept screen passes the same guard as a live one. @param {string} path @param {{html: string, title: string}} kept */
  #pasted(path, { html, title }) {
    try {
      this.parts.screen.paste(path, html, title);
      return true;
    } catch {
      return false;
    }
  }

  /** While the engine starts: the last visit's screen of this route, or one honest line. @param {string} path */
  async remember(path) {
    const { memory, screen, log, signals } = this.parts;
    const [kept, { n }] = await Promise.all([memory.recall(path), log.tail()]);
    const isShown = kept !== null && this.#pasted(path, kept);
    remember(n > 0);
    if (isShown) signals.older(kept.n !== n);
    else if (n > 0 || path !== "#/now") screen.paste(path, OPENING, "Sophie");
    else document.documentElement.dataset["route"] = path;
    // The waiting line holds its place unseen for a blink: then nothing jumps when the screen comes.
    if (isShown || n === 0) show();
    Router.mark(path);
    this.live = "";
    this.parts.corners(path, true);
  }
}
