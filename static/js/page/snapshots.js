// Snapshots out and in: save (also with Python and the worker dead), dry run first, then merge by set union; an import can be withdrawn.

import { broughtBy, importing } from "../log/import.js";
import { BATCHES } from "../log/merge.js";
import { writeSnapshot } from "../log/snapshot.js";
import { button, count, element, isTicked, paragraph, size, time, valueOf } from "./elements.js";
import { drawPlan } from "./importplan.js";
import { Keeper, once } from "./keeper.js";
import { askOnce } from "./lasting.js";

/**
 * @typedef {import("../log/log.js").Log} Log
 * @typedef {import("../log/import.js").Batch} Batch
 * @typedef {import("../log/import.js").Shown} Shown
 * @typedef {{log: Log, build: string, changed: (merged: {filled: number, device: string | null, recounts: boolean, erased: number}) => Promise<void>,
 *   act: (wish: import("./gestures.js").Wish) => Promise<string | null>, saved: (n: number, events: number) => Promise<void>, copy: () => Promise<boolean>,
 *   tell: (text: string) => void, alert: (text: string) => void, go: (route: string) => void}} Parts
 *   saved: a whole copy left this browser; copy: keep a second copy inside it, false where it cannot
 */

/** @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** "20261121-0331Z" for file names. */
export const stamp = () => new Date().toISOString().slice(0, 16).replace(/[-:]/g, "").replace("T", "-") + "Z";

