// Whether the browser promises to keep what is here: asked once, after the first real work, and by a tap; the answer is remembered.

/** Acts after which there is something that must not be cleared. */
const REAL_WORK = new Set(["import-document", "write-runbook", "finish-draft", "start-run", "set-schedule"]);
const WORKSPACE = "sophie";
const ANSWER = "lasting";

/** @typedef {{at: number, kept: boolean, isInstalled: boolean}} Answer */

let isSettled = false;

/** @param {import("../log/log.js").Log} log @param {string} command the name of an act that was recorded */
export const askAfter = async (log, command) => void (REAL_WORK.has(command) && (await askOnce(log)));

/** Some browsers ask the person, so it is never done at a start and not again: once more only when Sophie was installed since, which changes their answer. @param {import("../log/log.js").Log} log */
export async function askOnce(log) {
  if (isSettled || log.name !== WORKSPACE) return;
  isSettled = true;
  /** @type {Answer | null} */
  const before = await log.kv.get(ANSWER);
  if (!before || (!before.kept && !before.isInstalled && isInstalled())) await ask(log);
}

/** @param {import("../log/log.js").Log} log @returns {Promise<boolean>} whether it is promised */
export async function ask(log) {
  const { storage } = navigator;
  if (!storage?.persist) return false;
  const kept = (await storage.persisted?.().catch(() => false)) || (await storage.persist().catch(() => false));
  await log.kv.set(ANSWER, { at: Date.now(), kept, isInstalled: isInstalled() });
  return kept;
}

const isInstalled = () => matchMedia("(display-mode: standalone)").matches;
