// A file's bytes in, its text out, or the words that refuse it (they follow the file's name); app/documents/intake.py says the same.

/** @typedef {{text: string} | {why: string, copy?: {of: string, text: string}}} Reading `copy`: what it says in another encoding, to be offered */

const MB = 1024 * 1024;
export const LARGEST = 5 * MB;

const WHY = {
  empty: "is empty: there is nothing to read.",
  blank: "is empty: it holds only spaces.",
  large: "is over 5 MB. Split it into smaller documents.",
  utf16: "is UTF-16 text. Save it as UTF-8 and bring it again.",
  nul: "is not text: it holds NUL bytes. Sophie reads Markdown saved as UTF-8.",
  controls: "is not text: too many control characters. Sophie reads Markdown saved as UTF-8.",
  encoding: "is not UTF-8 text. Save it as UTF-8 and bring it again.",
  half: "holds half of a character. Save it as UTF-8 and bring it again.",
};
const BLANK = /^[\ufeff \t\r\n\f\v]*$/;
/** Of a hundred bytes, so many may be control characters: logs with colours and form feeds are text. */
const MOST_CONTROLS = 10;
const CONTROL = Uint8Array.from({ length: 256 }, (_, byte) => Number((byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27) || byte === 127));

/** @param {Uint8Array} bytes @returns {Reading} */
export function readText(bytes) {
  if (bytes.length === 0) return { why: WHY.empty };
  if (bytes.length > LARGEST) return { why: WHY.large };
  if (startsWith(bytes, 0xff, 0xfe)) return { why: WHY.utf16, ...copyOf(bytes, "UTF-16", "utf-16le") };
  if (startsWith(bytes, 0xfe, 0xff)) return { why: WHY.utf16, ...copyOf(bytes, "UTF-16", "utf-16be") };
  if (bytes.includes(0)) return { why: WHY.nul };
  if (tooManyControls(bytes)) return { why: WHY.controls };
  const text = decoded(bytes, "utf-8", { ignoreBOM: true });
  if (text === null) return { why: WHY.encoding, ...copyOf(bytes, "Latin-1", "windows-1252") };
  return BLANK.test(text) ? { why: WHY.blank } : { text };
}

/** Text that was typed or pasted. @param {string} text @returns {Reading} */
export const readTyped = (text) => (text.isWellFormed() ? readText(new TextEncoder().encode(text)) : { why: WHY.half });

/** @param {Uint8Array} bytes @param {string} of @param {string} encoding @returns {{copy?: {of: string, text: string}}} */
function copyOf(bytes, of, encoding) {
  const text = decoded(bytes, encoding);
  if (text === null || text.includes("\0") || !("text" in readTyped(text))) return {};
  return { copy: { of, text } };
}

/** @param {Uint8Array} bytes @param {string} encoding @param {TextDecoderOptions} [how] */
function decoded(bytes, encoding, how = {}) {
  try {
    return new TextDecoder(encoding, { fatal: true, ...how }).decode(bytes);
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
function tooManyControls(bytes) {
  let controls = 0;
  // By number and by table: 5 MB are looked at while the page waits.
  for (let at = 0; at < bytes.length; at++) controls += CONTROL[bytes[at] ?? 0] ?? 0;
  return controls * 100 > bytes.length * MOST_CONTROLS;
}

/** @param {Uint8Array} bytes @param {...number} start */
const startsWith = (bytes, ...start) => start.every((byte, at) => bytes[at] === byte);
