// A scratch workspace: another database, filled with the sample, thrown away by leaving; nothing of it reaches the real log.

import { mint } from "../log/canonical.js";
import sample from "../../starter/api-latency-high.md";

const KEY = "sophie-workspace";
const PRACTICE = "sophie-practice";

/** The database this tab works on. */
export const workspace = () => (sessionStorage.getItem(KEY) === PRACTICE ? PRACTICE : "sophie");

export function enterPractice() {
  sessionStorage.setItem(KEY, PRACTICE);
  location.hash = "#/library";
  location.reload();
}

/** Back to one's own data; the scratch database goes when its connections have closed. */
export function leavePractice() {
  sessionStorage.removeItem(KEY);
  for (const name of [PRACTICE, `${PRACTICE}-cache`]) indexedDB.deleteDatabase(name);
  location.hash = "#/now";
  location.reload();
}

/** Say where one is, and bring the sample if it is not there yet. @param {import("./page.js").Page} page */
export async function practise(page) {
  const bar = document.getElementById("practice-bar");
  if (bar) bar.hidden = false;
  if ((await page.parts.log.tail()).n > 0 || (await page.parts.log.count()) > 0) return;
  await page.perform({ name: "import-document", stream: `document/${mint()}`, over: [], args: { name: "api-latency-high.md", text: sample }, then: "open" });
}
