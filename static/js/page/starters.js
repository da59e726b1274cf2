// New from template: a starter's own file, or a template that stands in a document, becomes a draft.

import { DEADLINES } from "./engine.js";

/** Starter name to the address of its file: written in by the build. @type {Record<string, string>} */
const FILES = STARTERS;
const EMPTY = "# Untitled\n\n1. What to do\n";

/** @param {{page: import("./page.js").Page, editor: import("./editor.js").Editor}} desk @param {string} name "" begins empty */
export async function useStarter({ page, editor }, name) {
  const text = name ? await fetched(FILES[name] ?? "") : EMPTY;
  if (text === null) {
    page.parts.signals.toast("This template is not in this browser yet. Connect once, then take it again; Start empty works now.");
    return;
  }
  await editor.begin(titled(text));
}

/** @param {{page: import("./page.js").Page, editor: import("./editor.js").Editor}} desk @param {DOMStringMap} about */
export async function useTemplate({ page, editor }, { document: id = "", revision = "", line = "" }) {
  const { supervisor, loop } = page.parts;
  const ask = { call: "template", id, revision, line: Number(line) };
  const reply = await supervisor.turn("template", () => loop.ask(ask, DEADLINES.gesture));
  if (reply?.["text"]) await editor.begin(titled(reply["text"]));
}

/** @param {string} address */
async function fetched(address) {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? answer.text() : null;
}

/** With the title that was typed above the templates. @param {string} text */
function titled(text) {
  const field = document.getElementById("new-title");
  const title = field instanceof HTMLInputElement ? field.value.trim().replace(/\s+/g, " ") : "";
  return title ? text.replace(/^# .*$/m, () => `# ${title}`) : text;
}
