// A button of an export screen in, the file saved or its text copied out, and what it left out said below. What looks like a secret is asked about first.

import { maskAll } from "../log/secrets.js";
import { DEADLINES } from "./engine.js";
import { element, paragraph } from "./elements.js";
import { answered, mayLeave, secretsIn } from "./leaving.js";
import { download } from "./snapshots.js";
import { today } from "./days.js";
import { zone } from "./zones.js";

const ERASED = "This revision's text is not in this browser: it was erased, or was not part of the import.";
const NOT_READY = "The file was not written: Sophie is still starting. Try again in a moment.";

/** @typedef {{name: string, type: string, text: string, lost: string[]}} Made */

/** It is kept back, and its box said why. */
class Held extends Error {}

/** @param {HTMLElement} button @param {import("./page.js").Page} page */
export async function exportFile(button, page) {
  const { what = "", id = "", form = "", revision = "", mark, to } = button.dataset;
  const asked = made(page, { what, id, form, revision, mark: mark === "on" }).then((file) => {
    if (!mayLeave(secretsIn(file), boxOf(form))) throw new Held();
    return file;
  });
  try {
    if (to === "clipboard") await copied(asked);
    const file = await asked;
    if (to !== "clipboard") download(new Blob([file.text], { type: `${file.type};charset=utf-8` }), file.name);
    say(form, to === "clipboard" ? "Copied. Paste it as the issue’s text." : `${file.name} saved.`, file.lost);
  } catch (error) {
    if (error instanceof Held) return;
    say(form, error instanceof Error ? error.message : String(error), []);
  }
}

/** @param {import("./page.js").Page} page @param {Record<string, unknown>} wish @returns {Promise<Made>} */
async function made({ parts: { supervisor, loop } }, wish) {
  const request = { call: "export", ...wish, zone: zone(), now: Date.now(), today: today() };
  // What writes such files is fetched at its first use.
  const reply = await supervisor.turn("export", () => loop.ask(request, DEADLINES.import));
  if (reply?.status === "ok") return /** @type {Made} */ (/** @type {unknown} */ (reply));
  const { what, why, next } = reply?.["refusal"] ?? {};
  throw new Error(what ? `${what} ${why} ${next}` : NOT_READY);
}

/** A document's text to the letter. Where the screen has room for an answer, secrets are asked about; elsewhere they are named. @param {HTMLElement} button @param {import("./page.js").Page} page */
export async function exportDocument(button, page) {
  const { signals } = page.parts;
  const blob = await page.markdown(button.dataset);
  if (!blob) return signals.toast(ERASED);
  const file = { type: "text/markdown", text: await blob.text() };
  const box = boxOf("markdown");
  const secrets = secretsIn(file);
  if (!mayLeave(secrets, box)) return;
  const name = button.dataset["name"] || "document.md";
  download(blob, name);
  if (box) answered(box, paragraph(`${name} saved.`));
  else if (secrets.length) signals.toast(`${name} saved, with what looks like ${secrets.join(", ")} in it. Look before you hand it on.`);
}

/** The clipboard is asked for inside the tap, with the text to come: some browsers refuse it a moment later. @param {Promise<Made>} asked */
async function copied(asked) {
  const text = asked.then((file) => file.text);
  const blob = text.then((words) => new Blob([words], { type: "text/plain" }));
  const isDone = await (typeof ClipboardItem === "function" && navigator.clipboard?.write
    ? navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })])
    : text.then((words) => navigator.clipboard.writeText(words))
  ).then(() => true, () => false);
  await text;
  if (!isDone) throw new Error("The browser refused the clipboard. Press Save and copy from the file.");
}

/** @param {string} form @param {string} text @param {string[]} lost */
function say(form, text, lost) {
  const list = lost.length ? [paragraph("Left out of this one, or changed:"), element("ul", { className: "plain-list" }, ...lost.map((one) => element("li", { textContent: one })))] : [];
  answered(boxOf(form), paragraph(text), ...list);
}

/** @param {string} form */
const boxOf = (form) => document.getElementById(`said-${form}`);

/** Every event as a line of JSON: its header, its id, and its content where it is here. @param {import("./page.js").Page} page */
export async function exportRecord({ parts: { log } }) {
  const lines = [JSON.stringify({ format: "sophie.record", version: 1, exportedAt: new Date().toISOString() })];
  /** Looked for on the way: a whole record at once would hold up the page. @type {Set<string>} */
  const secrets = new Set();
  for await (const [, id, header, body] of everything(log)) {
    const content = body === null ? null : contentOf(body);
    for (const kind of maskAll(content).found) secrets.add(kind);
    lines.push(JSON.stringify({ id, ...JSON.parse(header), body: content }));
  }
  if (!mayLeave([...secrets], boxOf("record"))) return;
  const count = lines.length - 1;
  const name = `sophie-record-${new Date().toISOString().slice(0, 10)}.jsonl`;
  download(new Blob([`${lines.join("\n")}\n`], { type: "application/x-ndjson" }), name);
  say("record", `${name} saved: ${count.toLocaleString("en")} ${count === 1 ? "event" : "events"}.`, []);
}

/** What came from elsewhere may be no JSON: then it goes out as the text it is. @param {string} body */
function contentOf(body) {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** @param {import("../log/log.js").Log} log */
async function* everything(log) {
  for (let after = 0; ; ) {
    const found = await log.since(after, 500);
    if (!found.length) return;
    yield* found;
    after = found.at(-1)?.[0] ?? after;
  }
}
