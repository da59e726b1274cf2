// What became of each file in, a list on the import screen out: drawn by the page, one item a file, at most once a frame.

/**
 * @typedef {"bad" | "refused" | "working" | "done" | "new" | "revision" | "same" | "note"} State
 * @typedef {{label: string, act: () => void} | {label: string, command: string, stream: string, args: Record<string, string>}} Offer
 * @typedef {{name: string, state: State, says: string, href?: string, more?: string[], quote?: string, offer?: Offer}} Line
 */

const TROUBLE = new Set(["bad", "refused"]);
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
    this.frame = 0;
    /** How many files are expected while a run goes on; 0 when none does. */
    this.total = 0;
    this.stop = () => {};
  }

  /** @param {Line[]} [lines] */
  reset(lines = []) {
    this.lines = lines;
    this.items.clear();
    this.draw();
  }

  /** What needs a person stands first. @param {Line} line @returns {Line} */
  add(line) {
    const at = TROUBLE.has(line.state) ? this.lines.findIndex(({ state }) => !TROUBLE.has(state)) : -1;
    this.lines.splice(at < 0 ? this.lines.length : at, 0, line);
    this.#soon(line);
    return line;
  }

  /** @param {Line} line @param {Partial<Line>} news */
  change(line, news) {
    Object.assign(line, news);
    this.#soon(line);
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
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.#patch();
    });
  }

  /** Draw all of it; its corner of the screen is one that the engine leaves alone. */
  draw() {
    document.getElementById("import-results")?.replaceChildren(...this.lines.map((line) => this.#drawn(line)));
    this.changed.clear();
    this.#progress();
  }

  #patch() {
    const list = document.getElementById("import-results");
    if (!list) return;
    for (const line of this.changed) {
      const before = this.items.get(line);
      const now = this.#drawn(line);
      if (before?.isConnected) before.replaceWith(now);
      else list.insertBefore(now, list.children[this.lines.indexOf(line)] ?? null);
    }
    this.changed.clear();
    this.#progress();
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
    const isRunning = this.total > 1;
    const done = this.lines.filter(({ state }) => state !== "working").length;
    const words = isRunning ? `${done.toLocaleString("en")} of ${Math.max(this.total, this.lines.length).toLocaleString("en")} read` : this.lines.length > 1 ? this.summary() : "";
    box.replaceChildren(...(words ? [element("p", words)] : []));
    if (!isRunning) return;
    const bar = Object.assign(document.createElement("progress"), { max: Math.max(this.total, this.lines.length), value: done });
    bar.setAttribute("aria-label", "Import");
    box.append(bar, button("Stop", this.stop));
  }
}

/** @param {Line} line */
function item(line) {
  const entry = document.createElement("li");
  entry.dataset["state"] = line.state;
  const name = Object.assign(document.createElement(line.href ? "a" : "strong"), { textContent: line.name, dir: "auto" });
  if (line.href) name.setAttribute("href", line.href);
  entry.append(name, " ", element("span", line.says));
  if (line.quote) entry.append(Object.assign(element("blockquote", line.quote), { dir: "auto" }));
  if (line.more?.length) entry.append(folded(line.more));
  if (line.offer) entry.append(offered(line.offer));
  return entry;
}

/** @param {string[]} names */
function folded(names) {
  const details = document.createElement("details");
  const list = document.createElement("ul");
  list.append(...names.map((name) => Object.assign(element("li", name), { dir: "auto" })));
  details.append(element("summary", "Which ones"), list);
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
