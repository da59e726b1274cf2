// A text that must go: the dialog that asks, and, once the act is recorded, its removal from this browser's disk and caches.

import { dialog } from "./acts.js";

/**
 * @typedef {import("./loop.js").Command} Command
 * @typedef {import("./loop.js").Outcome} Outcome
 */

export class Erasing {
  /** @param {{log: import("../log/log.js").Log, drafts: import("./drafts.js").Drafts, forget: () => Promise<void>, tell: (text: string) => void}} parts */
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
    const name = box.querySelector("[data-slot=step]");
    if (name) name.textContent = about["title"] ?? "";
    const typed = box.querySelector("input");
    const whole = about["typed"] === "yes";
    box.querySelector("[data-slot=typed]")?.toggleAttribute("hidden", !whole);
    if (typed) typed.required = whole;
    box.showModal();
  }

  /** The act is in the log: now the texts go. If the page dies before, the version says that its text is still here. @param {Command} command @param {Outcome} outcome */
  async ended(command, outcome) {
    // "already": another tab settled it; the texts go all the same.
    if (command.name !== "erase-texts" || (outcome.status !== "ok" && outcome.status !== "already")) return;
    /** @type {string[]} */
    const texts = command.args["texts"] ?? [];
    if (texts.length === 0) return;
    const { log, drafts, forget, tell } = this.parts;
    await log.erase(texts);
    await drafts.dropAbout(command.stream.split("/")[1] ?? "");
    await forget();
    tell(texts.length === 1 ? "The text is erased." : `${texts.length} texts are erased.`);
  }
}
