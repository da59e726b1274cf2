// A link that carries a document or a run in, a page to read it and two buttons out. Nothing is stored before somebody says so.
// The content leaves the address bar at once and waits in this entry of the tab's history, so a reload does not lose it.

import { mint } from "../log/canonical.js";
import { planImport } from "../log/import.js";
import { isLink, unpacked } from "../share/link.js";
import { localise } from "./clocks.js";
import { button, count, element, paragraph, size } from "./elements.js";
import { DEADLINES } from "./engine.js";
import { parse } from "./guard.js";
import { readTyped } from "./intake.js";
import { route } from "./router.js";

/**
 * @typedef {{log: import("../log/log.js").Log, snapshots: import("./snapshots.js").Snapshots, ask: import("./sharing.js").Ask,
 *   act: (wish: import("./gestures.js").Wish) => Promise<string | null>, refine: (route: string) => void}} Parts
 */

const ROUTE = "#/shared";
/** Of a long text so much is shown; all of it is added. */
const MOST_SHOWN = 200_000;
const UNKNOWN = "Nobody can tell who made this link, and nothing says that what it holds is right. Read it before you work by it. Nothing of it is stored yet.";

/** Called before anything reads the address. */
export function catchLink() {
  if (isLink(location.hash)) history.replaceState({ shared: location.hash.slice(1) }, "", ROUTE);
}

export class SharedPage {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** The link that is on show, and what it holds. */
    this.link = "";
    /** The element it was drawn into: a screen drawn anew is filled anew. @type {HTMLElement | null} */
    this.box = null;
    /** @type {import("../share/link.js").Shared | null} */
    this.shared = null;
    addEventListener("hashchange", () => void this.draw());
  }

  /** A screen was drawn: when it is this one, fill it. */
  async draw() {
    if (route() !== ROUTE) return;
    const box = document.getElementById("shared") ?? frame();
    const link = String(history.state?.shared ?? "");
    const isNew = link !== this.link || box !== this.box;
    this.link = link;
    this.box = box;
    if (!isNew) return this.#drawSteps();
    if (!link) return this.#show("There is nothing here to show", paragraph(String(history.state?.says ?? "Open the link that you were given again.")));
    try {
      this.shared = await unpacked(link);
      if (this.link !== link) return;
      if (this.shared.kind === "d") this.#drawDocument(this.shared);
      else await this.#drawRun(this.shared.snapshot);
    } catch (error) {
      this.shared = null;
      if (this.link === link) this.#show("This link cannot be opened", paragraph(reason(error)), buttons("", "Go to Now"));
    }
  }

  /** @param {{name: string, text: string}} document */
  #drawDocument({ name, text }) {
    const read = readTyped(text);
    if (!("text" in read)) return this.#show("This link cannot be opened", paragraph(`What it holds ${read.why}`), buttons("", "Go to Now"));
    const lines = text.split(/\r\n?|\n/);
    const title = titleOf(lines) || name;
    const shown = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}\n…` : text;
    this.#show(
      `Someone shared “${title}” with you`, notice(),
      element("p", { className: "quiet" }, "A document, ", element("b", { textContent: name, dir: "auto" }), `, ${count(lines.length, "line")}, ${size(new Blob([text]).size)}.`),
      buttons("Add to my library"),
      element("h2", { id: "shared-text", textContent: "Its text" }),
      element("pre", { className: "shared-source", tabIndex: 0, role: "region", ariaLabel: `Text of ${title}`, dir: "auto", textContent: shown }),
    );
  }

  /** The run's own events are a small snapshot: they are looked at and merged as any other. @param {string} text */
  async #drawRun(text) {
    const file = new File([text], "the link", { type: "application/json" });
    const plan = await planImport(file, this.parts.log, { name: file.name });
    const runs = plan.parts.filter(({ stream }) => stream.startsWith("run/"));
    if (runs.length !== 1 || !plan.isWhole) return this.#show("This link cannot be opened", paragraph(runs.length === 1 ? "What it holds was changed since it was made. Ask for the link again, or for the hand-over file." : "There is no run in it. Ask for the link again."), buttons("", "Go to Now"));
    const who = [...new Set(plan.people.flatMap(({ names }) => names))].join(", ") || "somebody without a name";
    const isHere = !plan.new && !plan.fills;
    const source = plan.parts.find(({ stream }) => stream.startsWith("document/"));
    const brings = source ? ["It brings the document it is worked from, ", element("b", { textContent: source.title || "without a title", dir: "auto" }), "."] : ["It comes without the document it is worked from. The steps can be read and ticked; bring that document too, unless it is here already."];
    this.#show(
      `Someone shared the run “${runs[0]?.title || "without a title"}” with you`, notice(),
      element("p", { className: "quiet" }, "A run with ", count(plan.total, "event"), " by ", element("b", { textContent: who, dir: "auto" }), isHere ? ": all of it is here already." : `, ${plan.new.toLocaleString("en")} of them new here. Each keeps its author.`),
      element("p", { className: "quiet" }, ...brings),
      buttons(isHere ? "" : "Add to my runs", isHere ? "Go to Now" : "Not now"),
      element("div", { id: "snapshot-plan", className: "plan", role: "status" }),
      element("div", { id: "shared-steps" }, paragraph("Its steps are listed once Sophie has started.", "quiet")),
    );
    await this.#drawSteps();
  }

  /** What stands in the run's record is read by the engine, when it is there. */
  async #drawSteps() {
    const box = document.getElementById("shared-steps");
    if (!box || box.dataset["filled"] || this.shared?.kind !== "r") return;
    const link = this.link;
    const reply = await this.parts.ask({ call: "shared", envelopes: await wires(this.shared.snapshot, this.parts.log) }, DEADLINES.import).catch(() => undefined);
    if (!reply || this.link !== link) return;
    box.dataset["filled"] = "yes";
    if (!reply["html"]) return box.replaceChildren(paragraph(reply["refusal"] ? `${reply["refusal"].what} ${reply["refusal"].why} ${reply["refusal"].next}` : "Its steps could not be read."));
    const nodes = parse(reply["html"]);
    localise(nodes);
    box.replaceChildren(nodes);
  }

  /** @param {string} title @param {Node[]} inner */
  #show(title, ...inner) {
    const box = document.getElementById("shared");
    if (!box) return;
    // A kept screen comes without what the page had drawn into it.
    const heading = box.querySelector("h1") ?? element("h1", { tabIndex: -1 });
    heading.textContent = title;
    heading.dir = "auto";
    document.title = `${title} - Sophie`;
    // The heading stays the element that has the focus.
    box.replaceChildren(heading, ...inner);
  }

  /** Take it: a document like any import, a run like any snapshot. */
  async add() {
    const { shared } = this;
    if (!shared) return;
    for (const one of document.querySelectorAll("#shared button")) one.toggleAttribute("disabled", true);
    if (shared.kind === "d") {
      const kept = await this.parts.act({ name: "import-document", stream: `document/${mint()}`, over: [], args: { name: shared.name, text: shared.text }, then: "open" });
      if (kept) return this.#leave("It is kept, and opens as soon as Sophie has started.");
    } else if (await this.#merged(shared.snapshot)) {
      const stream = (await wires(shared.snapshot, this.parts.log)).map(([, , header]) => String(JSON.parse(header).stream)).find((name) => name.startsWith("run/"));
      return this.parts.refine(`#/runs/${stream?.split("/")[1] ?? ""}`);
    }
    for (const one of document.querySelectorAll("#shared button")) one.toggleAttribute("disabled", false);
  }

  /** @param {string} snapshot */
  async #merged(snapshot) {
    await this.parts.snapshots.open(new File([snapshot], "a shared link", { type: "application/json" }), false);
    return this.parts.snapshots.accept();
  }

  /** What the link held must not come back with a reload. @param {string} says */
  #leave(says) {
    history.replaceState({ says }, "", ROUTE);
    this.link = "";
    this.#show("Added", paragraph(says));
  }

  refuse() {
    this.shared = null;
    this.link = "";
    this.parts.refine("#/now");
  }
}

