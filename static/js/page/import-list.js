// What became of each file in, a list on the import screen out: drawn by the page, one item a file. Only its beginning is drawn, a few times a second:
// laying out thousands of lines at each file would take longer than reading the files.

/**
 * @typedef {"bad" | "refused" | "working" | "done" | "new" | "revision" | "same" | "note"} State
 * @typedef {{label: string, act: () => void} | {label: string, command: string, stream: string, args: Record<string, string>}} Offer
 * @typedef {{name: string, state: State, says: string, href?: string, more?: string[], label?: string, quote?: string, offer?: Offer}} Line
 */

/** Milliseconds between two drawings while much happens. */
const PAUSE = 250;
/** So many lines are drawn until somebody asks for all; what needs a person stands first. */
const MOST_DRAWN = 200;
const TOLD_FIRST = new Set(["bad", "refused", "note"]);
/** @type {[State[], string, string][]} */
const COUNTED = [
  [["new", "done"], "imported", "imported"],
  [["revision"], "new version", "new versions"],
  [["same"], "already here", "already here"],
  [["bad", "refused"], "not imported", "not imported"],
];

export class ImportList {
  constructor() {
    /** @type {Line[]} */
    this.lines = [];
    /** @type {Map<Line, HTMLElement>} */
    this.items = new Map();
    /** @type {Set<Line>} */
    this.changed = new Set();
    this.timer = 0;
    this.drawn = -Infinity;
    this.isWhole = false;
    /** How many files are expected while a run goes on; 0 when none does. */
    this.total = 0;
    this.stop = () => {};
  }

  /** @param {Line[]} [lines] */
  reset(lines = []) {
    this.lines = lines;
    this.items.clear();
    this.isWhole = false;
    this.draw();
  }

  /** What needs a person stands first. @param {Line} line @returns {Line} */
  add(line) {
    this.#place(line);
    this.#soon(line);
    return line;
  }

  /** @param {Line} line @param {Partial<Line>} news */
  change(line, news) {
    Object.assign(line, news);
    // Out of sight nobody would learn of it.
    const at = TOLD_FIRST.has(line.state) ? this.lines.indexOf(line) : -1;
    if (at >= MOST_DRAWN) {
      this.lines.splice(at, 1);
      this.#place(line);
    }
    this.#soon(line);
  }

  /** @param {Line} line */
  #place(line) {
    const at = TOLD_FIRST.has(line.state) ? this.lines.findIndex(({ state }) => !TOLD_FIRST.has(state)) : -1;
    this.lines.splice(at < 0 ? this.lines.length : at, 0, line);
  }

  /** @param {number} total */
  expect(total) {
    this.total = total;
    this.#soon();
  }

  /** @returns {string} what became of all of them, in words */
  summary() {
    const said = COUNTED.map(([states, one, many]) => [this.lines.filter(({ state }) => states.includes(state)).length, one, many]);
    return said.filter(([count]) => count).map(([count, one, many]) => `${count} ${count === 1 ? one : many}`).join(", ");
  }

  /** @param {Line} [line] */
  #soon(line) {
    if (line) this.changed.add(line);
    this.timer ||= Number(setTimeout(() => requestAnimationFrame(() => {
      this.timer = 0;
      this.drawn = performance.now();
      this.#patch();
    }), Math.max(0, this.drawn + PAUSE - performance.now())));
  }

  /** Draw all of it; its corner of the screen is one that the engine leaves alone. */
  draw() {
    document.getElementById("import-results")?.replaceChildren(...this.lines.slice(0, this.#most).map((line) => this.#drawn(line)));
    this.changed.clear();
    this.#progress();
    this.#rest();
  }

  get #most() {
    return this.isWhole ? Infinity : MOST_DRAWN;
  }

  #patch() {
    const list = document.getElementById("import-results");
    if (!list) return;
    for (const line of this.changed) {
      const before = this.items.get(line);
      const at = before?.isConnected ? 0 : this.lines.indexOf(line);
      if (at >= this.#most) continue;
      const now = this.#drawn(line);
      if (before?.isConnected) before.replaceWith(now);
      else list.insertBefore(now, list.children[at] ?? null);
    }
    while (list.children.length > this.#most) list.lastElementChild?.remove();
    this.changed.clear();
    this.#progress();
    this.#rest();
  }

  /** What is not drawn is counted, and can be. */
  #rest() {
    const box = document.getElementById("import-rest");
    const left = this.lines.length - Math.min(this.lines.length, this.#most);
    if (!box || box.dataset["left"] === String(left)) return;
    box.dataset["left"] = String(left);
    box.replaceChildren(...(left ? [element("span", `and ${left.toLocaleString("en")} more`), " ", button("Show all", () => this.#whole())] : []));
  }

  #whole() {
    this.isWhole = true;
    this.draw();
  }

  /** @param {Line} line */
  #drawn(line) {
    const drawn = item(line);
    this.items.set(line, drawn);
    return drawn;
  }

  #progress() {
    const box = document.getElementById("import-progress");
    if (!box) return;
    const { total, lines } = this;
    // Of an archive nobody knows how many files it holds before its last one.
    const isRunning = total > 1 || (total > 0 && lines.length > 1);
    const done = lines.filter(({ state }) => state !== "working").length;
    const all = Math.max(total, lines.length);
    const running = total > 1 ? `${done.toLocaleString("en")} of ${all.toLocaleString("en")} read` : `${done.toLocaleString("en")} read so far`;
    const words = isRunning ? running : lines.length > 1 ? this.summary() : "";
    if (isRunning && box.querySelector("progress")) return moved(box, words, total > 1 ? done / all : null);
    box.replaceChildren(...(words ? [element("p", words)] : []));
    if (!isRunning) return;
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", "Import");
    box.append(bar, button("Stop", () => this.stop()));
    moved(box, words, total > 1 ? done / all : null);
  }
}

/** In place: somebody may stand on Stop. @param {HTMLElement} box @param {string} words @param {number | null} share null: nobody knows */
function moved(box, words, share) {
  const [text, bar] = [box.querySelector("p"), box.querySelector("progress")];
  if (text) text.textContent = words;
  if (bar && share !== null) bar.value = share;
}

/** @param {Line} line */
function item(line) {
  const entry = document.createElement("li");
  entry.dataset["state"] = line.state;
  const name = Object.assign(document.createElement(line.href ? "a" : "strong"), { textContent: line.name, dir: "auto" });
  if (line.href) name.setAttribute("href", line.href);
  entry.append(name, " ", element("span", line.says));
  if (line.quote) entry.append(Object.assign(element("blockquote", line.quote), { dir: "auto" }));
  if (line.more?.length) entry.append(folded(line.more, line.label));
  if (line.offer) entry.append(offered(line.offer));
  return entry;
}

/** @param {string[]} names @param {string} [label] */
function folded(names, label = "Which ones") {
  const details = document.createElement("details");
  const list = document.createElement("ul");
  list.append(...names.map((name) => Object.assign(element("li", name), { dir: "auto" })));
  details.append(element("summary", label), list);
  return details;
}

/** @param {Offer} offer */
function offered(offer) {
  if ("act" in offer) return button(offer.label, offer.act);
  const made = button(offer.label);
  Object.assign(made.dataset, { command: offer.command, stream: offer.stream, args: JSON.stringify(offer.args) });
  return made;
}

/** @param {string} label @param {() => void} [act] */
function button(label, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  if (act) made.addEventListener("click", act);
  return made;
}

/** @param {string} name @param {string} text */
const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
