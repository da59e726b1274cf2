// A file that is about to leave in, what looks like a secret in it out: every way out asks by the same rules, in the same words.

import { mask, maskAll } from "../log/secrets.js";
import { count, element, isTicked, paragraph, tickbox } from "./elements.js";

/** @typedef {{type: string, text: string}} Leaving type: "text/csv" */

/** What a web page holds that nobody reads: styles, pictures in it, the marks around its words. */
const UNREAD = /<style[^>]*>[^<]*<\/style>|data:image\/[^"']*/g;
const MARKS = /<[^>]*>/g;
/** @type {Record<string, string>} */
const SIGNS = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#34;": '"', "&#39;": "'", "&amp;": "&", "&#8203;": "" };
const SIGN = new RegExp(Object.keys(SIGNS).join("|"), "g");

/** Each kind once: "a GitHub token". A form's own way of writing hides nothing: quotes are taken away as its readers do. @param {Leaving} file @returns {string[]} */
export function secretsIn({ type, text }) {
  if (type === "application/json") return maskAll(JSON.parse(text)).found;
  if (type === "application/x-ndjson") return once(text.split("\n").filter(Boolean).flatMap((line) => maskAll(JSON.parse(line)).found));
  return once(readings(type, text).flatMap((one) => mask(one).found));
}

/** @param {string} type @param {string} text */
function readings(type, text) {
  const spoken = (/** @type {string} */ one) => one.replace(SIGN, (sign) => SIGNS[sign] ?? sign);
  if (type === "text/csv") return [text.replaceAll('""', '"')];
  if (type === "text/calendar") return [unfolded(text)];
  if (type !== "text/html") return [text, spoken(text)];
  const read = text.replace(UNREAD, "");
  return [spoken(read), spoken(read.replace(MARKS, ""))];
}

/** A calendar cuts long lines at any place, and puts a mark before commas and line ends. @param {string} text */
const unfolded = (text) => text.replace(/\r?\n[ \t]/g, "").replace(/\\([\\;,nN])/g, (_, sign) => (sign.toLowerCase() === "n" ? "\n" : sign));

/** What was found, and the one way past it. @param {string} id of the tick @param {string[]} secrets @param {boolean} [ticked] */
export function warning(id, secrets, ticked = false) {
  const list = element("ul", {}, ...secrets.map((kind) => element("li", { textContent: kind })));
  return element("div", { className: "notice is-warn" }, element("div", {}, element("p", {}, element("b", { textContent: `${count(secrets.length, "kind")} of secret in it` })), list, tickbox(id, "I have looked: it may go out with it", ticked)));
}

/** @param {string[]} secrets */
export const refusal = (secrets) => `Nothing was made: there is what looks like ${secrets.join(", ")} in it. Take it out, or tick above that it may go out.`;

/** Secrets are named first, and go out only when somebody says so. @param {string[]} secrets @param {HTMLElement | null} box says what to do @returns {boolean} */
export function mayLeave(secrets, box) {
  if (!box || !secrets.length) return true;
  const id = `${box.id}-anyway`;
  // What was agreed to was that list, not a longer one.
  if (isTicked(id) && box.dataset["secrets"] === secrets.join()) return true;
  box.dataset["secrets"] = secrets.join();
  box.replaceChildren(warning(id, secrets), paragraph(refusal(secrets)));
  document.getElementById(id)?.focus();
  return false;
}

/** The box with a new answer; the tick that let it out stays. @param {HTMLElement | null} box @param {Node[]} parts */
export function answered(box, ...parts) {
  const tick = isTicked(`${box?.id}-anyway`) ? [warning(`${box?.id}-anyway`, (box?.dataset["secrets"] ?? "").split(","), true)] : [];
  box?.replaceChildren(...tick, ...parts);
}

/** @param {string[]} kinds */
const once = (kinds) => [...new Set(kinds)];
