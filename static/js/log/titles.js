// A body's text in, what it calls its stream out: a run's title, a text's first heading, a file's or a person's name (app/records/contents.py does the same).

const HEADING = /^#{1,6}[ \t]+(.+?)[ \t]*#*$/m;
const LONGEST = 120;

/** @param {string | null} body @returns {string} "" when it says nothing */
export function titleOf(body) {
  const told = parsed(body);
  for (const key of ["title", "text", "name"]) {
    const value = told?.[key];
    const title = typeof value === "string" ? plain(key === "text" ? HEADING.exec(value)?.[1] ?? "" : value) : "";
    if (title) return title;
  }
  return "";
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
