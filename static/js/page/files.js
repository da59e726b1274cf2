// Files people bring, screened in plain JavaScript before anything is kept: each bad one gets a sentence, the others go on.

/** @typedef {{name: string, text: string}} Text */
/** @typedef {{name: string, why: string}} Bad */
/** @typedef {{texts: Text[], snapshots: File[], bad: Bad[]}} Intake */

export const LARGEST = 5 * 1024 * 1024;


/** Why these bytes are no runbook text, or the text itself. @param {Uint8Array} bytes @returns {{text: string} | {why: string}} */
export function readText(bytes) {
  if (bytes.length === 0) return { why: "It is empty: there is nothing to read." };
  if (bytes.length > LARGEST) return { why: `It is ${(bytes.length / 1048576).toFixed(1)} MB and Sophie reads up to 5 MB. Split it into smaller documents.` };
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return { why: "It is UTF-16 text. Save it as UTF-8 and bring it again." };
  if (bytes.includes(0)) return { why: "It is not text: it holds NUL bytes. Sophie reads Markdown saved as UTF-8." };
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.replace(/^\ufeff/, "").trim() === "") return { why: "It holds only spaces: there is nothing to read." };
    return tooManyControls(text) ? { why: "It is not text: too many control characters. Sophie reads Markdown saved as UTF-8." } : { text };
  } catch {
    return { why: "It is not UTF-8 text. Save it as UTF-8 and bring it again." };
  }
}

/** @param {string} text */
function tooManyControls(text) {
  // eslint-disable-next-line no-control-regex -- control characters are what is counted
  const controls = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/g)?.length ?? 0;
  return controls > text.length / 10;
}

/** @param {Uint8Array} bytes @param {...number} start */
const startsWith = (bytes, ...start) => start.every((byte, at) => bytes[at] === byte);

/** Sort files into texts, snapshots and refused ones. @param {Iterable<File>} files @returns {Promise<Intake>} */
export async function takeIn(files) {
  /** @type {Intake} */
  const intake = { texts: [], snapshots: [], bad: [] };
  for (const file of files) await sort(file, intake);
  return intake;
}

/** @param {File} file @param {Intake} intake */
async function sort(file, intake) {
  const { name } = file;
  if (/\.json$/i.test(name)) return void intake.snapshots.push(file);
  if (/\.zip$/i.test(name)) return void intake.bad.push({ name, why: "ZIP archives are not read yet. Unpack it and bring the Markdown files." });
  if (file.size > LARGEST) return void intake.bad.push({ name, why: `It is ${(file.size / 1048576).toFixed(1)} MB and Sophie reads up to 5 MB. Split it into smaller documents.` });
  try {
    const read = readText(new Uint8Array(await file.arrayBuffer()));
    if ("text" in read) intake.texts.push({ name, text: read.text });
    else intake.bad.push({ name, why: read.why });
  } catch {
    intake.bad.push({ name, why: "The browser could not read it. If it is a folder, open it and bring its files." });
  }
}

/** A name for pasted text: its first heading or line. @param {string} text */
export function nameOf(text) {
  const line = text.split("\n").find((each) => each.trim() !== "") ?? "";
  const words = line.replace(/^[#\s>*_`-]+/, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${words.toLowerCase() || "pasted"}.md`;
}

/** @param {DataTransfer} transfer @returns {boolean} */
export const bringsFiles = (transfer) => [...transfer.types].includes("Files");

