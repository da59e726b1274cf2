// The form for a part of the log, what was found in it, and a passphrase in; a file out, downloaded or shared.

import { count, element, isTicked, paragraph, size, time, valueOf } from "./elements.js";
import { once } from "./keeper.js";
import { download, stamp } from "./snapshots.js";

/**
 * @typedef {{stream: string, title: string, kind: string}} Entry
 * @typedef {import("../keep/findings.js").Finding} Finding
 * @typedef {import("../keep/events.js").Listing} Listing
 * @typedef {{log: import("../log/log.js").Log, build: string, streams: () => Promise<Entry[] | null>, saved: (n: number, events: number) => Promise<void>, tell: (text: string) => void, alert: (text: string) => void}} Parts
 */

const SHORTEST = 8;
const MOST_SHOWN = 200;

export class Exporting {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {Finding[] | null} */
    this.found = null;
    /** A file that is ready to be shared: the browser wants a fresh tap for it. @type {File | null} */
    this.ready = null;
  }

  /** The documents and runs one can choose from; drawn when the form is opened. */
  async drawChoices() {
    const box = document.getElementById("export-streams");
    if (!box || box.querySelector("input")) return;
    const found = await this.parts.streams();
    box.replaceChildren(...(found ?? []).map(({ stream, title, kind }) => element("label", { className: "switch" }, element("input", { type: "checkbox", name: "stream", value: stream }), element("span", {}, `${kind === "run" ? "Run" : "Document"} `, element("b", { textContent: title || "without a title", dir: "auto" })))));
    if (!found?.length) box.append(paragraph(found ? "There is nothing to choose from yet." : "Sophie is not ready. Open this again in a moment; everything can be exported meanwhile.", "quiet"));
  }

  /** Only what was chosen can be chosen from. */
  drawScope() {
    const box = document.getElementById("export-streams");
    if (box) box.hidden = !chosenOnly();
    void this.drawChoices();
    this.found = null;
    this.#drawFindings();
    document.getElementById("export-events")?.replaceChildren();
  }

  /** List the events of what goes out, each with a tick that keeps its content here. */
  async pick() {
    const choice = this.#choice();
    const box = document.getElementById("export-events");
    if (!choice || !box) return;
    this.#say("Listing…");
    try {
      const listing = await once(this.parts.log.name, "events", { choice });
      this.#say("");
      box.replaceChildren(...picking(listing));
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  /** Look for secrets and personal data in what would go out. */
  async look() {
    const choice = this.#choice();
    if (!choice) return;
    this.#say("Looking…");
    try {
      this.found = await once(this.parts.log.name, "find", { choice }, (done, of) => of && this.#say(`Looking… ${Math.floor((done / of) * 100)} %`));
      this.#say("");
      this.#drawFindings();
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  #drawFindings() {
    const box = document.getElementById("export-findings");
    if (!box) return;
    const found = this.found;
    if (!found) return box.replaceChildren();
    if (!found.length) return box.replaceChildren(paragraph("Nothing was found that looks like a secret, an e-mail address or a telephone number. That is no proof: look yourself before you hand it on."));
    box.replaceChildren(
      paragraph(`${count(found.length, "text")} to look at. What is ticked stays here: the event goes out without its text, and its chain still verifies.`),
      element("ul", { className: "plan-list" }, ...found.slice(0, MOST_SHOWN).map((one) => element("li", {}, element("label", { className: "switch" }, element("input", { type: "checkbox", name: "leave-out", value: one.id, checked: one.why === "secrets" }), element("span", {}, `${inWords(one.type)} in `, element("b", { textContent: one.title || one.stream, dir: "auto" }), `: ${one.kinds.join(", ")}`))))),
      ...(found.length > MOST_SHOWN ? [paragraph(`and ${found.length - MOST_SHOWN} more; those with secrets stay here too.`)] : []),
      paragraph("Names of people and devices stand in every event and cannot be taken out without breaking the chain.", "quiet"),
    );
  }

  /** @param {boolean} share through the device's own sheet instead of a download */
  async export(share = false) {
    if (share && this.ready) return this.#share(this.ready);
    const choice = this.#choice();
    if (!choice) return;
    const passphrase = valueOf("export-passphrase");
    if (passphrase && passphrase.length < SHORTEST) return this.#say(`The passphrase is too short: use at least ${SHORTEST} characters, best of all several words.`);
    const { log, build } = this.parts;
    this.#say("Writing…");
    try {
      const { blob, n, events } = await once(log.name, "write", { app: build, choice, passphrase }, (done, of) => of && this.#say(`Writing… ${Math.floor((done / of) * 100)} %`));
      const part = choice.streams || choice.from !== undefined || choice.until !== undefined || choice.leaveOut.size || !choice.attachments;
      const name = `sophie-${part ? "part-" : ""}${stamp()}.json${passphrase ? ".age" : ""}`;
      if (share) return await this.#share((this.ready = new File([blob], name, { type: blob.type || "application/octet-stream" })));
      download(blob, name);
      if (!part) await this.parts.saved(n, events).catch(() => null);
      this.#say(`${name} saved, ${size(blob.size)}.${passphrase ? " Keep the passphrase: nobody can restore it. The age tool opens the file too." : ""}`);
      this.parts.tell("Exported.");
    } catch (error) {
      this.#say(`Nothing was exported: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** @param {File} file */
  async #share(file) {
    try {
      await navigator.share({ files: [file], title: file.name });
      this.ready = null;
      this.#say("Handed over.");
    } catch (error) {
      const name = /** @type {any} */ (error)?.name;
      if (name === "NotAllowedError") return this.#say("The file is ready. Press Share once more: the browser wants a fresh tap.");
      if (name === "AbortError") return this.#say("Not shared. The file is still ready.");
      this.ready = null;
      this.#say(`It was not shared: ${error instanceof Error ? error.message : error} Use Export and send the file.`);
    }
  }

  /** What the form asks for; null after a sentence that says what is missing. @returns {(import("../log/snapshot.js").Choice & {leaveOut: Map<string, string>, attachments: boolean}) | null} */
  #choice() {
    this.ready = null;
    const streams = ticked("stream");
    if (chosenOnly() && !streams.length) return this.#say("Tick at least one document or run, or export everything."), null;
    const [from, until] = [day("export-from", 0), day("export-until", 1)];
    if (from !== undefined && until !== undefined && until <= from) return this.#say("The period ends before it begins. Change one of the two days."), null;
    const kept = new Set(ticked("leave-out"));
    /** @type {Map<string, string>} */
    const leaveOut = new Map((this.found ?? []).filter((one, at) => kept.has(one.id) || (at >= MOST_SHOWN && one.why === "secrets")).map((one) => [one.id, one.why]));
    for (const id of ticked("pick-event")) if (!leaveOut.has(id)) leaveOut.set(id, "chosen");
    return { ...(chosenOnly() && { streams: new Set(streams) }), ...(from !== undefined && { from }), ...(until !== undefined && { until }), attachments: isTicked("export-attachments"), leaveOut };
  }

  /** @param {string} text */
  #say(text) {
    const line = document.getElementById("export-says");
    if (line) line.textContent = text;
  }
}

/** @param {Listing} listing */
function picking({ events, more, titles }) {
  if (!events.length) return [paragraph("There is no event with content in this choice.")];
  const streams = [...new Set(events.map(({ stream }) => stream))];
  return [
    paragraph("What is ticked goes out without its content: who did it and when still stands, and the chain still verifies. A run without its start cannot be read."),
    ...streams.flatMap((stream) => [
      element("h3", { textContent: titles[stream] || stream, dir: "auto" }),
      element("ul", { className: "plan-list" }, ...events.filter((one) => one.stream === stream).map(eventLine)),
    ]),
    ...(more ? [paragraph(`and ${more.toLocaleString("en")} more events. Choose fewer documents and runs, or a shorter period, to see them.`)] : []),
  ];
}

/** @param {Listing["events"][number]} one */
function eventLine({ id, type, at, actor, about }) {
  return element("li", {}, element("label", { className: "switch" }, element("input", { type: "checkbox", name: "pick-event", value: id }), element("span", {}, element("b", { textContent: inWords(type) }), ...(about ? [" ", element("span", { textContent: about, dir: "auto" })] : []), " ", element("span", { className: "quiet" }, actor || "Someone", ", ", time(at)))));
}

/** "Document imported" of `DocumentImported`. @param {string} type */
const inWords = (type) => `${type[0] ?? ""}${type.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;

/** Whether only some documents and runs are wanted. */
const chosenOnly = () => document.querySelector("input[name=export-scope][value=chosen]:checked") !== null;

/** @param {string} name */
const ticked = (name) => [...document.querySelectorAll(`#export-form input[name=${name}]:checked`)].map((box) => /** @type {HTMLInputElement} */ (box).value);

/** The beginning of a day here, `after` days later; undefined when none is given. @param {string} id @param {number} after */
function day(id, after) {
  const value = valueOf(id);
  if (!value) return undefined;
  const start = new Date(`${value}T00:00`);
  // By the calendar: a day on which the clocks change is not 24 hours long.
  start.setDate(start.getDate() + after);
  return Number.isNaN(start.getTime()) ? undefined : start.getTime();
}
