// Single keys for people with both hands on a keyboard; never inside a field, never with a modifier, off in Settings.

const AREAS = { n: "now", l: "library", r: "runs", s: "schedule", i: "incidents", m: "metrics", b: "snapshots", ",": "settings" };

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = event.target;
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea,select,input:not([type=checkbox],[type=radio],[type=button])"));
}

/** The row that has the focus, else the current step, else the first: where moving begins. @param {HTMLElement[]} rows */
function rowAt(rows) {
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  return focused >= 0 ? focused : Math.max(0, rows.findIndex((row) => row.getAttribute("aria-current") === "step"));
}

/** @param {HTMLElement} row */
function focusRow(row) {
  const target = row.querySelector("input[type=checkbox],a[href],button") ?? row;
  if (target instanceof HTMLElement) target.focus();
  row.scrollIntoView({ block: "nearest" });
}

/** @param {number} by */
function move(by) {
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#screen [data-row], #screen [data-step-item]")]);
  if (rows.length === 0) return;
  const inside = rows.some((row) => row.contains(document.activeElement));
  const at = inside ? rowAt(rows) + by : rowAt(rows);
  const row = rows[Math.min(rows.length - 1, Math.max(0, at))];
  if (row) focusRow(row);
}

/**
 * In the step that has the focus, else in the current one, else outside of the steps: an act never falls on a step that nobody chose.
 * @param {string} selector
 * @returns {string} why it cannot be pressed now, in the page's own words; "" else
 */
function press(selector) {
  const row = document.activeElement?.closest("#screen [data-step-item]") ?? document.querySelector("#screen [data-step-item][aria-current=step]");
  const outside = [...document.querySelectorAll(`#screen ${selector}`)].find((element) => !element.closest("[data-step-item]"));
  const target = row?.querySelector(selector) ?? outside;
  if (target instanceof HTMLElement) target.click();
  const why = target?.matches(":disabled") ? document.getElementById(target.getAttribute("aria-describedby") ?? "") : null;
  return why?.textContent?.trim().replace(/\s+/g, " ") ?? "";
}

/** In a dialog, from the field that is being written in: what its button does. @param {KeyboardEvent} event */
function sent(event) {
  const field = event.target;
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !(field instanceof HTMLTextAreaElement) || !field.closest("dialog")) return false;
  field.form?.requestSubmit();
  return true;
}

/** A key held down moves from row to row; it does not act again and again. @param {KeyboardEvent} event */
const isHeld = (event) => event.repeat && !isTyping(event) && (event.key === "Enter" || (event.key in KEYS && event.key !== "j" && event.key !== "k"));

/** In a run, where nothing else would take it: the primary act. @param {KeyboardEvent} event */
function primary(event) {
  const target = event.target;
  if (target instanceof HTMLElement && target.closest("a,button,summary,input,select,textarea,[tabindex='0']")) return false;
  const button = document.querySelector("#screen .action-bar .done:enabled, #screen .action-bar .primary:enabled");
  if (!(button instanceof HTMLElement)) return false;
  button.click();
  return true;
}

/** Each may answer why it could not be. @type {Record<string, () => string | void>} */
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  x: () => press("input[type=checkbox][data-command=check-step]"),
  c: () => press("[data-act=copy-command],[data-act=copy]"),
  e: () => press("[data-act=evidence]"),
  n: () => press("[data-act=note]"),
  u: () => press("[data-command=undo]"),
  "?": () => /** @type {HTMLDialogElement | null} */ (document.getElementById("keys-dialog"))?.showModal(),
};

/** @param {{on: () => boolean, go: (route: string) => void, search: () => void, tell: (text: string) => void}} parts */
export function listenForKeys({ on, go, search, tell }) {
  let leader = 0;
  document.addEventListener("keydown", (event) => {
    // Also where single keys are off: Enter held on Done would tick step after step.
    if (isHeld(event) && (event.key === "Enter" || on())) return event.preventDefault();
    if (sent(event)) return event.preventDefault();
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || !on()) return;
    if (document.querySelector("dialog[open]")) return;
    const area = AREAS[/** @type {keyof typeof AREAS} */ (event.key)];
    if (Date.now() - leader < 1500 && area) {
      leader = 0;
      event.preventDefault();
      return go(`#/${area}`);
    }
    if (event.key === "g") return void (leader = Date.now());
    if (event.key === "Enter" && primary(event)) return event.preventDefault();
    const act = event.key === "/" ? search : KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    const why = act();
    if (why) tell(why);
  });
}
