// A scratch workspace: another database, filled with the sample, thrown away by leaving; nothing of it reaches the real log.

import { mint } from "../log/canonical.js";
import sample from "../../starter/api-latency-high.md";

const KEY = "sophie-workspace";
const PRACTICE = "sophie-practice";

/** The database this tab works on. */
export function workspace() {
  try {
    return sessionStorage.getItem(KEY) === PRACTICE ? PRACTICE : "sophie";
  } catch {
    // Site data is refused altogether: opening the log says so in a sentence.
    return "sophie";
  }
}

export function enterPractice() {
  sessionStorage.setItem(KEY, PRACTICE);
  location.hash = "#/library";
  location.reload();
}

/** Back to one's own data; the scratch database goes when its connections have closed. */
export function leavePractice() {
  sessionStorage.removeItem(KEY);
  for (const name of [PRACTICE, `${PRACTICE}-cache`]) indexedDB.deleteDatabase(name);
  // Else the next practice would be told that this one was lost.
  localStorage.removeItem(`${PRACTICE}.head`);
  location.hash = "#/now";
  location.reload();
}

/** Say where one is, from the first moment and whether Python starts or not. */
export function tellPractice() {
  const bar = document.getElementById("practice-bar");
  if (bar) bar.hidden = workspace() !== PRACTICE;
}

/** Bring the sample if it is not there yet. @param {import("./page.js").Page} page */
export async function practise(page) {
  if ((await page.parts.log.tail()).n > 0 || (await page.parts.log.count()) > 0) return;
  await page.perform({ name: "import-document", stream: `document/${mint()}`, over: [], args: { name: "api-latency-high.md", text: sample }, then: "open" });
}
