// Snapshots out and in: save (also with Python dead), dry run first, then merge by set union.

/**
 * @typedef {import("../log/log.js").Log} Log
 * @typedef {{log: Log, build: string, changed: (merged: {filled: number, device: string | null}) => Promise<void>, tell: (text: string) => void, alert: (text: string) => void, go: (route: string) => void}} Parts
 */

import { applyImport, planImport } from "../log/import.js";
import { writeSnapshot } from "../log/snapshot.js";

const LINES_SHOWN = 100;

/** @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** "20261121-0331Z" for file names. */
const stamp = () => new Date().toISOString().slice(0, 16).replace(/[-:]/g, "").replace("T", "-") + "Z";

export class Snapshots {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {Awaited<ReturnType<typeof planImport>> | null} */
    this.plan = null;
    this.file = "";
    /** The reading that was asked for last. @type {object} */
    this.asked = {};
  }

  /** @param {"snapshot" | "rescue"} kind */
  async save(kind) {
    const { log, build, tell, alert } = this.parts;
    try {
      const { n } = await log.tail();
      const blob = await writeSnapshot(log, { app: build });
      download(blob, `sophie-${kind === "rescue" ? "rescue-" : ""}${stamp()}.json`);
      // On a full disk the file is what counts; only the note of it is missing then.
      await log.kv.set("lastSnapshot", { at: Date.now(), n }).catch(() => null);
      tell(`Snapshot saved, ${size(blob.size)}.`);
      void this.facts();
    } catch (error) {
      alert(`The snapshot could not be written: ${error instanceof Error ? error.message : error}. Nothing was changed. Try Rescue export in another tab.`);
    }
  }

  /** Dry run: what is in this file, before anything is added. @param {File} file @param {boolean} [go] false: the person is shown something else first */
  async open(file, go = true) {
    if (go && !location.hash.startsWith("#/snapshots")) this.parts.go("#/snapshots");
    this.file = file.name;
    this.plan = null;
    const asked = (this.asked = {});
    this.draw("Reading…");
    try {
      const plan = await planImport(file, this.parts.log);
      // Another file was chosen meanwhile: its figures stand here.
      if (this.asked !== asked) return;
      this.plan = plan;
      this.draw("");
    } catch (error) {
      if (this.asked === asked) this.draw(error instanceof Error ? error.message : String(error));
    }
  }

  /** Add what the dry run showed. */
  async accept() {
    const { plan } = this;
    if (!plan) return;
    const box = document.getElementById("snapshot-inbox");
    const inbox = box instanceof HTMLInputElement && box.checked;
    this.plan = null;
    this.draw("Adding…");
    try {
      const result = await applyImport(plan, this.parts.log, { inbox, progress: ({ added }) => this.draw(`Adding… ${count(added, "event")} so far.`) });
      await this.parts.changed(result);
      this.draw(`${count(result.added, "event")} added from ${this.file}${result.filled ? `, ${result.filled.toLocaleString("en")} completed` : ""}. Nothing was replaced or removed.`);
      this.parts.tell(`${count(result.added, "event")} added.`);
    } catch (error) {
      this.draw(`Not everything could be added: ${error instanceof Error ? error.message : error} What was added stays; import the file again to add the rest.`);
    }
  }

  cancel() {
    this.plan = null;
    this.draw("Nothing was changed.");
  }

  /** @param {string} says a line instead of, or under, the figures */
  draw(says) {
    const box = document.getElementById("snapshot-plan");
    if (!box) return;
    const { plan } = this;
    box.replaceChildren();
    if (plan) box.append(figures(this.file, plan), ...remarks(plan), ...rejected(plan.rejected), ...fills(plan.fills), ...unrecorded(plan.inbox.length), buttons(plan.new + plan.fills + plan.blobs.new + plan.inbox.length > 0));
    if (says) box.append(text("p", says));
  }

  /** When the last snapshot was saved, and how much came since. */
  async facts() {
    const line = document.getElementById("last-snapshot");
    if (!line) return;
    const saved = await this.parts.log.kv.get("lastSnapshot");
    const { n } = await this.parts.log.tail();
    if (!saved) line.textContent = n ? "No snapshot saved from this browser yet." : "Nothing to save yet.";
    else line.replaceChildren("Last saved ", time(saved.at), `, ${count(Math.max(0, n - saved.n), "event")} since.`);
  }
}

/** @param {string} file @param {{new: number, known: number, rejected: unknown[]}} plan */
function figures(file, plan) {
  const table = document.createElement("table");
  table.append(text("caption", `What is in ${file}`));
  for (const [label, value] of [["New", plan.new], ["Already here", plan.known], ["Rejected", plan.rejected.length]]) {
    const row = table.insertRow();
    row.append(text("th", String(label)), text("td", String(value)));
    row.firstElementChild?.setAttribute("scope", "row");
  }
  return table;
}

/** What else one should know of the file. @param {{truncated: boolean, newerThanReader: boolean, missingBodies: number}} plan */
function remarks({ truncated, newerThanReader, missingBodies }) {
  const lines = [];
  if (truncated) lines.push("The file ends too early: it was cut. What is whole can be imported; ask for the file again for the rest.");
  if (newerThanReader) lines.push("A newer Sophie wrote it. What this version does not know is kept and exported again as it is.");
  if (missingBodies) lines.push(`${count(missingBodies, "event")} came without their text: it was erased, or is damaged.`);
  return lines.map((line) => text("p", line));
}

/** Acts that were kept on that device but never reached its log. @param {number} n */
function unrecorded(n) {
  if (n === 0) return [];
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", id: "snapshot-inbox" });
  label.append(box, ` Also take ${n === 1 ? "1 act that was" : `${n} acts that were`} kept there but not recorded yet`);
  return [label];
}

/** @param {{line: number, why: string}[]} lines */
function rejected(lines) {
  if (lines.length === 0) return [];
  const list = document.createElement("ul");
  for (const { line, why } of lines.slice(0, LINES_SHOWN)) list.append(text("li", `Line ${line}: ${why}`));
  if (lines.length > LINES_SHOWN) list.append(text("li", `and ${lines.length - LINES_SHOWN} more`));
  return [text("p", "These lines are damaged and stay out; the good ones can be imported."), list];
}

/** @param {number} n events that are here without their content, which this file holds */
const fills = (n) => (n ? [text("p", `${count(n, "event")} here came without content; this snapshot brings it.`)] : []);

/** @param {boolean} any whether there is something to add */
function buttons(any) {
  const row = Object.assign(document.createElement("p"), { className: "buttons" });
  for (const [label, act, primary] of [["Import", "accept-snapshot", true], ["Cancel", "cancel-snapshot", false]]) {
    if (label === "Import" && !any) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label, className: primary ? "primary" : "" });
    button.dataset["act"] = String(act);
    row.append(button);
  }
  if (!any) row.prepend(text("span", "Everything in this snapshot is already here."));
  return row;
}

/** @param {string} name @param {string} content */
const text = (name, content) => Object.assign(document.createElement(name), { textContent: content });

/** @param {number} at ms */
function time(at) {
  const moment = new Date(at);
  return Object.assign(document.createElement("time"), { dateTime: moment.toISOString(), textContent: moment.toLocaleString() });
}

/** @param {number} n @param {string} noun */
const count = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

/** @param {number} bytes */
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
