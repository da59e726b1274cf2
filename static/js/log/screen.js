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

/** Why a body from elsewhere must not enter the log; null when it may. Readers differ on such JSON, so no one may rely on it. @param {string} text @returns {string | null} */
export const screenForeign = (text) => screenBody(text) ?? oddity(text);

/** A key that comes twice in one object, or a number that not every reader reads alike. What is no JSON at all stays opaque and harmless. @param {string} text @returns {string | null} */
function oddity(text) {
  try {
    JSON.parse(text);
  } catch {
    return /[:[,]\s*(?:-?Infinity|NaN)\b/.test(text) ? "It holds a number that JSON does not have." : null;
  }
  /** The keys of each open object, null for a list. @type {(Set<string> | null)[]} */
  const open = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at + 1) + 1;
      COLON.lastIndex = end;
      if (COLON.test(text)) {
        const key = JSON.parse(text.slice(at, end));
        const keys = open.at(-1);
        if (keys?.has(key)) return "It holds a key twice.";
        keys?.add(key);
      }
      at = end;
    } else if (code === 45 || (code >= 48 && code <= 57)) {
      TOKEN.lastIndex = at;
      const number = TOKEN.exec(text)?.[0] ?? " ";
      const isWhole = /^-?\d+$/.test(number);
      if (isWhole ? !Number.isSafeInteger(Number(number)) : !Number.isFinite(Number(number))) return "It holds a number that is too large.";
      at += number.length;
    } else {
      if (code === 123) open.push(new Set());
      else if (code === 91) open.push(null);
      else if (code === 93 || code === 125) open.pop();
      at++;
    }
  }
  return null;
}

const TOKEN = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const COLON = /\s*:/y;

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
