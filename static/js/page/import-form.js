// The import form in, the texts it holds out; and a look at them: what can be read, and words for what cannot.

import { bring, nameOf } from "./files.js";
import { sortPasted } from "./foreign.js";
import { readTyped } from "./intake.js";

/**
 * @typedef {import("./files.js").Text} Text
 * @typedef {import("./files.js").Brought} Brought
 * @typedef {import("./import-list.js").Line} Line
 * @typedef {(line: Line, copy: Text) => void} Take takes a copy in UTF-8 of what its line is about
 */

/** Check reads all it shows at once. */
const MOST_CHECKED = { files: 200, characters: 16 * 1024 * 1024 };

/** The form's files and pasted text. @returns {AsyncGenerator<Brought>} */
export async function* chosen() {
  yield* bring(pickedFiles());
  const pasted = pastedText();
  const read = pasted.trim() ? readTyped(pasted) : null;
  if (read && "text" in read) yield { name: nameOf(pasted), ...(sortPasted(read.text) ?? { text: read.text }) };
  else if (read) yield { name: "Pasted text", why: read.why };
}

export const countChosen = () => pickedFiles().length + (pastedText().trim() ? 1 : 0);

/** Ready for the next. */
export function emptyForm() {
  const form = document.getElementById("import-files")?.closest("form");
  if (form instanceof HTMLFormElement) form.reset();
}

/** Read what the form holds, up to what can be shown at once. @param {Take} take @returns {Promise<{texts: Text[], lines: Line[]}>} lines: what is no text to check */
export async function look(take) {
  /** @type {Text[]} */
  const texts = [];
  /** @type {Line[]} */
  const lines = [];
  let size = 0;
  let more = 0;
  for await (const one of chosen()) {
    if ("snapshot" in one) lines.push({ name: one.name, state: "note", says: "is a snapshot: Import shows what is in it before anything is added." });
    else if ("alert" in one) lines.push({ name: one.name, state: "note", says: "is an alert: Import opens it under Paste an alert, where it finds what helps. It is not kept." });
    else if (!("text" in one)) lines.push(told(one, take));
    else if (texts.length === MOST_CHECKED.files || size + one.text.length > MOST_CHECKED.characters) more++;
    else {
      texts.push(one);
      size += one.text.length;
    }
  }
  if (more) lines.push({ name: `${more} more ${more === 1 ? "file" : "files"}`, state: "note", says: "can be imported too; Check shows the first ones only." });
  return { texts, lines };
}

/** Words for what is no text. @param {Exclude<Brought, {snapshot: File} | {alert: string} | Text>} one @param {Take} take @returns {Line} */
export function told(one, take) {
  const { name } = one;
  if ("aside" in one) return { name, state: "note", says: `${one.aside.length === 1 ? "One of its files is" : `${one.aside.length} of its files are`} neither Markdown nor text and stayed out.`, more: one.aside };
  const { why, copy } = one;
  if (!copy) return { name, state: "bad", says: why };
  /** @type {Line} */
  const line = { name, state: "bad", says: `${why} It reads as ${copy.of}:`, quote: glimpse(copy.text) };
  line.offer = { label: "Import a UTF-8 copy", act: () => take(line, { name, text: copy.text }) };
  return line;
}

function pickedFiles() {
  const picker = document.getElementById("import-files");
  return picker instanceof HTMLInputElement ? [...(picker.files ?? [])] : [];
}

function pastedText() {
  const paste = document.getElementById("import-paste");
  return paste instanceof HTMLTextAreaElement ? paste.value : "";
}

/** The line that shows whether an encoding was guessed right. @param {string} text */
function glimpse(text) {
  const lines = text.split(/\r\n?|\n/);
  return (lines.find((line) => /[^\0-\x7f]/.test(line)) ?? lines.find((line) => line.trim()) ?? "").trim().slice(0, 160);
}
