// A body's text in, what it calls its stream out: a run's title, a text's first heading, a file's or a person's name (app/records/contents.py does the same).

const HEADING = /^#{1,6}[ \t]+(.+)$/m;
const LONGEST = 120;

/** @param {string | null} body @returns {string} "" when it says nothing */
export function titleOf(body) {
  const told = parsed(body);
  for (const key of ["title", "text", "name"]) {
    const value = told?.[key];
    const title = typeof value === "string" ? plain(key === "text" ? headingOf(value) : value) : "";
    if (title) return title;
  }
  return "";
}

/** Its closing marks are taken off by hand: a pattern for them takes minutes on a line of spaces. @param {string} text */
function headingOf(text) {
  const line = HEADING.exec(text)?.[1] ?? "";
  let end = line.length;
  while (end > 1 && line[end - 1] === "#") end--;
  while (end > 1 && (line[end - 1] === " " || line[end - 1] === "\t")) end--;
  return line.slice(0, end);
}

/** @param {string | null} body @returns {any} */
function parsed(body) {
  try {
    return body === null ? null : JSON.parse(body);
  } catch {
    return null;
  }
}

/** On one line and without control characters: titles come from anybody. @param {string} text */
export const plain = (text) => [...text.replace(/[\p{C}\s]+/gu, " ").trim()].slice(0, LONGEST).join("");
