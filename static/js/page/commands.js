// A step's command: copied (what destroys asks twice), the copy recorded, its output pasted to be compared.

import { dialog, openForm, toClipboard } from "./acts.js";

/**
 * @typedef {(wish: import("./gestures.js").Wish) => Promise<string | null>} Perform
 * @typedef {{perform: Perform, tell: (text: string) => void}} Parts
 */

/** How long a first tap waits for the second. */
const ARMED = 8_000;
const SHOWN = 4_000;

/** "03:14:07", whatever the reader's language. @param {Date} at */
export const clock = (at) => at.toLocaleTimeString("en-GB", { hour12: false });

/** @param {HTMLElement} button @param {Parts} parts */
export async function copyCommand(button, { perform, tell }) {
  const { confirm, copy: text = "", stream = "", args = "{}" } = button.dataset;
  if (confirm && button.dataset["armed"] === undefined) return arm(button, confirm, tell);
  disarm(button);
  const isCopied = await toClipboard(text);
  const said = isCopied ? `Copied ${clock(new Date())}` : "Copy refused: select the text";
  say(button, said, SHOWN);
  tell(said);
  // The record says what went to the clipboard; the command's text is what the step shows, so no secret was filled in.
  if (isCopied) await perform({ name: "log-copy", stream, over: [], args: { ...JSON.parse(args), text }, then: "" });
}

/** The first tap says what the second will take. @param {HTMLElement} button @param {string} what @param {(text: string) => void} tell */
function arm(button, what, tell) {
  button.dataset["armed"] = "";
  say(button, `Copy again: destroys ${what}`, ARMED);
  tell(`This destroys ${what}. Press Copy again to copy it.`);
  setTimeout(() => disarm(button), ARMED);
}

/** @param {HTMLElement} button */
const disarm = (button) => delete button.dataset["armed"];

/** On the button itself, for a while: the screen that follows must not take it away. @param {HTMLElement} button @param {string} text @param {number} ms */
function say(button, text, ms) {
  const label = button.querySelector("[data-slot=label]");
  if (!(label instanceof HTMLElement)) return;
  const turn = String(Number(label.dataset["turn"] ?? 0) + 1);
  label.dataset["turn"] = turn;
  label.dataset["morph"] = "keep";
  label.textContent = text;
  setTimeout(() => {
    if (label.dataset["turn"] !== turn) return;
    delete label.dataset["morph"];
    label.textContent = "Copy";
  }, ms);
}

/** The dialog for what a command printed, beside what its author expects. @param {HTMLElement} button @param {(key: string) => string} begun */
export function openOutput(button, begun) {
  const form = dialog("output-dialog")?.querySelector("form");
  if (!form) return;
  form.reset();
  const expected = form.querySelector("textarea[name=expected]");
  if (expected instanceof HTMLTextAreaElement) expected.value = button.dataset["expected"] ?? "";
  const how = form.querySelector("select");
  if (how) how.value = button.dataset["expected"] ? "contains" : "";
  openForm("output-dialog", button.dataset, begun);
}
