// Names of files in, what may be done with them out: which of an archive's paths are text, which are unsafe, and names that any disk takes.

const DEEPEST = 32;
const LONGEST = 255;
const LONGEST_PART = 120;
const ENDING = /\.(md|markdown|mdown|mkd|txt|text)$/i;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f]/;
// eslint-disable-next-line no-control-regex -- and what is taken out
const NOT_IN_NAMES = /[\u0000-\u001f\u007f<>:"|?*\\]/g;

/** @param {string} path */
export const isMarkdown = (path) => ENDING.test(path);

/** @param {string} path */
export const isArchive = (path) => /\.(zip|jar|7z|rar|tar|t?gz|bz2|xz|zst)$/i.test(path);

/** Why this path of an archive's entry may not name a document; null when it may. @param {string} path @returns {string | null} */
export function whyUnsafe(path) {
  const parts = path.split(/[/\\]/);
  if (/^([/\\]|[A-Za-z]:)/.test(path)) return "names a place on a disk, from its root. Pack it again with names that begin at the folder.";
  if (parts.includes("..")) return "names a place outside of its archive (“..”). Pack it again from within its folder.";
  if (CONTROLS.test(path)) return "has control characters in its name. Rename it and pack it again.";
  if (parts.length > DEEPEST) return `is more than ${DEEPEST} folders deep. Move it up and pack it again.`;
  return path.length > LONGEST ? `has a name of more than ${LONGEST} characters. Shorten it and pack it again.` : null;
}

/** For each wished name one that every disk takes, all of them distinct, also where case does not count. @param {string[]} wishes @returns {string[]} */
export function distinct(wishes) {
  /** Names given so far, and the folders they need. @type {Set<string>} */
  const taken = new Set();
  /** @type {Set<string>} */
  const folders = new Set(wishes.flatMap((wish) => above(safe(wish))).map(folded));
  return wishes.map((wish) => {
    const name = safe(wish);
    let found = name;
    for (let again = 2; taken.has(folded(found)) || folders.has(folded(found)); again++) found = name.replace(/(\.[^./]+)$/, ` (${again})$1`);
    taken.add(folded(found));
    return found;
  });
}

/** @param {string} name */
function safe(name) {
  const parts = name.replaceAll("\\", "/").split("/").filter((part) => part !== "" && part !== ".").map(safePart);
  const whole = parts.slice(-DEEPEST).join("/") || "document";
  return isMarkdown(whole) ? whole : `${whole}.md`;
}

/** @param {string} part */
function safePart(part) {
  const clean = part.toWellFormed().replace(NOT_IN_NAMES, "_").replace(/[. ]+$/, "") || "_";
  const free = RESERVED.test(clean) ? `_${clean}` : clean;
  const [ending = ""] = ENDING.exec(free) ?? [];
  return free.length > LONGEST_PART ? free.slice(0, LONGEST_PART - ending.length).toWellFormed().replace(/[. \ufffd]+$/, "") + ending : free;
}

/** @param {string} name */
const folded = (name) => name.normalize("NFC").toLowerCase();

/** The folders a name needs. @param {string} name */
const above = (name) => name.split("/").slice(0, -1).map((_, n, parts) => parts.slice(0, n + 1).join("/"));