/** Until the engine draws the same. */
function frame() {
  const box = element("div", { id: "shared", data: { morph: "keep" } }, element("h1", { tabIndex: -1, textContent: "Shared with you" }));
  document.getElementById("screen")?.replaceChildren(element("div", { className: "screen screen-shared narrow" }, box));
  return box;
}

const notice = () => element("div", { className: "notice is-warn" }, element("p", { textContent: UNKNOWN }));

/** @param {string} add "" for no such button @param {string} [leave] */
const buttons = (add, leave = "Not now") => element("p", { className: "buttons" }, ...(add ? [button(add, "add-shared", {}, "primary")] : []), button(leave, "leave-shared"));

/** The heading has said what already. @param {unknown} error */
function reason(error) {
  const { code, why, next, message } = /** @type {Record<string, string>} */ (error ?? {});
  if (code === "link") return `${why} ${next}`;
  return why ? `${why} Ask for the link again, or for the hand-over file.` : String(message ?? error);
}

/** The first heading or line. @param {string[]} lines */
function titleOf(lines) {
  const line = lines.find((each) => /^#{1,6}\s+\S/.test(each)) ?? lines.find((each) => each.trim()) ?? "";
  return line.replace(/^[#\s>*_`-]+/, "").trim().slice(0, 120);
}

/** A snapshot's good records, as the engine takes them. @param {string} snapshot @param {import("../log/log.js").Log} log @returns {Promise<import("../log/log.js").Envelope[]>} */
async function wires(snapshot, log) {
  const plan = await planImport(new Blob([snapshot]), log);
  /** @type {import("../log/log.js").Envelope[]} */
  const found = [];
  for await (const { id = "", header, body } of plan.records()) found.push([found.length + 1, id, header, body]);
  return found;
}
