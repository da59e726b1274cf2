// A text that must go: the dialog that asks, and, once the act is recorded, its removal from this browser's disk and caches.

import { dialog } from "./acts.js";
import { DEADLINES } from "./engine.js";

/**
 * @typedef {import("./loop.js").Command} Command
 * @typedef {import("./loop.js").Outcome} Outcome
 * @typedef {{events: string[], runs: string[], types: string[]}} Traces what repeats the texts' words: events, and in these runs all of these types
 */

export class Erasing {
  /** @param {{log: import("../log/log.js").Log, drafts: import("./drafts.js").Drafts, ask: (request: Record<string, unknown>, deadline: number) => Promise<import("./engine.js").Reply | undefined>, forget: () => Promise<void>, tell: (text: string) => void}} parts */
  constructor(parts) {
    this.parts = parts;
  }

  /** Ask first; a whole document asks for its title. @param {DOMStringMap} about */
  ask(about) {
    const box = dialog("erase-dialog");
    const form = box?.querySelector("form");
    if (!box || !form) return;
    form.reset();
    form.dataset["stream"] = about["stream"] ?? "";
    form.dataset["args"] = about["args"] ?? "{}";
    say(box.querySelector("[data-slot=step]"), about["title"] ?? "");
    const goes = box.querySelector("[data-slot=goes]");
    say(goes, about["goes"] ?? "");
    goes?.toggleAttribute("hidden", !about["goes"]);
    const typed = box.querySelector("input");
    const whole = about["typed"] === "yes";
    box.querySelector("[data-slot=typed]")?.toggleAttribute("hidden", !whole);
    if (typed) typed.required = whole;
    box.showModal();
    // A second Enter must not erase.
    (whole ? typed : /** @type {HTMLElement | null} */ (box.querySelector("[data-act=close]")))?.focus();
  }

  /** The act is in the log: now the texts go. If the page dies before, the document says what is still here. @param {Command} command @param {Outcome} outcome */
  async ended(command, outcome) {
    // "already": another tab settled it; the texts go all the same.
    if (command.name !== "erase-texts" || (outcome.status !== "ok" && outcome.status !== "already")) return;
    /** @type {string[]} */
    const texts = command.args["texts"] ?? [];
    if (texts.length === 0) return;
    const { log, drafts, forget, tell } = this.parts;
    const { stream } = command;
    const id = stream.split("/")[1] ?? "";
    const traces = await this.#traces(id, texts);
    const rows = (await log.inbox()).filter(repeats([stream, ...traces.runs], texts, await this.#written(stream, texts)));
    await log.erase([...texts, ...traces.events], rows.map(({ n }) => n ?? 0));
    for (const about of [id, ...texts]) await drafts.dropAbout(about);
    await forget();
    tell(texts.length === 1 ? "The text is erased." : `${texts.length} texts are erased.`);
  }

  /** Beside the texts themselves; without an engine only they go, and the document says what is left. @param {string} id @param {string[]} texts @returns {Promise<{events: string[], runs: string[]}>} */
  async #traces(id, texts) {
    const found = /** @type {Traces | undefined} */ (await this.parts.ask({ call: "traces", id, texts }, DEADLINES.gesture));
    const { events = [], runs = [], types = [] } = found ?? {};
    const inRuns = [];
    for (const run of runs) {
      for (const [, event, header] of await this.parts.log.stream(run)) if (types.includes(JSON.parse(header).type)) inRuns.push(event);
    }
    return { events: [...events, ...inRuns], runs };
  }

  /** What is about to go, to know it again in an act that was refused. @param {string} stream @param {string[]} texts @returns {Promise<{name: string, text: string}[]>} */
  async #written(stream, texts) {
    const bodies = (await this.parts.log.stream(stream)).filter(([, event, , body]) => body && texts.includes(event));
    return bodies.map(([, , , body]) => JSON.parse(String(body)));
  }
}

/** Whether a refused act came from these texts: it is about their document or a run of them, names one of them, or brought such a file. @param {string[]} streams @param {string[]} texts @param {{name: string, text: string}[]} written @returns {(row: import("../log/schema.js").InboxRow) => boolean} */
function repeats(streams, texts, written) {
  const document = streams[0]?.split("/")[1];
  return ({ state, command }) => {
    if (state === "waiting") return false;
    const { args = {}, over = [] } = command;
    const named = [args["revision"], ...over].some((one) => texts.includes(one));
    return streams.includes(command.stream) || args["document"] === document || named || written.some(({ name, text }) => args["text"] === text || (command.name === "import-document" && args["name"] === name));
  };
}

/** @param {Element | null} element @param {string} words */
function say(element, words) {
  if (element) element.textContent = words;
}
