// What a person can go to or do, and the words they typed, in; the entries that fit best out. Nothing here touches the page's state.

/**
 * @typedef {"act" | "step" | "run" | "start" | "document" | "screen" | "search"} Kind
 * @typedef {{kind: Kind, text: string, hint: string, route?: string, press?: () => void}} Entry
 * @typedef {{documents: {id: string, title: string, parts: string[]}[], runs: {id: string, title: string, subject: string, open: boolean, number: number}[]}} Places
 */

const MOST = 40;

/** @type {[string, string, string][]} */
const SCREENS = [
  ["Now", "#/now", "what needs me"],
  ["Library", "#/library", "documents, search"],
  ["Runs", "#/runs", "in progress, finished"],
  ["Schedule", "#/schedule", "today, week, month"],
  ["Incidents", "#/incidents", ""],
  ["Metrics", "#/metrics", ""],
  ["Snapshots", "#/snapshots", "backup"],
  ["Storage", "#/snapshots/storage", "space, copies, checks"],
  ["Settings", "#/settings", "theme, keys, people"],
  ["Help", "#/help", ""],
  ["Import Markdown", "#/import", "files, paste"],
  ["Write a document", "#/library/new", "from a template, empty"],
  ["Paste an alert", "#/library/alert", "find the runbook"],
  ["Plan a schedule", "#/schedule/new", ""],
];

/** Where the order of the kinds is all that tells entries apart. @type {Kind[]} */
const ORDER = ["act", "step", "run", "start", "document", "screen", "search"];

/** @returns {Entry[]} */
export const screens = () => SCREENS.map(([text, route, hint]) => ({ kind: "screen", text, hint, route }));

/** @param {Places} places @returns {Entry[]} */
export function jumps({ documents, runs }) {
  /** @type {Entry[]} */
  const found = [];
  for (const run of runs) {
    const about = run.open ? (run.number ? `at step ${run.number}` : "open") : "finished";
    found.push({ kind: "run", text: run.title, hint: [run.subject, about].filter(Boolean).join(", "), route: `#/runs/${run.id}` });
  }
  for (const { id, title, parts } of documents) {
    found.push({ kind: "document", text: title, hint: "", route: `#/library/${id}` });
    found.push({ kind: "start", text: `Start run: ${title}`, hint: "the whole document", route: `#/library/${id}/start` });
    for (const part of parts) found.push({ kind: "start", text: `Start run: ${part}`, hint: title, route: `#/library/${id}/start?procedure=${encodeURIComponent(part)}` });
  }
  return found;
}

/** Small letters without accents. @param {string} text */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** How far an entry is from what was typed, 0 the nearest; null when it does not fit. Every word must be there. @param {Entry} entry @param {string[]} words */
function distance(entry, words) {
  const text = plain(entry.text);
  const hint = plain(entry.hint);
  let far = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at === 0) continue;
    if (at > 0 && /[^\p{L}\p{N}]/u.test(text[at - 1] ?? "")) far += 1;
    else if (at > 0) far += 3;
    else if (hint.includes(word)) far += 4;
    else return null;
  }
  return far;
}

/** Nothing typed: what can be done here, what is open, and the screens. @param {Entry[]} entries @param {string} typed @returns {Entry[]} */
export function matching(entries, typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const known = new Map(ORDER.map((kind, at) => [kind, at]));
  const rank = (/** @type {Entry} */ entry) => known.get(entry.kind) ?? 0;
  if (words.length === 0) return entries.filter(({ kind, hint }) => kind !== "document" && kind !== "start" && kind !== "step" && hint !== "finished").sort((one, other) => rank(one) - rank(other)).slice(0, MOST);
  const found = entries.flatMap((entry, at) => {
    const far = distance(entry, words);
    return far === null ? [] : [{ entry, far, at }];
  });
  found.sort((one, other) => one.far - other.far || rank(one.entry) - rank(other.entry) || one.at - other.at);
  const search = typed.trim().slice(0, 200);
  return [...found.slice(0, MOST).map(({ entry }) => entry), { kind: "search", text: `Search the library for “${search}”`, hint: "", route: `#/library?q=${encodeURIComponent(search.toWellFormed?.() ?? search)}` }];
}

/** The words of a button or a link, as a person reads them. @param {Element} element */
const said = (element) => (element.getAttribute("aria-label") ?? element.textContent ?? "").replace(/\s+/g, " ").trim();

/** What the screen's own buttons do, each name once, and the steps that one can go to. @param {ParentNode} root @returns {Entry[]} */
export function onScreen(root) {
  /** @type {Map<string, Entry>} */
  const found = new Map();
  const buttons = [...root.querySelectorAll("button:enabled[data-command],button:enabled[data-act],button.primary:enabled")];
  // What is nearest to the thumb is nearest here too.
  const isMain = (/** @type {Element} */ button) => button.closest(".action-bar") !== null;
  for (const button of [...buttons.filter(isMain), ...buttons.filter((one) => !isMain(one))]) {
    if (!(button instanceof HTMLElement) || button.closest(".prose,.phase-line,[hidden],details:not([open]),.step:not([aria-current])") || !button.offsetParent) continue;
    // Of a form only what sends it: its small helpers mean nothing alone.
    if (button.closest("form") && !button.matches(".primary")) continue;
    const text = said(button);
    if (text && text.length < 200 && !found.has(text)) found.set(text, { kind: "act", text, hint: "", press: () => (button.focus(), button.click()) });
  }
  const steps = root.querySelector("select[data-act=go-to-step]");
  if (!(steps instanceof HTMLSelectElement)) return [...found.values()];
  const options = [...steps.options].filter(({ value }) => value);
  const go = (/** @type {string} */ value) => {
    steps.value = value;
    steps.dispatchEvent(new Event("change", { bubbles: true }));
  };
  return [...found.values(), ...options.map((option) => /** @type {Entry} */ ({ kind: "step", text: `Step ${option.textContent?.trim()}`, hint: "", press: () => go(option.value) }))];
}
