// The editor's text box: filled from a draft or the log, kept as a draft at every pause, looked at by the engine, handed over on Done.
// The text is the page's until Done: what waits for Python never holds up a key.

import { mint } from "../log/canonical.js";
import { dialog, toggle } from "./acts.js";
import { Box } from "./box.js";
import { DEADLINES } from "./engine.js";
import { insertPart } from "./inserting.js";
import { beginDraft, hasOthers, keyOf, takeDraft, tellDrafts } from "./editor-drafts.js";
import { local } from "./clocks.js";
import { countLines } from "./parts.js";
import { today } from "./days.js";
import { route } from "./router.js";

/**
 * `over` is the revision that editing began from, "" for a new document
 * @typedef {{id: string, box: Box, over: string, base: string, key: string, isReady: boolean, keptAt: number, isShared: boolean}} Open
 */

const PAUSE = 500;
/** A text that takes long to look at is looked at less often. */
const LONGEST_PAUSE = 5_000;
const ROUTE = /^#\/library\/([a-z2-7]{16})\/edit/;

/** As a text box holds it. @param {string} text */
const asTyped = (text) => text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");

/** @param {string} id */
const element = (id) => document.getElementById(id);

export class Editor {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    /** @type {Open | null} */
    this.open = null;
    this.timer = 0;
    this.pause = PAUSE;
    /** The text the engine is looking at; it stays here when the engine dies of it, and is not shown to the next one. @type {string | null} */
    this.asked = null;
    page.endings.add((command, outcome) => this.#ended(command, outcome));
  }

  /** A screen was painted. @param {string} path */
  arrive(path) {
    tellDrafts(this.page.parts.drafts.texts, path);
    const id = ROUTE.exec(path)?.[1];
    const field = element("markdown");
    if (!id || !(field instanceof HTMLTextAreaElement)) return void (this.open = null);
    if (this.open?.box.field !== field) void this.#begin(id, field);
    else this.#draw();
    // The engine is new, or was not there yet when the text was filled in.
    if (!document.querySelector("#edit-preview .prose")) void this.#look();
  }

  /** @param {string} id @param {HTMLTextAreaElement} field */
  async #begin(id, field) {
    const key = keyOf(id, this.page.parts.tab);
    /** @type {Open} */
    const open = { id, box: new Box(field), over: "", base: "", key, isReady: false, keptAt: 0, isShared: false };
    this.open = open;
    const draft = await takeDraft(this.page.parts.drafts, id, key);
    open.isShared = await hasOthers(this.page.parts.drafts, id, key);
    const over = draft?.over ?? element("edit-head")?.dataset["revision"] ?? "";
    const base = over ? asTyped(await this.#written(id, over)) : "";
    if (this.open !== open) return;
    if (!over && !draft) {
      // The engine may not have answered yet: what it draws next tells more.
      if (this.page.parts.supervisor.ready) this.page.parts.router.go("#/library/new");
      return void (this.open = null);
    }
    Object.assign(open, { over, base, keptAt: draft?.at ?? 0, isReady: true });
    const line = Number(new URLSearchParams(route().split("?")[1]).get("line")) || 1;
    open.box.hold(draft?.text ?? base, line);
    field.readOnly = false;
    this.#draw();
    if (line > 1) this.toLine(line);
    void this.#look();
  }

  /** The part before or after the one in the box. @param {number} by */
  move(by) {
    const { open } = this;
    if (!open?.isReady) return;
    this.toLine(by < 0 ? open.box.first - 1 : open.box.last + 1);
  }