export class Snapshots {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {Shown | null} */
    this.plan = null;
    /** @type {File | null} */
    this.file = null;
    /** The reading that was asked for last. @type {object} */
    this.asked = {};
    this.keeper = new Keeper(parts.log.name);
    this.needsPassphrase = false;
    /** While one is being added, its worker must not end for another. */
    this.isAdding = false;
  }

  /** @param {"snapshot" | "rescue"} kind */
  async save(kind) {
    const { log, build, tell, alert } = this.parts;
    try {
      const { blob, n, events } = await (kind === "rescue" ? this.#written() : once(log.name, "write", { app: build }).catch(() => this.#written()));
      download(blob, `sophie-${kind === "rescue" ? "rescue-" : ""}${stamp()}.json`);
      // On a full disk the file is what counts; only the note of it is missing then.
      await this.parts.saved(n, events).catch(() => null);
      tell(`Snapshot saved, ${size(blob.size)}.`);
    } catch (error) {
      alert(`The snapshot could not be written: ${error instanceof Error ? error.message : error}. Nothing was changed. Try Rescue export in another tab.`);
    }
  }

  /** Without the worker, and without anything that can be missing. */
  async #written() {
    const { log, build } = this.parts;
    const { n } = await log.tail();
    return { blob: await writeSnapshot(log, { app: build }), n, events: await log.size() };
  }

  /** Dry run: what is in this file, before anything is added. @param {File} file @param {boolean} [go] false: the person is shown something else first */
  async open(file, go = true) {
    if (go && !/^#\/snapshots(\?|$)/.test(location.hash)) this.parts.go("#/snapshots");
    if (this.isAdding) return this.parts.alert(`${file.name} was not opened: another snapshot is being added. Bring it again when that has ended.`);
    this.file = file;
    await this.#read("");
  }

  /** A locked file, with the passphrase that was typed. */
  unlock = () => this.#read(valueOf("snapshot-passphrase"));

  /** @param {string} passphrase */
  async #read(passphrase) {
    const file = this.file;
    if (!file) return;
    this.plan = null;
    this.needsPassphrase = false;
    const asked = (this.asked = {});
    this.draw("Reading…");
    // Another file was chosen meanwhile: the reading of the one before ends.
    this.keeper.end();
    try {
      const plan = await this.keeper.call("plan", { file, name: file.name, passphrase }, (read) => read && this.asked === asked && this.draw(`Reading… ${count(read, "event")} so far.`));
      if (this.asked !== asked) return;
      this.plan = plan;
      this.draw("");
    } catch (error) {
      if (this.asked !== asked) return;
      this.needsPassphrase = /** @type {any} */ (error)?.code === "locked";
      this.draw(error instanceof Error ? error.message : String(error));
    }
  }

  /** Add what the dry run showed. @returns {Promise<boolean>} whether all of it was added */
  async accept() {
    const { plan } = this;
    if (!plan) return false;
    const [inbox, erase, forgo] = ["inbox", "erase", "forgo"].map((one) => isTicked(`snapshot-${one}`));
    const kept = plan.withdrawals.filter(({ stream }) => !isTicked(`withdraw-${stream.split("/")[1]}`));
    this.plan = null;
    this.isAdding = true;
    this.draw("Keeping a copy of what is here…");
    const copied = await this.parts.copy();
    this.draw("Adding…");
    try {
      const result = await this.keeper.call("apply", { inbox, erase, forgo }, (done, of) => this.draw(`Adding… ${done.toLocaleString("en")} of ${count(of, "event")}.`, of ? done / of : 0));
      await this.parts.changed(result);
      void askOnce(this.parts.log).catch(() => null);
      // A withdrawal from elsewhere that nobody here agreed to is answered at once; both stay in the record.
      for (const { stream } of kept) await this.parts.act({ name: "restore-import", stream, over: [], args: {}, then: "" });
      this.draw(`${count(result.added, "event")} added from ${plan.file}${result.filled ? `, ${result.filled.toLocaleString("en")} completed` : ""}${result.erased ? `, ${result.erased.toLocaleString("en")} erased` : ""}. Nothing was replaced or removed.${copied ? " A copy of what was here before is kept; Storage shows it." : ""}`);
      this.parts.tell(`${count(result.added, "event")} added.`);
      return true;
    } catch (error) {
      this.draw(`Not everything could be added: ${error instanceof Error ? error.message : error} What was added stays; import the file again to add the rest.`);
      return false;
    } finally {
      this.isAdding = false;
      this.keeper.end();
      void this.drawImports();
    }
  }

  cancel() {
    this.plan = null;
    this.keeper.end();
    this.draw("Nothing was changed.");
  }

  /** @param {string} says a line instead of, or under, the figures @param {number} [done] from 0 to 1 */
  draw(says, done) {
    const box = document.getElementById("snapshot-plan");
    if (!box) return;
    box.replaceChildren(...(this.plan ? drawPlan(this.plan) : []));
    if (says) box.append(paragraph(says));
    if (done !== undefined) box.append(element("progress", { max: 1, value: done, ariaLabel: "Added" }));
    if (this.needsPassphrase) box.append(passphrase());
  }

  /** What was imported here, each with a way to take it back. */
  async drawImports() {
    const box = document.getElementById("snapshot-imports");
    if (!box) return;
    const batches = await this.#batches();
    const withdrawn = new Set((await this.parts.log.imports()).map((envelope) => JSON.parse(envelope[2]).stream));
    // Once withdrawn, it is in the record, and the list below that the engine draws.
    const shown = batches.filter(({ id }) => !withdrawn.has(`import/${id}`));
    const goesOn = await this.#goesOn();
    box.replaceChildren(...(shown.length ? [element("h3", { textContent: "Brought in here" }), element("ul", { className: "lines" }, ...shown.map((batch) => batchLine(batch, goesOn)))] : []));
  }

  /** Whether this tab or another adds something now. */
  async #goesOn() {
    const locks = await navigator.locks?.query?.().catch(() => null);
    return this.isAdding || Boolean(locks?.held?.some(({ name }) => name === importing(this.parts.log.name)));
  }

  /** Take back all that one import brought. @param {string} id */
  async withdraw(id) {
    const batch = (await this.#batches()).find((one) => one.id === id);
    if (!batch) return;
    const streams = await broughtBy(batch, this.parts.log);
    await this.parts.act({ name: "withdraw-import", stream: `import/${id}`, over: [], args: { file: batch.file, streams }, then: "" });
  }

  /** @returns {Promise<Batch[]>} */
  async #batches() {
    return (await this.parts.log.kv.get(BATCHES)) ?? [];
  }
}

/** @param {Batch} batch @param {boolean} goesOn an import is being added */
function batchLine({ id, file, at, added, open }, goesOn) {
  const half = open ? [goesOn ? ". More of it is being added" : ". It did not come to its end: import the file again to add the rest"] : [];
  return element("li", {}, element("span", {}, element("b", { textContent: file || "A file", dir: "auto" }), `: ${count(added, "event")}, `, time(at), ...half), ...(open && goesOn ? [] : [button("Withdraw", "withdraw-import", { id })]));
}

function passphrase() {
  const field = element("div", { className: "field" }, element("label", { htmlFor: "snapshot-passphrase", textContent: "Passphrase of the file" }), element("input", { id: "snapshot-passphrase", type: "password", autocomplete: "off" }));
  return element("form", { className: "form form-line", data: { act: "unlock-snapshot" } }, field, element("button", { type: "submit", textContent: "Open" }));
}
