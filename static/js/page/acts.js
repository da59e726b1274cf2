// Acts the page does by itself, inside the gesture: copy, download, dialogs, theme. A table from data-act to function.

import { actor } from "./gestures.js";

/** @typedef {(element: HTMLElement, event: Event) => unknown} Act */

/** @param {Record<string, Act>} table */
export function listenForActs(table) {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest("[data-act]") : null;
    if (!(target instanceof HTMLElement) || target instanceof HTMLSelectElement || target instanceof HTMLFormElement) return;
    if (target instanceof HTMLInputElement && target.type !== "button") return;
    const act = target.dataset["act"] ?? "";
    // A document's own text may carry copy buttons (drawn by prose), nothing else.
    if (target.closest(".prose") && act !== "copy") return;
    table[act]?.(target, event);
  });
  document.addEventListener("change", (event) => {
    const target = actor(event.target, "input[data-act],select[data-act]");
    if (target) table[target.dataset["act"] ?? ""]?.(target, event);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset["act"] || form.closest(".prose")) return;
    event.preventDefault();
    table[form.dataset["act"]]?.(form, event);
  });
}

/** The text a copy button stands for: its own data, what stands in the box it names, or the code beside it. @param {HTMLElement} button */
export function copyText(button) {
  const box = document.getElementById(button.dataset["copyFrom"] ?? "");
  if (box instanceof HTMLTextAreaElement) return box.value;
  const own = button.dataset["copy"];
  if (own !== undefined) return own;
  const code = button.parentElement?.querySelector("code") ?? button.closest("figure,div")?.querySelector("code");
  return code?.textContent ?? "";
}

/** A page that is not served securely has no clipboard at all; then, too, the person is told. @param {string} text @returns {Promise<boolean>} */
export async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copy, and say when on the button itself. @param {HTMLElement} button @returns {Promise<boolean>} */
export async function copy(button) {
  const text = copyText(button);
  const done = await toClipboard(text);
  const label = button.querySelector("[data-slot=label]") ?? button;
  const before = button.dataset["label"] ?? label.textContent ?? "";
  button.dataset["label"] = before;
  label.textContent = done ? `Copied ${new Date().toLocaleTimeString()}` : "Copy refused: select the text";
  setTimeout(() => (label.textContent = before), 4000);
  return done;
}

/** @param {string} id @param {boolean} isShown */
export function toggle(id, isShown) {
  document.getElementById(id)?.toggleAttribute("hidden", !isShown);
}

/** @param {string} id @returns {HTMLDialogElement | null} */
export function dialog(id) {
  const found = document.getElementById(id);
  return found instanceof HTMLDialogElement ? found : null;
}

/** Open a dialog whose form becomes a command about one step (note, problem, skip), with the words begun for that step. @param {string} id @param {DOMStringMap} about @param {(key: string) => string} begun */
export function openForm(id, about, begun) {
  const box = dialog(id);
  const form = box?.querySelector("form");
  if (!box || !form) return;
  for (const key of ["stream", "over", "args"]) form.dataset[key] = about[key] ?? (key === "args" ? "{}" : "");
  const name = box.querySelector("[data-slot=step]");
  if (name) name.textContent = about["title"] ?? "";
  const field = form.querySelector("textarea,input[type=text]");
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
    const key = `${about["stream"]} ${id} ${about["args"] ?? ""}`;
    field.dataset["draft"] = key;
    field.value = begun(key);
  }
  box.showModal();
}
