// JSON of another program in, what it is out: a playbook becomes a document, an alert is looked up; the rest gets a sentence.

import { isTooDeep } from "../log/screen.js";
import { readText } from "./intake.js";

/** @typedef {{text: string} | {alert: string} | {why: string, copy?: {of: string, text: string}}} Foreign */

const OTHER = "is JSON, but nothing that Sophie reads. Bring Markdown, a Sophie snapshot, a Mattermost playbook, or an alert from Alertmanager or Grafana.";
const DEEP = "is JSON nested deeper than 32 levels. Nothing that Sophie reads is written so.";
const CUT = "is no whole JSON: it was cut or changed. Save it again.";
/** The engine reads so much of an alert, and says so when there is more. */
const MOST_OF_AN_ALERT = 200_001;

/** @param {File} file @returns {Promise<Foreign>} */
export async function readForeign(file) {
  const read = readText(new Uint8Array(await file.arrayBuffer()));
  return "text" in read ? sortForeign(read.text) : read;
}

/** @param {string} text @returns {Foreign} */
export function sortForeign(text) {
  const source = text.replace(/^\ufeff/, "");
  if (isTooDeep(source)) return { why: DEEP };
  const found = parsed(source);
  if (found === undefined) return { why: CUT };
  if (Array.isArray(found?.checklists)) return { text };
  return isAlert(found) ? { alert: source.slice(0, MOST_OF_AN_ALERT) } : { why: OTHER };
}

/** Pasted text that is such JSON; null for Markdown, which may begin with a brace too. @param {string} text @returns {Foreign | null} */
export function sortPasted(text) {
  if (!/^\ufeff?\s*[{[]/.test(text) || isTooDeep(text) || parsed(text.replace(/^\ufeff/, "")) === undefined) return null;
  const found = sortForeign(text);
  return "why" in found ? null : found;
}

/** A webhook's body (`alerts`), one alert of it (`labels`), or a list of alerts, as amtool prints it. @param {any} found */
function isAlert(found) {
  const listed = Array.isArray(found) ? found : Array.isArray(found?.alerts) ? found.alerts : [found];
  return listed.length > 0 && listed.every((/** @type {any} */ one) => one?.labels instanceof Object && !Array.isArray(one.labels));
}

/** @param {string} text @returns {any} undefined when it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
