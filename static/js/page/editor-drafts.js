// The drafts of documents: one for each document and tab, found again by whoever edits the document next, told on other screens.

import { toggle } from "./acts.js";
import { liveTabs } from "./supervisor.js";

/**
 * @typedef {import("./drafts.js").Drafts} Drafts
 * @typedef {{text: string, over: string, at: number}} Draft `over`: the revision that editing began from, "" for a new document
 */

const PREFIX = "edit/";

/** @param {string} id @param {string} tab */
export const keyOf = (id, tab) => `${PREFIX}${id}/${tab}`;

/** The tab a key belongs to. @param {string} key */
const tabOf = (key) => key.split("/")[2] ?? "";

/** @param {Drafts} drafts @param {string} id */
const rowsOf = async (drafts, id) => (await drafts.store.all()).filter(({ key }) => key.startsWith(`${PREFIX}${id}/`));

/** This tab's draft, or the latest one left by a tab that is gone, which becomes this tab's. @param {Drafts} drafts @param {string} id @param {string} key @returns {Promise<Draft | null>} */
export async function takeDraft(drafts, id, key) {
  const rows = await rowsOf(drafts, id);
  const alive = await liveTabs();
  const left = rows.filter((row) => alive !== null && !alive.has(tabOf(row.key))).sort((a, b) => b.at - a.at);
  const found = rows.find((row) => row.key === key) ?? left[0];
  if (!found) return null;
  if (found.key !== key) {
    await drafts.keepNow(key, () => found.text);
    await drafts.drop(found.key);
  }
  return { ...read(found.text), at: found.at };
}

/** Does another tab, alive or not, hold a draft of this document? @param {Drafts} drafts @param {string} id @param {string} key */
export const hasOthers = async (drafts, id, key) => (await rowsOf(drafts, id)).some((row) => row.key !== key);

/** A document that is only a draft yet. @param {Drafts} drafts @param {string} key @param {string} text */
export const beginDraft = (drafts, key, text) => drafts.keepNow(key, () => JSON.stringify({ text, over: "" }));

/** Drafts are the page's: it says where there are some. @param {Map<string, string>} texts @param {string} path */
export function tellDrafts(texts, path) {
  const found = new Map([...texts].filter(([key, text]) => key.startsWith(PREFIX) && text).map(([key, text]) => [key.split("/")[1] ?? "", text]));
  const id = /^#\/library\/([a-z2-7]{16})(?:\?|$)/.exec(path)?.[1];
  toggle("doc-draft", id !== undefined && found.has(id));
  toggle("open-drafts-part", found.size > 0);
  document.getElementById("open-drafts")?.replaceChildren(...[...found].map(([document_, text]) => entry(document_, titleOf(read(text).text))));
}

/** @param {string} text @returns {{text: string, over: string}} */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { text, over: "" };
  }
}

/** @param {string} id @param {string} title */
function entry(id, title) {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("a"), { href: `#/library/${id}/edit`, textContent: title, dir: "auto" }));
  return item;
}

/** @param {string} text */
const titleOf = (text) => /^#{1,6}[ \t]+(.+)$/m.exec(text)?.[1]?.trim() ?? "Untitled";
