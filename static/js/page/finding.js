// Searching by hand and by keyboard: typing asks a moment later, arrows go through the answers, Enter opens, Escape returns.

import { place, route } from "./router.js";

/** Milliseconds after the last key: a word is rarely typed slower, an answer rarely waited for longer. */
const PAUSE = 80;

/** @typedef {import("./router.js").Router} Router */

const box = () => /** @type {HTMLInputElement | null} */ (document.querySelector("#screen input[data-search]"));
const hits = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#screen a[data-hit]")]);

/** The library's route with some of its query changed; what is empty is left out, and so is the length of the list. @param {Record<string, string>} changes */
export function refined(changes) {
  const [, before = ""] = route().split("?");
  const query = new URLSearchParams(before);
  query.delete("n");
  for (const [name, value] of Object.entries(changes)) value ? query.set(name, value.toWellFormed?.() ?? value) : query.delete(name);
  const after = query.toString();
  return after ? `#/library?${after}` : "#/library";
}

/** Every choice of the filters' form. @param {HTMLElement} select */
export function chosen(select) {
  const form = select.closest("form");
  const sort = (/** @type {[string, unknown]} */ [name, value]) => [name, name === "sort" && value === "title" ? "" : String(value)];
  return form ? Object.fromEntries([...new FormData(form)].map(sort)) : {};
}

/** The filters' names, each unset. */
export function unfiltered() {
  const selects = document.querySelectorAll("#lib-filter-form select:not([name=sort])");
  return Object.fromEntries([...selects].map((select) => [/** @type {HTMLSelectElement} */ (select).name, ""]));
}

/** The alert a person pasted, or "". */
export const pasted = () => /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#screen textarea[data-alert]"))?.value ?? "";

/** A text that came as a file is pasted for the person. @param {import("./page.js").Page} page @param {string} text */
export async function openAlert(page, text) {
  const { drafts, router } = page.parts;
  await drafts.keepNow("alert/paste", () => text);
  const field = document.querySelector("#screen textarea[data-alert]");
  if (!(field instanceof HTMLTextAreaElement)) return router.go("#/library/alert");
  field.value = text;
  void page.answer(text);
}

/** Go to the search box, from wherever one is. @param {Router} router */
export function toSearch(router) {
  const here = box();
  if (here) {
    here.focus();
    here.select();
  } else {
    router.wanted = "library-search";
    router.go("#/library");
  }
}

/** @param {Router} router @param {() => void} answer asks what helps against the alert */
export function listenForFinding(router, answer) {
  let timer = 0;
  const ask = () => {
    clearTimeout(timer);
    const next = refined({ q: box()?.value ?? "" });
    if (box() && next !== route()) router.refine(next);
  };
  document.addEventListener("input", (event) => {
    const isAlert = event.target instanceof HTMLTextAreaElement && event.target.matches("[data-alert]");
    if (!isAlert && event.target !== box()) return;
    clearTimeout(timer);
    timer = setTimeout(isAlert ? answer : ask, isAlert ? 3 * PAUSE : PAUSE);
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const act = acts[event.key];
    if (act?.(router, event.target, ask)) event.preventDefault();
  });
}

/** What a key does; true when it did. @type {Record<string, (router: Router, target: EventTarget | null, ask: () => void) => boolean>} */
const acts = {
  ArrowDown: (_router, target) => step(target, 1),
  ArrowUp: (_router, target) => step(target, -1),
  Enter: (router, target, ask) => {
    if (target !== box()) return false;
    ask();
    const first = hits()[0]?.getAttribute("href");
    if (first) router.go(first);
    return Boolean(first);
  },
  Escape: (_router, target) => {
    const input = box();
    if (input && hits().includes(/** @type {HTMLElement} */ (target))) {
      input.focus();
      return true;
    }
    return isOpenedFromSearch(target) ? (history.back(), true) : false;
  },
};

/** From the box into the answers, through them, and back into the box. @param {EventTarget | null} target @param {number} by */
function step(target, by) {
  const all = hits();
  const at = target === box() ? -1 : all.indexOf(/** @type {HTMLElement} */ (target));
  if (all.length === 0 || (at < 0 && (target !== box() || by < 0))) return false;
  const next = at + by < 0 ? box() : all[Math.min(at + by, all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return true;
}

/** A section that an answer led to, with nothing being typed in it. @param {EventTarget | null} target */
function isOpenedFromSearch(target) {
  const isTyping = target instanceof HTMLElement && target.matches("input,textarea,select");
  return !isTyping && place(route()) !== "#/library" && new URLSearchParams(route().split("?")[1]).has("at") && history.length > 1;
}