  /** A revision's text, from the log. @param {string} id @param {string} revision */
  async #written(id, revision) {
    return (await this.page.markdown({ stream: `document/${id}`, revision }))?.text() ?? "";
  }

  /** Something was typed. @param {EventTarget | null} target */
  hear(target) {
    const { open } = this;
    if (!open?.isReady || target !== open.box.field) return;
    this.page.parts.drafts.put(open.key, () => this.#draftText(open), PAUSE, () => this.#kept(open));
    this.#lookSoon();
  }

  #lookSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.#look(), this.pause);
  }

  /** A text as it was is no draft. @param {Open} open */
  #draftText(open) {
    const { text } = open.box;
    return open.over && text === open.base ? "" : JSON.stringify({ text, over: open.over });
  }

  /** @param {Open} open */
  #kept(open) {
    open.keptAt = Date.now();
    if (this.open === open) this.#draw();
    void hasOthers(this.page.parts.drafts, open.id, open.key).then((isShared) => {
      open.isShared = isShared;
      if (this.open === open) this.#draw();
    });
  }

  /** Let the engine look at the text: the preview and the problems. Typing never waits for it, and only the latest is asked. */
  async #look() {
    const { open } = this;
    const { supervisor, loop, screen, painter } = this.page.parts;
    if (!open?.isReady) return;
    if (!supervisor.ready) return this.#lookSoon();
    const { text, line } = open.box;
    if (text === this.asked) return;
    const began = performance.now();
    const reply = await supervisor.turn("proof", async () => {
      this.asked = text;
      const { token } = screen.shown;
      const answer = await loop.ask({ call: "proof", route: route(), shown: token, id: open.id, text, line }, DEADLINES.import);
      this.asked = null;
      return answer;
    });
    if (!reply || this.open !== open) return;
    this.pause = Math.min(LONGEST_PAUSE, Math.max(PAUSE, 3 * (performance.now() - began)));
    painter.paint(reply);
  }

  /** What only the page knows, on the screen that the engine drew. */
  #draw() {
    const { open } = this;
    const head = element("edit-head");
    if (!open?.isReady || !head) return;
    const isDraft = isChanged(open);
    const now = head.dataset["revision"] ?? "";
    // Nothing was typed yet: begin from what stands now.
    if (!isDraft && now && now !== open.over) return void this.#begin(open.id, open.box.field);
    toggle("edit-part", open.box.isPart);
    const where = element("edit-part-lines");
    if (where) where.textContent = `Lines ${open.box.first} to ${open.box.last} of ${countLines(open.box.text)} are in the text box.`;
    toggle("edit-discard", isDraft);
    toggle("edit-newer", open.over !== "" && now !== "" && now !== open.over);
    toggle("edit-others", open.isShared);
    const state = element("draft-state");
    const words = isDraft && open.keptAt ? `Draft kept ${local(new Date(open.keptAt))}` : "";
    if (state && state.textContent !== words) state.textContent = words;
  }

  /** @param {DOMStringMap} part */
  insert(part) {
    if (this.open?.isReady) insertPart(this.open.box.field, part);
  }

  /** Put the caret on a line and bring it into sight. @param {number} line */
  toLine(line) {
    const { open } = this;
    if (!open?.isReady) return;
    showWriting();
    if (!open.box.select(line)) return;
    this.#draw();
    void this.#look();
  }

  /** Ask what to say of the change, or keep a new document at once. */
  async done() {
    const { open } = this;
    if (!open?.isReady) return;
    if (!isChanged(open)) {
      await this.page.parts.drafts.drop(open.key);
      return this.page.parts.router.go(`#/library/${open.id}`);
    }
    if (!open.over || !askWhatChanged()) await this.finish("", "");
  }

  /** Hand the text over: durable first; the draft goes when the log has it. @param {string} version @param {string} summary */
  async finish(version, summary) {
    const { open } = this;
    if (!open) return;
    await this.page.parts.drafts.keepNow(open.key, () => this.#draftText(open));
    const args = { text: open.box.text, version: element("done-version-field")?.hidden ? "" : version, summary, date: today(), draft: open.key };
    await this.page.perform({ name: "finish-draft", stream: `document/${open.id}`, over: open.over ? [open.over] : [], args, then: "open" });
  }

  /** @param {import("./loop.js").Command} command @param {import("./loop.js").Outcome} outcome */
  #ended({ name, args }, { refusal }) {
    if (name === "finish-draft" && !refusal && args["draft"]) void this.page.parts.drafts.drop(args["draft"]);
  }

  /** Throw the draft away; the toast brings it back. */
  async discard() {
    const { open } = this;
    const { drafts, router, signals } = this.page.parts;
    if (!open?.isReady) return;
    const { key, over, box, id } = open;
    const text = JSON.stringify({ text: box.text, over });
    await drafts.drop(key);
    box.field.readOnly = true;
    this.open = null;
    router.go(over ? `#/library/${id}` : "#/library/new");
    const back = async () => {
      await drafts.keepNow(key, () => text);
      router.go(`#/library/${id}/edit`);
    };
    signals.toast("Draft discarded.", { label: "Undo", act: () => void back() });
  }

  /** A document that is only a draft yet. @param {string} text */
  async begin(text) {
    const { drafts, router, tab } = this.page.parts;
    const id = mint();
    await beginDraft(drafts, keyOf(id, tab), asTyped(text));
    router.go(`#/library/${id}/edit`);
  }
}

/** Whether there is something to keep. @param {Open} open */
const isChanged = ({ over, base, box }) => !over || box.text !== base;

/** The dialog that asks for a line and a version; false where there is none. */
function askWhatChanged() {
  const box = dialog("done-dialog");
  if (!box) return false;
  const { version = "", told = "" } = element("edit-head")?.dataset ?? {};
  const field = /** @type {HTMLInputElement} */ (element("done-version"));
  field.value = version;
  toggle("done-version-field", told.includes("Version"));
  const where = element("done-told");
  if (where) where.textContent = told ? `Written into the document too: ${told}.` : "The document itself has no place for it; it is kept with this version.";
  box.showModal();
  element("done-summary")?.focus();
  return true;
}

/** On a phone the text box may lie behind the preview. */
function showWriting() {
  const tab = element("view-write");
  if (tab instanceof HTMLInputElement) tab.checked = true;
}
