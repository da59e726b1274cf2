// A long text and a line in, the part of it that a text box can hold without making the hand wait out: whole sections where possible.

/** Characters in the box at most, about. */
export const MOST = 60_000;

/** @param {string} text */
export function countLines(text) {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

/** Where a line begins; the end of the text when there are fewer. @param {string} text @param {number} line from 1 */
export function startOf(text, line) {
  let at = 0;
  for (let n = 1; n < line; n++) {
    at = text.indexOf("\n", at) + 1;
    if (at === 0) return text.length;
  }
  return at;
}

/** @param {string} text @param {number} line @returns {{from: number, to: number}} */
export function partAt(text, line) {
  if (text.length <= MOST) return { from: 0, to: text.length };
  const at = startOf(text, line);
  const from = at <= MOST / 3 ? 0 : begin(text, at - MOST / 3, at);
  const to = from + MOST >= text.length ? text.length : begin(text, from + MOST * 0.8, from + MOST);
  return { from, to: Math.max(to, Math.min(at + 1, text.length)) };
}

/** The first section that begins between two places, else the first line, else the first place. @param {string} text @param {number} least @param {number} most */
function begin(text, least, most) {
  const place = Math.floor(least);
  const heading = text.indexOf("\n#", place);
  if (heading >= 0 && heading < most) return heading + 1;
  const line = text.indexOf("\n", place);
  return line >= 0 && line < most ? line + 1 : place;
}
