// Refused and stuck commands as a list with what, why, next and Dismiss: drawn by the page, so that it needs no engine.

import { STUCK } from "./recording.js";

/** @typedef {{id: string, state: string, refusal: import("./loop.js").Refusal | null, command: import("./loop.js").Command}} Row */

/** What a command was about, in words. @type {Record<string, string>} */
const NAMES = {
  "import-document": "Import", "start-run": "Start run", "check-step": "Tick", "skip-step": "Skip", "report-problem": "Problem", "add-note": "Note", "log-copy": "Copy", "keep-output": "Output", "attach-file": "Attachment", "add-link": "Link",
  "finish-run": "Finish run", "reopen-run": "Reopen run", undo: "Undo", "add-person": "Add person", "name-device": "Name device",
};

/** Fields in which a person writes sentences. */
const TYPED = ["text", "reason", "how", "summary", "blockers", "next"];

/** @param {Row[]} rows all inbox rows */
export function drawInbox(rows) {
  const box = document.getElementById("inbox");
  if (!box) return;
  const kept = rows.filter((row) => row.state !== "waiting");
  box.hidden = kept.length === 0;
  box.querySelector("ul")?.replaceChildren(...kept.map(item));
}

/** @param {Row} row */
function item(row) {
  const { what, why, next } = row.refusal ?? STUCK;
  const entry = document.createElement("li");
  const head = Object.assign(document.createElement("p"), { className: "inbox-head" });
  const at = new Date(row.command.at);
  head.append(
    Object.assign(document.createElement("strong"), { textContent: NAMES[row.command.name] ?? row.command.name }), " ",
    Object.assign(document.createElement("time"), { dateTime: at.toISOString(), textContent: at.toLocaleString() }),
  );
  const words = Object.assign(document.createElement("p"), { textContent: `${what} ${why} ${next}` });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Dismiss" });
  button.dataset["act"] = "dismiss";
  button.dataset["id"] = row.id;
  entry.append(head, words, ...ownWords(row), button);
  return entry;
}

/** What the person typed is never lost with a refusal. @param {Row} row */
function ownWords(row) {
  const { name, args } = row.command;
  const texts = name === "import-document" ? [] : TYPED.map((field) => args[field]).filter((text) => typeof text === "string" && text.trim());
  return texts.map((textContent) => Object.assign(document.createElement("blockquote"), { textContent, dir: "auto" }));
}
