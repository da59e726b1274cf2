// A run's report as a file: the engine writes it, the page asks about secrets, adds the pictures, which only it has, and saves it.

import { paragraph } from "./elements.js";
import { DEADLINES } from "./engine.js";
import { answered, mayLeave, secretsIn } from "./leaving.js";
import { download } from "./snapshots.js";
import { zone } from "./zones.js";

/** @type {Record<string, [end: string, type: string]>} */
const FORMS = { markdown: ["md", "text/markdown"], html: ["html", "text/html"], jsonl: ["jsonl", "application/x-ndjson"] };
const PICTURE = /<img alt="([^"]*)" data-blob="([0-9a-f]{64})">/g;
const STEP = 3 * 8192;

/** @param {HTMLElement} button @param {import("./page.js").Page} page */
export async function takeReport({ dataset: { run = "", form = "" } }, page) {
  const { supervisor, loop, log, signals } = page.parts;
  const [end, type] = FORMS[form] ?? ["txt", "text/plain"];
  const reply = await supervisor.turn("report", () => loop.ask({ call: "report", id: run, form, zone: zone() }, DEADLINES.gesture));
  if (reply?.status !== "ok") return signals.toast("The report could not be written. Try again when Sophie has started.");
  const box = document.getElementById("said-report");
  if (!mayLeave(secretsIn({ type, text: reply["text"] }), box)) return;
  const text = form === "html" ? await illustrated(reply["text"], log) : reply["text"];
  download(new Blob([text], { type }), `${reply["name"]}.${end}`);
  answered(box, paragraph(`${reply["name"]}.${end} saved.`));
}

/** One file that holds its pictures; one that is not in this browser is named instead. @param {string} html @param {import("../log/log.js").Log} log */
async function illustrated(html, log) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [, , sha = ""] of html.matchAll(PICTURE)) {
    const row = found.has(sha) ? null : await log.blobs.get(sha).catch(() => null);
    if (row && /^image\/[a-z.+-]+$/.test(row.type)) found.set(sha, `data:${row.type};base64,${base64(new Uint8Array(row.bytes))}`);
  }
  return html.replace(PICTURE, (_, name, sha) => (found.has(sha) ? `<img alt="${name}" src="${found.get(sha)}">` : `<em>${name} was not in the browser that wrote this.</em>`));
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += STEP) text += btoa(String.fromCharCode(...bytes.subarray(at, at + STEP)));
  return text;
}
