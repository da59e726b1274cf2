// Import on every screen: chosen, dropped or pasted files become one command each, bad ones a sentence; Check shows what would happen.

import { mint } from "../log/canonical.js";
import { bringsFiles, nameOf, readText, takeIn } from "./files.js";

/**
 * @typedef {import("./files.js").Text} Text
 * @typedef {import("./files.js").Bad} Bad
 * @typedef {{name: string, state: "bad" | "working" | "done" | "refused", says: string, href?: string}} Line
 */

const NOT_YET = "Sophie is still starting. Import keeps it safely now and reads it in a moment.";

export class Importing {
  /**
   * @param {{act: (wish: {name: string, stream: string, over: string[], args: Record<string, any>, then: string}) => Promise<string | null>,
   *   preview: (texts: Text[]) => Promise<boolean>, openSnapshot: (file: File) => void,
   *   go: (route: string) => void, tell: (text: string) => void, dropDraft: (key: string) => void}} parts
   */
  constructor(parts) {
    this.parts = parts;
    /** @type {Line[]} */
    this.lines = [];
    /** Command id to the line it belongs to. @type {Map<string, Line>} */
    this.working = new Map();
  }

  listen() {
    const overlay = document.getElementById("drop-overlay");
    const show = (/** @type {boolean} */ on) => overlay && (overlay.hidden = !on);
    document.addEventListener("dragover", (event) => {
      if (!event.dataTransfer || !bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      show(true);
    });
    document.addEventListener("dragleave", (event) => event.relatedTarget === null && show(false));
    document.addEventListener("drop", (event) => {
      show(false);
      if (!event.dataTransfer || !bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      void this.bring([...event.dataTransfer.files]);
    });
  }

  /** Import these files now. @param {File[]} files */
  async bring(files) {
    if (files.length === 0) return;
    const intake = await takeIn(files);
    for (const file of intake.snapshots.slice(0, 1)) this.parts.openSnapshot(file);
    for (const { name } of intake.snapshots.slice(1)) intake.bad.push({ name, why: "One snapshot at a time: bring this one again afterwards." });
    if (intake.texts.length + intake.bad.length === 0) return;
    if (!location.hash.startsWith("#/import")) this.parts.go("#/import");
    await this.start(intake.texts, intake.bad);
  }

  /** @param {Text[]} texts @param {Bad[]} bad @returns {Promise<boolean>} whether all of them are durable or told as bad */
  async start(texts, bad) {
    this.lines = bad.map(({ name, why }) => ({ name, state: "bad", says: why }));
    let kept = true;
    for (const text of texts) kept = (await this.#one(text)) && kept;
    this.draw();
    this.parts.tell(`${texts.length} ${texts.length === 1 ? "file" : "files"} taken in${bad.length ? `, ${bad.length} not readable` : ""}.`);
    return kept;
  }

  /** @param {Text} text @returns {Promise<boolean>} whether the inbox has it */
  async #one({ name, text }) {
    /** @type {Line} */
    const line = { name, state: "working", says: "Reading…" };
    this.lines.push(line);
    this.draw();
    const id = await this.parts.act({ name: "import-document", stream: `document/${mint()}`, over: [], args: { name, text }, then: "" });
    if (id) this.working.set(id, line);
    else Object.assign(line, { state: "refused", says: "It could not be kept. See the notice above." });
    return id !== null;
  }

  /** A file's command ended. @param {string} id @param {import("./loop.js").Outcome} outcome @param {string} stream */
  ended(id, outcome, stream) {
    const line = this.working.get(id);
    const { refusal, reply } = outcome;
    if (!line) return;
    this.working.delete(id);
    if (refusal) Object.assign(line, { state: "refused", says: `${refusal.what} ${refusal.why} ${refusal.next}` });
    else Object.assign(line, { state: "done", says: reply?.["announce"]?.text ?? "Imported.", href: reply?.["route"] ?? `#/library/${stream.split("/")[1]}` });
    this.draw();
  }

  /** The form's files and pasted text. @returns {Promise<import("./files.js").Intake>} */
  async chosen() {
    const picker = document.getElementById("import-files");
    const paste = document.getElementById("import-paste");
    const intake = await takeIn(picker instanceof HTMLInputElement ? picker.files ?? [] : []);
    const pasted = paste instanceof HTMLTextAreaElement ? paste.value : "";
    if (pasted.trim()) {
      const read = readText(new TextEncoder().encode(pasted));
      if ("text" in read) intake.texts.push({ name: nameOf(pasted), text: read.text });
      else intake.bad.push({ name: "Pasted text", why: read.why });
    }
    return intake;
  }

  /** Say what an import would do, without doing it. */
  async check() {
    const { texts, snapshots, bad } = await this.chosen();
    this.lines = bad.map(({ name, why }) => ({ name, state: "bad", says: why }));
    for (const { name } of snapshots) this.lines.push({ name, state: "working", says: "A snapshot: Import shows what is in it before anything is added." });
    if (texts.length && !(await this.parts.preview(texts))) this.lines.push(...texts.map(({ name }) => ({ name, state: /** @type {const} */ ("working"), says: NOT_YET })));
    if (this.lines.length + texts.length === 0) this.lines = [{ name: "Nothing chosen", state: "bad", says: "Choose files or paste Markdown first." }];
    this.draw();
  }

  /** Import what the form holds. */
  async submit() {
    const intake = await this.chosen();
    if (intake.texts.length + intake.bad.length + intake.snapshots.length === 0) return this.check();
    for (const file of intake.snapshots.slice(0, 1)) this.parts.openSnapshot(file);
    const kept = intake.texts.length + intake.bad.length === 0 || (await this.start(intake.texts, intake.bad));
    if (kept && intake.bad.length === 0) this.#emptyForm();
  }

  /** What was taken in is durable: the form is ready for the next. */
  #emptyForm() {
    const form = document.getElementById("import-files")?.closest("form");
    if (form instanceof HTMLFormElement) form.reset();
    this.parts.dropDraft("import/paste");
  }

  /** Draw the list; it lives in a corner of the screen that the engine leaves alone. */
  draw() {
    const list = document.getElementById("import-results");
    if (!list) return;
    list.replaceChildren(...this.lines.map(item));
  }
}

/** @param {Line} line */
function item(line) {
  const entry = document.createElement("li");
  entry.dataset["state"] = line.state;
  const name = Object.assign(document.createElement(line.href ? "a" : "strong"), { textContent: line.name, dir: "auto" });
  if (line.href) name.setAttribute("href", line.href);
  entry.append(name, " ", Object.assign(document.createElement("span"), { textContent: line.says }));
  return entry;
}
