// Evidence of a step or a run: files chosen, pasted or dropped are kept in the log's attachment store first, then recorded; pictures are filled in where the engine left room.

import { maskAll } from "../log/secrets.js";
import { dialog, openForm } from "./acts.js";
import { prepare, size } from "./attachments.js";
import { bringsFiles } from "./files.js";
import { download } from "./snapshots.js";

/**
 * @typedef {{stream: string, args: Record<string, any>, title: string}} About where the evidence belongs
 * @typedef {{log: import("../log/log.js").Log, perform: import("./commands.js").Perform, tell: (text: string) => void, alert: (text: string) => void, begun: (key: string) => string}} Parts
 */

/** So much in this browser is worth a word. */
const MUCH = 200 * 1024 * 1024;
const GONE = "is not in this browser: import a snapshot from the device where it was attached.";

export class Evidence {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** Where the open dialog's files belong. @type {About | null} */
    this.about = null;
    /** Files that could not be kept, with the place they are for: only this page holds them. @type {Map<File, About>} */
    this.left = new Map();
    /** Pictures on show, by their sha256. @type {Map<string, string>} */
    this.addresses = new Map();
  }

  listen() {
    // Before the page's own import hears of it: what is dropped on a step belongs to the step, beside the steps to the run.
    document.addEventListener("dragover", (event) => this.#over(event), true);
    document.addEventListener("dragend", () => mark(null), true);
    document.addEventListener("drop", (event) => this.#drop(event), true);
    document.addEventListener("paste", (event) => this.#paste(event));
  }

  /** @param {HTMLElement} button */
  open(button) {
    this.about = aboutOf(button);
    openForm("evidence-dialog", button.dataset, this.parts.begun);
    const input = document.getElementById("evidence-files");
    if (input instanceof HTMLInputElement) input.value = "";
    this.#list();
    void this.quota();
  }

  /** @param {HTMLElement} input */
  pick(input) {
    if (input instanceof HTMLInputElement && this.about) void this.attach([...(input.files ?? [])], this.about);
  }

  /** What was left out, once more. */
  retry() {
    const left = [...this.left];
    this.left.clear();
    return Promise.all(left.map(([file, about]) => this.attach([file], about)));
  }

  /** @param {File[]} files @param {About} about */
  async attach(files, about) {
    for (const file of files) {
      const said = await this.#one(file, about).catch((error) => this.#refused(file, about, error));
      this.parts.tell(`${file.name || "The picture"} ${said}`);
    }
    this.#list();
    void this.quota();
  }

  /** The bytes first, then the event that names them. @param {File} file @param {About} about @returns {Promise<string>} */
  async #one(file, about) {
    const { log, perform, alert } = this.parts;
    const prepared = await prepare(file);
    if ("why" in prepared) {
      alert(`${file.name || "The picture"} ${prepared.why}`);
      return prepared.why;
    }
    const { bytes, type, note } = prepared;
    const sha = await log.blobs.put(bytes, type);
    const { value: name } = maskAll(prepared.name);
    const id = await perform({ name: "attach-file", stream: about.stream, over: [], args: { ...about.args, sha, name, type, size: bytes.byteLength }, then: "" });
    if (!id) return "is not attached yet: it waits on this page until it can be saved.";
    const where = about.args["step"] ? "is attached" : "is attached to the whole run";
    return note ? `${where}, ${note}.` : `${where}.`;
  }

  /** A full disk: the file stays where it was and in this page's hands. @param {File} file @param {About} about @param {any} error */
  #refused(file, about, error) {
    this.left.set(file, about);
    const why = error?.what ? `${error.what} ${error.why} ${error.next}` : "The browser refused it.";
    this.parts.alert(`${file.name || "The picture"} was not attached. ${why} The file itself is untouched.`);
    return "was not attached.";
  }

  /** What waits to be tried again. */
  #list() {
    const box = document.getElementById("evidence-left");
    if (!box) return;
    box.toggleAttribute("hidden", this.left.size === 0);
    const names = box.querySelector("[data-slot=names]");
    if (names) names.textContent = [...this.left.keys()].map(({ name }) => name || "a picture").join(", ");
  }

  async quota() {
    const line = document.getElementById("evidence-quota");
    const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
    if (!line) return;
    const room = quota ? `${size(usage)} of ${size(quota)} that this browser gives are used.` : `${size(usage)} are used.`;
    line.textContent = usage > MUCH ? `${room} That is much: snapshots with it will be large.` : room;
  }

  /** @param {DragEvent} event */
  #over(event) {
    const item = event.dataTransfer && bringsFiles(event.dataTransfer) ? placeAt(event.target) : null;
    mark(item);
    if (!item) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {DragEvent} event */
  #drop(event) {
    const item = placeAt(event.target);
    mark(null);
    if (!item || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    void this.attach([...event.dataTransfer.files], aboutPlace(item));
  }

  /** A picture from the clipboard goes to the open dialog's step, else to the current one. @param {ClipboardEvent} event */
  #paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    const box = dialog("evidence-dialog");
    const item = document.querySelector("[data-step-item][aria-current=step]");
    const about = box?.open ? this.about : item instanceof HTMLElement && !document.querySelector("dialog[open]") ? aboutStep(item) : null;
    if (!files.length || !about) return;
    event.preventDefault();
    void this.attach(files, about);
  }

  /** A layer of the screen: pictures where the engine left room for them. @param {ParentNode} root */
  restore(root) {
    for (const slot of root.querySelectorAll("[data-blob]")) if (slot instanceof HTMLElement && !slot.firstChild) void this.#fill(slot);
  }

  /** @param {HTMLElement} slot */
  async #fill(slot) {
    const { blob: sha = "", name = "" } = slot.dataset;
    const address = await this.#address(sha);
    if (slot.firstChild) return;
    slot.append(address ? Object.assign(document.createElement("img"), { src: address, alt: name, loading: "lazy" }) : `${name} ${GONE}`);
  }

  /** @param {string} sha @returns {Promise<string | null>} */
  async #address(sha) {
    const known = this.addresses.get(sha);
    if (known) return known;
    const row = await this.parts.log.blobs.get(sha).catch(() => null);
    if (!row) return null;
    const address = this.addresses.get(sha) ?? URL.createObjectURL(new Blob([row.bytes], { type: row.type }));
    this.addresses.set(sha, address);
    return address;
  }

  /** A picture in full, anything else as a download. @param {HTMLElement} button */
  async show(button) {
    const { sha = "", name = "file", type = "" } = button.dataset;
    const row = await this.parts.log.blobs.get(sha).catch(() => null);
    if (!row) return this.parts.tell(`${name} ${GONE}`);
    const box = dialog("picture-dialog");
    if (!button.querySelector("[data-blob]") || !box) return download(new Blob([row.bytes], { type: "application/octet-stream" }), name);
    const title = box.querySelector("h2");
    if (title) title.textContent = name;
    box.querySelector("[data-slot=picture]")?.replaceChildren(Object.assign(document.createElement("img"), { src: (await this.#address(sha)) ?? "", alt: name }));
    const take = box.querySelector("[data-act=take-blob]");
    if (take instanceof HTMLElement) Object.assign(take.dataset, { sha, name, type });
    box.showModal();
  }

  /** @param {HTMLElement} button */
  async take(button) {
    const { sha = "", name = "file", type = "" } = button.dataset;
    const row = await this.parts.log.blobs.get(sha);
    if (row) download(new Blob([row.bytes], { type }), name);
  }
}

/** @param {HTMLElement} button @returns {About} */
const aboutOf = ({ dataset }) => ({ stream: dataset["stream"] ?? "", args: JSON.parse(dataset["args"] ?? "{}"), title: dataset["title"] ?? "" });

/** @param {HTMLElement} item @returns {About} */
const aboutStep = (item) => ({
  stream: item.querySelector("input[data-stream]")?.getAttribute("data-stream") ?? "",
  args: { step: item.dataset["stepItem"] ?? "" },
  title: "",
});

/** @param {HTMLElement} item a step, or the run's own evidence */
const aboutPlace = (item) => {
  const button = item.matches("[data-step-item]") ? null : item.querySelector("[data-act=evidence]");
  return button instanceof HTMLElement ? aboutOf(button) : aboutStep(item);
};

/** The step under a pointer, or the run's evidence when it is beside the steps; nothing where nothing can be added. @param {EventTarget | null} target */
function placeAt(target) {
  if (!(target instanceof Element) || !target.closest(".screen-run") || document.querySelector("dialog[open]")) return null;
  const step = target.closest("[data-step-item]");
  if (step) return step instanceof HTMLElement && !step.querySelector("input.tick:disabled") ? step : null;
  const run = document.getElementById("run-kept");
  return run?.querySelector("[data-act=evidence]") ? run : null;
}

/** @param {HTMLElement | null} item the step, or the run's evidence, that would take what is dragged */
function mark(item) {
  for (const old of document.querySelectorAll("[data-drop]")) if (old !== item) old.removeAttribute("data-drop");
  item?.setAttribute("data-drop", "");
}
