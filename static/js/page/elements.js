// A name, properties and children in, an element out: what the page draws by itself, without the engine.

/** @param {string} name @param {Record<string, any>} [properties] `data` goes to data- attributes @param {(Node | string)[]} children @returns {HTMLElement} */
export function element(name, { data = {}, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  Object.assign(made.dataset, data);
  made.append(...children);
  return made;
}

/** @param {string} label @param {string} act @param {Record<string, string>} [data] @param {string} [className] */
export const button = (label, act, data = {}, className = "") => element("button", { type: "button", className, textContent: label, data: { act, ...data } });

/** A labelled box to tick. @param {string} id @param {string} label @param {boolean} [checked] */
export const tickbox = (id, label, checked = false) => element("label", { className: "switch" }, element("input", { type: "checkbox", id, checked }), element("span", { textContent: label }));

/** @param {string} text */
export const paragraph = (text, className = "") => element("p", { textContent: text, className });

/** @param {number | string} at ms or ISO */
export function time(at) {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return element("span", { textContent: "an unknown time" });
  return element("time", { dateTime: moment.toISOString(), textContent: moment.toLocaleString() });
}

/** @param {number} n @param {string} noun */
export const count = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

/** @param {number} bytes */
export const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`);

/** How long ago, in the largest unit that says enough. @param {number} ms */
export function age(ms) {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${count(minutes, "minute")} ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${count(hours, "hour")} ago` : `${count(Math.floor(hours / 24), "day")} ago`;
}

/** Whether a box is ticked; false when it is not there. @param {string} id */
export const isTicked = (id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id))?.checked ?? false;

/** @param {string} id */
export const valueOf = (id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id))?.value ?? "";
