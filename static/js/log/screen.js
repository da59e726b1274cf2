// Text from outside in, a sentence out when it could harm the engine by its size or its depth; it parses nothing.

export const LONGEST_TEXT = 16 * 1024 * 1024;
export const DEEPEST = 32;
const QUOTE = 34;
const BACKSLASH = 92;

/** Why a body must not enter the log; null when it may. @param {string} text @returns {string | null} */
export function screenBody(text) {
  if (typeof text !== "string") return "It is not text.";
  if (text.length > LONGEST_TEXT) return `It is ${text.length.toLocaleString("en")} characters long; at most ${LONGEST_TEXT.toLocaleString("en")} are taken.`;
  if (!text.isWellFormed()) return "It holds half of a character.";
  return isTooDeep(text) ? `It is nested more than ${DEEPEST} levels deep.` : null;
}

/** Whether brackets outside strings nest too deep. A file of 100,000 "[" ends any Python in a browser. @param {string} text @param {number} [deepest] */
export function isTooDeep(text, deepest = DEEPEST) {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at + 1);
    else if (code === 91 || code === 123) depth++;
    else if (code === 93 || code === 125) depth--;
    if (depth > deepest) return true;
  }
  return false;
}

/** @param {string} text @param {number} from just behind the opening quote */
function endOfString(text, from) {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
