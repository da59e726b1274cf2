// Copies of the log beside the database: a remembered file, a second copy inside the browser, and the meter that says how old the last one outside is.

import { age, button, count, element, time } from "./elements.js";
import { once } from "./keeper.js";

/**
 * @typedef {import("../log/log.js").Log} Log
 * @typedef {{at: number, n: number, events?: number}} Saved when a whole copy last left this browser, and the last arrival number in it
 * @typedef {{log: Log, build: string, tell: (text: string) => void, alert: (text: string) => void}} Parts
 */

/** Between two automatic copies, so that a busy hour is not spent on copying. */
const PAUSE = 5 * 60_000;
const PAGE = 4000;
const WORKSPACE = "sophie";

export class Keeping {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    this.copied = 0;
    this.busy = false;
    /** What the last automatic save ran into; "" when it went well. */
    this.trouble = "";
  }

  /** A whole copy left this browser. @param {number} n @param {number} events */
  async saved(n, events) {
    await this.parts.log.kv.set("lastSnapshot", { at: Date.now(), n, events });
    void this.facts();
  }

  /** The meter: how old the last copy outside is, and what it misses. */
  async facts() {
    const line = document.getElementById("last-snapshot");
    if (!line) return;
    /** @type {Saved | null} */
    const saved = await this.parts.log.kv.get("lastSnapshot");
    const { n } = await this.parts.log.tail();
    if (!saved) line.textContent = n ? "No snapshot saved from this browser yet." : "Nothing to save yet.";
    else line.replaceChildren("Last saved ", time(saved.at), ` (${age(Date.now() - saved.at)}), ${count(Math.max(0, n - saved.n), "event")} since${await this.#since(saved.n)}.`);
    line.dataset["state"] = n > (saved?.n ?? 0) ? "behind" : "current";
    await this.#drawFile();
  }

  /** "in 2 documents and 1 run" @param {number} n */
  async #since(n) {
    /** @type {Set<string>} */
    const streams = new Set();
    for (let rows; (rows = await this.parts.log.headers(n, PAGE)).length; n = rows[rows.length - 1]?.n ?? n) for (const { stream } of rows) streams.add(stream);
    const words = /** @type {[string, string][]} */ ([["document/", "document"], ["run/", "run"], ["incident/", "incident"]])
      .map(([start, noun]) => /** @type {[number, string]} */ ([[...streams].filter((stream) => stream.startsWith(start)).length, noun]))
      .filter(([number]) => number)
      .map(([number, noun]) => count(number, noun));
    return words.length ? ` in ${words.join(" and ")}` : "";
  }

  /** A second copy inside this browser; false where it has no place for one. @param {boolean} [now] not only when the last is old enough */
  async copy(now = false) {
    // Practice is thrown away; a copy of it would outlive it.
    const isPractice = this.parts.log.name !== WORKSPACE;
    if (isPractice || this.busy || (!now && Date.now() - this.copied < PAUSE)) return false;
    this.busy = true;
    try {
      const kept = await once(this.parts.log.name, "copy", { app: this.parts.build });
      this.copied = Date.now();
      return kept !== null;
    } catch {
      // A second copy is a help, never a condition.
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What was erased must not live on in a copy. */
  async erased() {
    await once(this.parts.log.name, "drop-copies").catch(() => null);
    await this.copy(true);
  }

  /** At an idle moment, when the page is hidden, when a run ends. */
  async keep() {
    if (this.parts.log.name !== WORKSPACE) return;
    await this.copy();
    if (await this.parts.log.kv.get("autosave")) await this.saveToFile(false);
  }

  /** Choose the file that is saved to from now on. */
  async remember() {
    try {
      const handle = await /** @type {any} */ (window).showSaveFilePicker({ suggestedName: "sophie.json", types: [{ description: "Sophie snapshot", accept: { "application/json": [".json"] } }] });
      await this.parts.log.kv.set("file", handle);
      await this.saveToFile(true);
    } catch (error) {
      if (/** @type {any} */ (error)?.name !== "AbortError") this.parts.alert(`The file was not chosen: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** @param {boolean} asked by a tap: then the browser may ask for leave, and trouble is said aloud */
  async saveToFile(asked) {
    const { log, build, tell, alert } = this.parts;
    const handle = await log.kv.get("file");
    if (!handle) return;
    try {
      const leave = await handle[asked ? "requestPermission" : "queryPermission"]({ mode: "readwrite" });
      if (leave !== "granted") throw new Error("the browser does not give leave to write to it. Press Save to the file");
      const { blob, n, events } = await once(log.name, "write", { app: build });
      if (await isPoorer(await handle.getFile(), events)) throw new Error("it holds more than there is here. Import it first, or choose another file");
      const stream = await handle.createWritable();
      await stream.write(blob);
      await stream.close();
      this.trouble = "";
      await this.saved(n, events);
      if (asked) tell(`Saved to ${handle.name}.`);
    } catch (error) {
      this.trouble = `Not saved to ${handle.name}: ${reason(error)}.`;
      if (asked) alert(this.trouble);
      await this.#drawFile();
    }
  }

  async forget() {
    await this.parts.log.kv.set("file", null);
    await this.parts.log.kv.set("autosave", false);
    this.trouble = "";
    await this.#drawFile();
  }

  /** @param {boolean} on */
  async autosave(on) {
    await this.parts.log.kv.set("autosave", on);
    if (on) await this.saveToFile(true);
  }

  async #drawFile() {
    const box = document.getElementById("snapshot-file-kept");
    if (!box || !("showSaveFilePicker" in window)) return;
    const handle = await this.parts.log.kv.get("file");
    if (!handle) {
      box.replaceChildren(element("p", { className: "buttons" }, button("Save to one file from now on", "remember-file")), element("p", { className: "quiet", textContent: "Choose a file in a folder that is backed up or shared; Sophie saves into it again and again." }));
      return;
    }
    const auto = element("label", { className: "switch" }, element("input", { type: "checkbox", id: "autosave", checked: Boolean(await this.parts.log.kv.get("autosave")), data: { act: "autosave" } }), element("span", { textContent: "Save by itself when the page is left or a run ends" }));
    box.replaceChildren(
      element("p", {}, "Remembered file: ", element("b", { textContent: handle.name, dir: "auto" })), ...(this.trouble ? [element("p", { className: "notice-line", textContent: this.trouble })] : []), auto,
      element("p", { className: "buttons" }, button("Save to the file", "save-file"), button("Forget the file", "forget-file")),
    );
  }
}

/** What the browser calls by a code, in words. @type {Record<string, string>} */
const REASONS = {
  NotFoundError: "it was moved or removed. Forget the file, then choose it again where it is now",
  NotAllowedError: "the browser does not give leave to write to it. Press Save to the file",
  QuotaExceededError: "the disk it is on is full. Free some space, then press Save to the file",
  NoModificationAllowedError: "another program holds it. Close that, then press Save to the file",
};

/** @param {unknown} error */
const reason = (error) => (error instanceof Error ? REASONS[error.name] ?? error.message : String(error));

/** Whether what is about to be written holds far less than what is in the file: a database that was emptied must not empty its own backup. @param {File} file @param {number} events */
async function isPoorer(file, events) {
  const end = await file.slice(Math.max(0, file.size - 4096)).text();
  const before = Number(/"count":(\d+)/.exec(end)?.[1] ?? 0);
  return events < before / 2 || (events === 0 && before > 0);
}
