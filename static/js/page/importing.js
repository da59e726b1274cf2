// Import on every screen: chosen, dropped or pasted files become one command each, bad ones a sentence; Check shows what would happen.

import { mint } from "../log/canonical.js";
import { bring, bringsFiles } from "./files.js";
import { chosen, countChosen, emptyForm, look, told } from "./import-form.js";
import { ImportList } from "./import-list.js";
import { place, route } from "./router.js";

/**
 * @typedef {import("./files.js").Text} Text
 * @typedef {import("./files.js").Brought} Brought
 * @typedef {import("./import-list.js").Line} Line
 * @typedef {import("./import-list.js").State} State
 */

const NOT_YET = "Sophie is still starting. Import keeps it safely now and reads it in a moment.";
/** So much may wait for the engine at a time: files not read yet cost nothing, and Stop leaves them out. */
const MOST_WAITING = { files: 64, characters: 16 * 1024 * 1024 };
/** @type {Record<string, State>} */
const STATES = { DocumentImported: "new", RevisionImported: "revision" };

export class Importing {
  /**
   * @param {{act: (wish: {name: string, stream: string, over: string[], args: Record<string, any>, then: string}) => Promise<string | null>,
   *   preview: (texts: Text[]) => Promise<boolean>, openSnapshot: (file: File, go: boolean) => void, openAlert: (text: string) => void,
   *   go: (route: string) => void, tell: (text: string) => void, dropDraft: (key: string) => void}} parts
   */
  constructor(parts) {
    this.parts = parts;
    this.list = new ImportList();
    this.list.stop = () => this.stop();
    /** Command id to its line, and how much it is. @type {Map<string, {line: Line, size: number}>} */
    this.working = new Map();
    this.isStopped = false;
    /** @type {import("./import-form.js").Take} */
    this.take = (line, copy) => void this.#copied(line, copy);
    /** Called when a command has ended, or Stop was pressed. */
    this.wake = () => {};
    /** The run that was asked for last: a drop during a run waits for its end. @type {Promise<boolean>} */
    this.running = Promise.resolve(true);
    this.asked = 0;
    /** The route where the files that are read now were brought, until their list was shown. @type {string | null} */
    this.from = null;
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
      const files = [...event.dataTransfer.files];
      void this.start(bring(files), files.length);
    });
  }

  /** Import all this, after what is being imported. @param {AsyncIterable<Brought>} brought @param {number} total @returns {Promise<boolean>} whether all of it is durable */
  start(brought, total) {
    if (this.asked++ === 0 && this.working.size === 0) this.list.reset();
    const from = place(route());
    const run = () => this.#run(brought, total, from);
    this.running = this.running.then(run, run);
    return this.running;
  }

  /** @param {AsyncIterable<Brought>} brought @param {number} total @param {string} from where they were brought */
  async #run(brought, total, from) {
    this.isStopped = false;
    this.from = from;
    const before = this.list.lines.length;
    this.list.expect(before + total);
    /** @type {File[]} */
    const snapshots = [];
    /** @type {{name: string, alert: string}[]} */
    const alerts = [];
    let kept = true;
    for await (const one of brought) {
      if (this.isStopped) break;
      if ("snapshot" in one) snapshots.push(one.snapshot);
      else if ("alert" in one) alerts.push(one);
      else kept = (await this.#one(one)) && kept;
    }
    if (this.isStopped) this.list.add({ name: "Stopped.", state: "note", says: "What stands here was read; the rest of the files stayed out." });
    this.#look(alerts, this.list.lines.length > before || snapshots.length > 0);
    this.#take(snapshots, this.list.lines.length > before);
    this.asked--;
    this.#rest();
    return kept && !this.isStopped;
  }

  /** Once nothing is read or waited for: say what became of it. */
  #rest() {
    if (this.asked || this.working.size) return;
    this.list.expect(0);
    if (this.list.summary()) this.parts.tell(`Import: ${this.list.summary()}.`);
  }

  /** Alerts are looked up, not kept: one by itself at once, others when somebody asks for it. @param {{name: string, alert: string}[]} alerts @param {boolean} stay whether there is more to see here */
  #look(alerts, stay) {
    const [first] = alerts;
    if (!first) return;
    if (!stay && alerts.length === 1) return this.parts.openAlert(first.alert);
    this.#arrive();
    for (const { name, alert } of alerts) this.list.add({ name, state: "note", says: "is an alert. It is not kept; it finds what helps.", offer: { label: "Find what helps", act: () => this.parts.openAlert(alert) } });
  }

  /** What becomes of the files is shown once, and only to somebody who went nowhere since: nobody is called back from other work. */
  #arrive() {
    if (this.from !== null && place(route()) === this.from && !this.from.startsWith("#/import")) this.parts.go("#/import");
    this.from = null;
  }

  /** @param {Exclude<Brought, {snapshot: File} | {alert: string}>} one @returns {Promise<boolean>} whether there is nothing left to say of it */
  async #one(one) {
    this.#arrive();
    if ("text" in one) return this.#keep(one);
    this.list.add(told(one, this.take));
    return "aside" in one;
  }

  /** @param {Line} line @param {Text} copy */
  async #copied(line, copy) {
    this.list.change(line, { offer: undefined, quote: undefined, state: "note", says: "was taken as a UTF-8 copy: exported, it is UTF-8." });
    await this.#keep(copy);
  }

  /** @param {Text} text @returns {Promise<boolean>} whether the inbox has it */
  async #keep({ name, text }) {
    await this.#room(text.length);
    if (this.isStopped) return false;
    const line = this.list.add({ name, state: "working", says: "Reading…" });
    const id = await this.parts.act({ name: "import-document", stream: `document/${mint()}`, over: [], args: { name, text }, then: "" });
    if (id) this.working.set(id, { line, size: text.length });
    else this.list.change(line, { state: "refused", says: "could not be kept. See the notice above." });
    // What the disk refuses lives in this tab alone: no more of it.
    if (!id) this.stop();
    return id !== null;
  }

  /** Wait until the engine has taken enough of what it was given. @param {number} size */
  async #room(size) {
    const waiting = () => [...this.working.values()].reduce((sum, one) => sum + one.size, 0);
    while (!this.isStopped && this.working.size && (this.working.size >= MOST_WAITING.files || waiting() + size > MOST_WAITING.characters)) await this.#next();
  }

  /** @returns {Promise<void>} */
  #next() {
    return new Promise((resolve) => (this.wake = resolve));
  }

  /** Leave out what was not read yet. */
  stop() {
    this.isStopped = true;
    this.wake();
  }

  /** @param {File[]} snapshots @param {boolean} stay whether there is more to see here than them */
  #take(snapshots, stay) {
    const [first, ...others] = snapshots;
    if (!first) return;
    if (stay || others.length) this.list.add({ name: first.name, state: "note", href: "#/snapshots", says: "is a Sophie snapshot. Snapshots shows what is in it; nothing of it was added yet." });
    for (const { name } of others) this.list.add({ name, state: "bad", says: "is a second snapshot. One at a time: bring it again afterwards." });
    if (others.length && !stay) this.#arrive();
    this.parts.openSnapshot(first, !stay && !others.length);
  }

  /** A command of this page ended. @param {import("./loop.js").Command} command @param {import("./loop.js").Outcome} outcome */
  ended({ id, stream, args }, { refusal, reply }) {
    if (typeof args["command"] === "string" && !refusal) this.#takenBack(args["command"]);
    const found = this.working.get(id);
    if (!found) return;
    this.working.delete(id);
    if (refusal) this.list.change(found.line, { state: "refused", says: `${refusal.what} ${refusal.why} ${refusal.next}` });
    else this.list.change(found.line, this.#became(id, stream, reply));
    this.wake();
    this.#rest();
  }

  /** @param {string} id @param {string} stream @param {import("./engine.js").Reply | undefined} reply @returns {Partial<Line>} */
  #became(id, stream, reply) {
    const [event] = reply?.["events"] ?? [];
    const says = reply?.["announce"]?.text ?? "Imported.";
    const state = event ? STATES[event.type] ?? "done" : reply ? "same" : "done";
    const href = reply?.["route"] ?? `#/library/${stream.split("/")[1]}`;
    const undo = { label: "Undo", command: "undo", stream: event?.stream, args: { command: id } };
    const lost = /** @type {string[]} */ (reply?.["lost"] ?? []);
    return { state, says, href, offer: state === "revision" ? undo : undefined, ...(lost.length && { more: lost, label: "What did not come along" }) };
  }

  /** @param {string} command of an import that was undone */
  #takenBack(command) {
    const isIt = (/** @type {Line} */ { offer }) => offer && "args" in offer && offer.args["command"] === command;
    const line = this.list.lines.find(isIt);
    if (line) this.list.change(line, { state: "note", says: "was taken back: the text before it stands again.", offer: undefined });
  }

  /** Say what an import would do, without doing it. */
  async check() {
    const { texts, lines } = await look(this.take);
    if (texts.length && !(await this.parts.preview(texts))) lines.push(...texts.map(({ name }) => ({ name, state: /** @type {const} */ ("working"), says: NOT_YET })));
    if (lines.length + texts.length === 0) lines.push({ name: "Nothing chosen.", state: "bad", says: "Choose files or paste Markdown first." });
    this.list.reset(lines);
  }

  /** Import what the form holds. */
  async submit() {
    const total = countChosen();
    if (total === 0) return this.check();
    // What was taken in is durable: the form is ready for the next.
    if (!(await this.start(chosen(), total))) return;
    emptyForm();
    this.parts.dropDraft("import/paste");
  }

  draw() {
    this.list.draw();
  }
}
