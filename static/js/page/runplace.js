// The place in a run: the current step stays where the eye is, a long run opens at it, and focus never falls into nothing.

/** Height that the sticky bars take at the top, in pixels. */
const TOP = 80;

const current = () => document.querySelector("#screen [aria-current=step]");

/** Where the current step is on screen, or null when none is in view. @returns {{id: string, top: number} | null} */
export function placeOfCurrent() {
  const step = current();
  if (!step) return null;
  const { top, bottom } = step.getBoundingClientRect();
  return bottom > TOP && top < innerHeight ? { id: step.id, top } : null;
}

/** After a tick: the next current step comes to where the one before it was. @param {{id: string, top: number} | null} before */
export function keepPlace(before) {
  const step = before && current();
  if (!before || !step || step.id === before.id) return;
  // Within the same frame: nobody sees it move.
  requestAnimationFrame(() => {
    const by = step.getBoundingClientRect().top - Math.max(before.top, TOP);
    if (Math.abs(by) > 1) scrollBy({ top: by, behavior: "instant" });
  });
}

/** Arriving at a run whose current step is out of sight shows it. @param {boolean} isBack the reader was here before and has a place of their own */
export function showCurrent(isBack) {
  const step = current();
  if (!step || isBack) return;
  const { top, bottom } = step.getBoundingClientRect();
  const bar = document.getElementById("run-actions")?.offsetHeight ?? 0;
  if (top < TOP || Math.min(bottom, top + 200) > innerHeight - bar) step.scrollIntoView({ block: "start", behavior: "instant" });
}

/** The step that somebody went to: in view, and its box in focus. */
export function toCurrent() {
  const step = current();
  step?.scrollIntoView({ block: "start", behavior: "instant" });
  const box = step?.querySelector("input[type=checkbox]");
  if (box instanceof HTMLElement) box.focus({ preventScroll: true });
}

/** A part of the run that stands far below its steps. @param {string} id */
export function showPart(id) {
  const part = document.getElementById(id);
  part?.scrollIntoView({ block: "start", behavior: "instant" });
  const target = part?.matches("[tabindex]") ? part : part?.querySelector("a,button");
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}

/** After an act whose button is gone or cannot be pressed any more. @param {import("./loop.js").Command} command */
export function refocus(command) {
  if (document.activeElement && document.activeElement !== document.body) return;
  const wanted = command.name === "finish-run" ? ["#run-head h1"] : ["#run-actions .done:enabled", "#run-actions .primary:enabled", "#screen h1"];
  if (!document.getElementById("run-actions") || !command.stream.startsWith("run/")) return;
  for (const selector of wanted) {
    const target = document.querySelector(selector);
    if (!(target instanceof HTMLElement)) continue;
    return target.focus({ preventScroll: command.name !== "finish-run" });
  }
}
