// Commands that are durable in the inbox but not yet in the log: counted in data-unsaved, laid over the screen as pending.

/**
 * @typedef {import("./loop.js").Command} Command
 * @typedef {"keeping" | "waiting" | "refused" | "stuck" | "lost"} State keeping: on its way to the inbox; lost: the inbox refused it
 * @typedef {{command: Command, state: State, since: number}} Row `since`: when this page put it there (ms)
 */

/** Most acts are recorded sooner than an eye could follow two changes: only a slower one is marked as pending. */
const SLOW = 150;

const MARKS = new Set(["check-step", "skip-step", "report-problem", "block-step", "unblock-step", "defer-step", "tick-check"]);
const IN_HAND = new Set(["keeping", "lost"]);

export class Pending {
  /** @param {(counts: {unsaved: number, lost: number, isSlow: boolean}) => void} tell @param {() => void} [onSlow] something has been waiting for a while, or is not waiting any more: lay what waits over the screen */
  constructor(tell, onSlow = () => {}) {
    this.tell = tell;
    this.onSlow = onSlow;
    /** @type {Map<string, Row>} */
    this.rows = new Map();
  }

  /** @param {Command} command @param {State} state */
  put(command, state) {
    const since = this.rows.get(command.id)?.since ?? performance.now();
    this.rows.set(command.id, { command, state, since });
    this.#told();
    setTimeout(() => this.#late(command.id), SLOW);
  }

  /** @param {string} id */
  #late(id) {
    if (!this.rows.has(id)) return;
    this.#told();
    this.onSlow();
  }

  /** @param {string} id */
  drop(id) {
    this.#leave([id]);
  }

  /** The inbox as it is now, with what other tabs put in or took out. @param {{id: string, state: "waiting" | "refused" | "stuck", command: Command}[]} inbox */
  match(inbox) {
    const kept = new Set(inbox.map((row) => row.id));
    this.#leave([...this.rows].filter(([id, row]) => !kept.has(id) && !IN_HAND.has(row.state)).map(([id]) => id));
    for (const { id, command, state } of inbox) if (!IN_HAND.has(this.rows.get(id)?.state ?? "")) this.rows.set(id, { command, state, since: -Infinity });
    this.#told();
  }

  /** Their marks leave the screen with them, also when another tab settled them. @param {string[]} ids */
  #leave(ids) {
    const left = ids.flatMap((id) => this.rows.get(id) ?? []);
    for (const id of ids) this.rows.delete(id);
    if (left.length) this.#told();
    if (left.some(isSlow)) this.onSlow();
  }

  /** Whether it is on its way to the log. @param {string} id */
  isGoing(id) {
    const state = this.rows.get(id)?.state;
    return state === "waiting" || (state !== undefined && IN_HAND.has(state));
  }

  /** @param {State} state @returns {Command[]} */
  withState(state) {
    return [...this.rows.values()].filter((row) => row.state === state).map((row) => row.command);
  }

  /** Show what people did and the log does not hold yet. @param {ParentNode} root */
  restore(root) {
    // What another tab did first is drawn already when our own act ends: nothing draws its step again, and takes the mark away.
    for (const item of itself(root, "[data-pending]")) item.removeAttribute("data-pending");
    for (const row of this.rows.values()) {
      const { command, state } = row;
      if (!MARKS.has(command.name) || state === "refused" || state === "stuck") continue;
      for (const item of itself(root, `[data-step-item="${CSS.escape(command.args["step"])}"]`)) overlay(item, command, isSlow(row));
    }
  }

  #told() {
    const rows = [...this.rows.values()];
    const lost = rows.filter((row) => row.state === "lost").length;
    this.tell({ unsaved: rows.length, lost, isSlow: rows.some(isSlow) });
  }
}

/** @param {Row} row */
const isSlow = (row) => performance.now() - row.since >= SLOW - 1;

/** A region may be the very step. @param {ParentNode} root @param {string} selector */
const itself = (root, selector) => (root instanceof Element && root.matches(selector) ? [root] : root.querySelectorAll(selector));

/** @param {Element} item @param {Command} command @param {boolean} isSlow */
function overlay(item, command, isSlow) {
  const isCheck = command.name === "tick-check";
  const box = item.querySelector(isCheck ? `input[data-check="${CSS.escape(command.args["check"])}"]` : "input[type=checkbox]");
  if (!(box instanceof HTMLInputElement) || box.dataset["stream"] !== command.stream) return;
  if (isSlow) item.setAttribute("data-pending", command.name);
  if (isCheck || command.name === "check-step") box.checked = command.args["done"];
}
