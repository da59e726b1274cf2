// A text in, the same text without what looks like a secret out: before the inbox, before a draft, before an attachment is stored.
// The table is app/records/secrets.json and app/records/secrets.py reads it too; tests/vectors/secrets.json holds both to the same.

import table from "../../../app/records/secrets.json" with { type: "json" };

/**
 * @typedef {{name: string, hints: string[], pattern: RegExp, fold?: boolean, word?: boolean, named?: boolean, sure?: boolean, loose?: boolean}} Rule see "about" in the table
 * @typedef {{text: string, found: string[]}} Masked `found` names each kind once: "a GitHub token"
 * @typedef {{value: any, found: string[]}} MaskedValue
 */

/** @type {Rule[]} */
const RULES = table.rules.map((row) => ({ ...row, pattern: new RegExp(row.pattern, row.fold ? "dgi" : "dg") }));
const BLANK = new RegExp(table.blank);
const PLAIN = new RegExp(table.plain, "i");
const NAMED = new RegExp(table.named, "i");
const IN_TABLES = { ...table.tables, pattern: new RegExp(table.tables.pattern, "i"), word: true, named: true, loose: true };
// The line below a table's head: `| --- | :-: |`.
const DASHES = /^[ \t>]*[|:-][ \t|:-]*\r?$/gm;
const EDGES = /^[ \t\r>`*_"']+|[ \t\r>`*_"']+$/g;
const ENDS_LINE = /[ \t.,;!"'`)*_]*(?:[\r\n]|$)/y;
const LETTERS = /^[A-Za-z]+$/;
const LEAST_LOOSE = 6;

/** Masking a masked text changes nothing. @param {string} text @returns {Masked} */
export function mask(text) {
  const spans = [...candidates(text)].sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {string[]} */
  const found = [];
  let masked = "";
  let at = 0;
  for (const one of spans) {
    if (one.start < at || !isSecret(one, text)) continue;
    masked += `${text.slice(at, one.start)}[masked: ${one.rule.name}]`;
    at = one.end;
    found.push(one.rule.name);
  }
  return { text: masked + text.slice(at), found: [...new Set(found)] };
}

/** The same for every text in a value made of JSON; an answer whose name says that it is secret is emptied. @param {any} value @returns {MaskedValue} */
export function maskAll(value) {
  if (typeof value === "string") {
    const { text, found } = mask(value);
    return { value: text, found };
  }
  if (Array.isArray(value)) return gathered(value.map(maskAll), (values) => values);
  if (!(value instanceof Object)) return { value, found: [] };
  const names = Object.keys(value);
  return gathered(names.map((name) => answer(name, value[name])), (values) => Object.fromEntries(names.map((name, at) => [name, values[at]])));
}

/** Whether a blank of this name asks for a secret: "[DB password]". @param {string} name */
export const isSecretName = (name) => NAMED.test(name);

/** @param {string} name @param {any} value @returns {MaskedValue} */
function answer(name, value) {
  const asked = typeof value === "string" && value.trim() !== "" && isSecretName(name) && !BLANK.test(value.trim());
  return asked ? { value: "", found: [`the value of ${name}`] } : maskAll(value);
}

/** @param {MaskedValue[]} parts @param {(values: any[]) => any} build @returns {MaskedValue} */
const gathered = (parts, build) => ({ value: build(parts.map(({ value }) => value)), found: [...new Set(parts.flatMap(({ found }) => found))] });

/** @param {string} text */
function* candidates(text) {
  const low = text.toLowerCase();
  for (const rule of RULES) {
    if (!rule.hints.some((hint) => (rule.fold ? low : text).includes(hint))) continue;
    for (const found of text.matchAll(rule.pattern)) {
      const group = found.findIndex((part, at) => at > 0 && part !== undefined);
      const [start = 0, end = 0] = found.indices?.[group] ?? [];
      yield { rule, start, end, word: found[group] ?? "", before: text.slice(found.index, start) };
    }
  }
  if (text.includes("|") && IN_TABLES.hints.some((hint) => low.includes(hint))) yield* inTables(text);
}

/** The words in the columns of a Markdown table whose head names a secret. @param {string} text */
function* inTables(text) {
  let seen = 1; // a line of dashes among the rows of a table is one of them
  for (const dashes of text.matchAll(DASHES)) {
    if (!dashes[0].includes("|") || !dashes[0].includes("-") || dashes.index < seen) continue;
    const head = cells(text, text.lastIndexOf("\n", dashes.index - 2) + 1, dashes.index - 1);
    const columns = [...head.entries()].filter(([, { word }]) => IN_TABLES.pattern.test(word));
    let at = dashes.index + dashes[0].length + 1;
    while (columns.length && at < text.length) {
      const next = text.indexOf("\n", at);
      const end = next < 0 ? text.length : next;
      const row = cells(text, at, end);
      if (row.length < 2) break;
      for (const [n, { word: before }] of columns) {
        const { start = 0, word = "" } = row[n] ?? {};
        if (word.length >= LEAST_LOOSE && !/[ \t]/.test(word)) yield { rule: IN_TABLES, start, end: start + word.length, word, before };
      }
      seen = at = end + 1;
    }
  }
}

/** The words between the bars of a line. @param {string} text @param {number} start @param {number} end */
function cells(text, start, end) {
  let at = start;
  return text.slice(start, end).split("|").map((piece) => {
    const cell = { start: at + piece.length - piece.replace(/^[ \t\r>`*_"']+/, "").length, word: piece.replace(EDGES, "") };
    at += piece.length + 1;
    return cell;
  });
}

/** @param {{rule: Rule, start: number, end: number, word: string, before: string}} one @param {string} text */
function isSecret({ rule, end, word, before }, text) {
  if (!rule.word) return !word.startsWith("[masked");
  if (BLANK.test(word) || PLAIN.test(word)) return false;
  if (!rule.named || rule.sure || before.includes("=") || /["']$/.test(before)) return true;
  ENDS_LINE.lastIndex = end;
  if (!rule.loose && ENDS_LINE.test(text)) return true;
  return word.length >= LEAST_LOOSE && !LETTERS.test(word);
}
