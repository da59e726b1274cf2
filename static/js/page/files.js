// Files people bring in, what each one holds out, one at a time: texts, archives' texts, a snapshot, or the words that refuse it.
// All of it is screened in plain JavaScript, before anything reaches the log or Python.

import { openContainer } from "../log/container.js";
import { readForeign } from "./foreign.js";
import { LARGEST, readText } from "./intake.js";

/**
 * @typedef {{name: string, text: string}} Text
 * @typedef {{name: string, why: string, copy?: {of: string, text: string}}} Bad
 * @typedef {Text | Bad | {name: string, snapshot: File} | {name: string, alert: string} | {name: string, aside: string[]}} Brought `aside`: paths in an archive that are no Markdown
 */

const LARGE = "is over 5 MB. Split it into smaller documents.";
const CALENDAR = "is a calendar, not a document. Its holidays belong to a schedule: open the schedule and bring it under Holidays from a calendar file.";
const UNREADABLE = "could not be read by the browser. If it is a folder, open it and bring its files, or pack it as a ZIP.";
const NO_UNPACKER = "was not unpacked: that part of Sophie could not be fetched. Connect once, or unpack it and bring its files.";

/** @param {Iterable<File>} files @returns {AsyncGenerator<Brought>} */
export async function* bring(files) {
  for (const file of files) {
    if (/\.zip$/i.test(file.name)) yield* unpack(file);
    else if (/\.ics$/i.test(file.name)) yield { name: file.name, why: CALENDAR };
    else if (/\.json$/i.test(file.name)) yield await sortJson(file);
    else yield await readFile(file);
  }
}

/** @param {File} file @returns {Promise<Brought>} */
async function readFile(file) {
  const { name } = file;
  if (file.size > LARGEST) return { name, why: LARGE };
  try {
    return { name, ...readText(new Uint8Array(await file.arrayBuffer())) };
  } catch {
    return { name, why: UNREADABLE };
  }
}

/** @param {File} file @returns {Promise<Brought>} */
async function sortJson(file) {
  const { name } = file;
  try {
    const source = await openContainer(file);
    const isOurs = source.top.format !== undefined || !(await source.headers().next()).done;
    return isOurs ? { name, snapshot: file } : await notOurs(file);
  } catch (error) {
    const { code, why, next } = /** @type {import("../log/failure.js").Failure} */ (error);
    if (code === "not-a-snapshot" || code === "not-json") return notOurs(file);
    return { name, why: `was not read. ${why ?? ""} ${next ?? ""}`.trim() };
  }
}

/** @param {File} file @returns {Promise<Brought>} */
async function notOurs(file) {
  const { name } = file;
  if (file.size > LARGEST) return { name, why: LARGE };
  return readForeign(file).then((found) => ({ name, ...found }), () => ({ name, why: UNREADABLE }));
}

/** @param {File} file @returns {AsyncGenerator<Brought>} */
async function* unpack(file) {
  const unpacker = await import("#zip").catch(() => null);
  if (!unpacker) return yield { name: file.name, why: NO_UNPACKER };
  /** @type {string[]} */
  const aside = [];
  let count = 0;
  for await (const one of unpacker.readZip(file)) {
    count++;
    if ("aside" in one) aside.push(one.path);
    else if ("why" in one) yield { name: one.path ? `${one.path} in ${file.name}` : file.name, why: one.why };
    else yield { name: one.path, ...readText(one.bytes) };
  }
  if (aside.length) yield { name: file.name, aside };
  if (!count) yield { name: file.name, why: "is an empty archive: there is nothing to read." };
}

/** A name for pasted text: its first heading or line. @param {string} text */
export function nameOf(text) {
  const line = text.split("\n").find((each) => each.trim() !== "") ?? "";
  const words = line.replace(/^[#\s>*_`-]+/, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${words.toLowerCase() || "pasted"}.md`;
}

/** @param {DataTransfer} transfer @returns {boolean} */
export const bringsFiles = (transfer) => [...transfer.types].includes("Files");
