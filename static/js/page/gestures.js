// What people press becomes commands: one listener per DOM event, acts read from data- attributes.

import { mint } from "../log/canonical.js";
import { today } from "./days.js";

/** @typedef {{name: string, stream: string, over: string[], args: Record<string, any>, then: string, at?: number, mint?: string}} Wish `at`: when it was done, if not now (ms); `mint`: the kind of the new stream, if it makes one */

/** @param {DOMStringMap} data @returns {Wish} */
function wish(data) {
  const stream = data["mint"] ? `${data["mint"]}/${mint()}` : data["stream"] ?? "";
  return {
    name: data["command"] ?? "",
    stream,
    over: (data["over"] ?? "").split(" ").filter(Boolean),
    args: JSON.parse(data["args"] ?? "{}"),
    then: data["then"] ?? "",
    mint: data["mint"] ?? "",
  };
}

/** The element that carries the act, never one inside a document's own text. @param {EventTarget | null} target @param {string} selector @returns {HTMLElement | null} */
export function actor(target, selector) {
  const found = target instanceof Element ? target.closest(selector) : null;
  return found instanceof HTMLElement && !found.closest(".prose") ? found : null;
}

/** Named inputs of a form as arguments: a name with a dot nests ("fields.[Host]"); a dated form tells the day. @param {HTMLFormElement} form */
function formArgs(form) {
  /** @type {Record<string, any>} */
  const args = form.dataset["dated"] === undefined ? {} : { date: today() };
  for (const [name, value] of new FormData(form)) {
    const [outer = "", inner] = [name.split(".")[0], name.includes(".") ? name.slice(name.indexOf(".") + 1) : undefined];
    if (inner === undefined) args[outer] = value;
    // Two blanks of one name are one answer: the one that was given.
    else args[outer] = { ...args[outer], [inner]: value || (args[outer]?.[inner] ?? "") };
  }
  return args;
}

/** @param {(wish: Wish, element: HTMLElement) => void} act @param {AbortSignal} [signal] */
export function listenForCommands(act, signal) {
  document.addEventListener("change", (event) => {
    const box = actor(event.target, "input[type=checkbox][data-command]");
    if (!(box instanceof HTMLInputElement)) return;
    const wanted = wish(box.dataset);
    act({ ...wanted, args: { ...wanted.args, done: box.checked } }, box);
  }, { signal });
  document.addEventListener("click", (event) => {
    const button = actor(event.target, "button[data-command]");
    if (button && !(button instanceof HTMLButtonElement && button.type === "submit" && button.form)) act(wish(button.dataset), button);
  }, { signal });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset["command"] || form.closest(".prose")) return;
    const wanted = wish(form.dataset);
    act({ ...wanted, args: { ...wanted.args, ...formArgs(form) } }, form);
  }, { signal });
}
