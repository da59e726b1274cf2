// A backup file and a log in, what would come back of the log out: the file is imported for real, into a database that is thrown away.

import { planImport, applyImport } from "../log/import.js";
import { openLog } from "../log/log.js";

/**
 * @typedef {{file: string, exportedAt: string, events: number, documents: number, runs: number, attachments: number, rejected: {line: number, why: string}[], isWhole: boolean, isPart: boolean,
 *   missing: {events: number, streams: {stream: string, title: string, events: number}[], oldest: number}, gaps: number, bare: number}} Rehearsed
 *   missing: what is here and would not come back; gaps: events that the file's own chains lack; bare: events that would come back without their content
 */

const SCRATCH = "sophie-rehearsal";
const PAGE = 4000;
const MOST_STREAMS = 50;

/** @param {Blob} file @param {string} name @param {import("../log/log.js").Log} log @param {(done: number, of: number) => void} [progress] @returns {Promise<Rehearsed>} */
export async function rehearse(file, name, log, progress = () => {}) {
  await dropRehearsal();
  const scratch = await openLog(SCRATCH);
  try {
    const plan = await planImport(file, scratch, { name });
    await applyImport(plan, scratch, { progress: ({ added, known }) => progress(added + known, plan.total) });
    const report = await scratch.verify();
    const kinds = plan.parts.map(({ stream }) => stream.split("/")[0]);
    return {
      file: name, exportedAt: plan.exportedAt, events: plan.total, documents: kinds.filter((kind) => kind === "document").length, runs: kinds.filter((kind) => kind === "run").length,
      attachments: plan.blobs.total, rejected: plan.rejected.slice(0, 100), isWhole: plan.isWhole, isPart: plan.isPart, bare: plan.missingBodies,
      missing: await missingIn(scratch, log, new Map(plan.parts.map(({ stream, title }) => [stream, title]))),
      gaps: report.chains.reduce((sum, { gaps }) => sum + gaps.length, 0),
    };
  } finally {
    scratch.close();
    await dropRehearsal();
  }
}

/** @param {import("../log/log.js").Log} scratch @param {import("../log/log.js").Log} log @param {Map<string, string>} titles */
async function missingIn(scratch, log, titles) {
  /** @type {Set<string>} */
  const back = new Set();
  for await (const { id } of rows(scratch)) back.add(id);
  /** @type {Map<string, number>} */
  const streams = new Map();
  let events = 0;
  let oldest = 0;
  for await (const { id, stream, header } of rows(log)) {
    if (back.has(id)) continue;
    events++;
    streams.set(stream, (streams.get(stream) ?? 0) + 1);
    if (!oldest) oldest = Number(JSON.parse(header).at);
  }
  const told = [...streams].slice(0, MOST_STREAMS).map(([stream, count]) => ({ stream, title: titles.get(stream) ?? "", events: count }));
  return { events, streams: told, oldest };
}

/** @param {import("../log/log.js").Log} log */
async function* rows(log) {
  for (let n = 0, page; (page = await log.headers(n, PAGE)).length; n = page[page.length - 1]?.n ?? n) yield* page;
}

/** Also what a rehearsal left behind whose page was closed. @returns {Promise<void>} */
export function dropRehearsal() {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(SCRATCH);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}
