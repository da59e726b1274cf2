// A snapshot file in, first a plan (dry run), then the union with the log; good lines are always kept, bad ones named with their line.

import { openContainer } from "./container.js";
import { STREAM, parseHeader, sha256Hex, timeOf } from "./canonical.js";
import { Failure } from "./failure.js";
import { Here } from "./here.js";
import { joined } from "./joined.js";
import { check } from "./merge.js";
import { notASnapshot } from "./refusals.js";
import { isTooDeep } from "./screen.js";
import { Sum, VERSION } from "./snapshot.js";

/**
 * @typedef {import("./log.js").Log} Log
 * @typedef {import("./container.js").Source} Source
 * @typedef {{line: number, why: string}} Rejected
 * @typedef {{source: Source, version: number, app: string, exportedAt: string, by: string, heads: Record<string, {seq: number, id: string}>,
 *   total: number, new: number, known: number, fills: number, rejected: Rejected[], missingBodies: number,
 *   blobs: {total: number, new: number, bytes: number}, inbox: any[],
 *   newerThanReader: boolean, truncated: boolean, isWhole: boolean, records: () => AsyncGenerator<import("./merge.js").Incoming>}} Plan
 *   total: different good events; fills: known ones whose content is missing here and in this file; isWhole: nothing is damaged, cut or missing
 */

const MOST_EVENTS = 1_000_000;
const PAGE = 4000;

/** Dry run: reads the whole file and changes nothing. Rejects with a Failure when the file is no snapshot. @param {Blob} file @param {Log} log @returns {Promise<Plan>} */
export async function planImport(file, log) {
  const source = await openContainer(file);
  const plan = emptyPlan(source);
  const sum = new Sum();
  /** @type {Map<string, boolean>} */
  const seen = new Map();
  for await (const entry of joined(source, (header) => sum.add(header))) weigh(entry, plan, seen);
  await compare(plan, seen, log);
  if (source.top.format === undefined && !plan.total) throw notASnapshot();
  await weighBlobs(plan, log);
  await weighInbox(plan, log);
  plan.isWhole = plan.rejected.length === 0 && !plan.truncated && sum.count === source.top.count && sum.digest() === source.top.sha256;
  plan.rejected.sort((a, b) => a.line - b.line);
  return plan;
}

/** Merge what the plan showed: attachments first, then events. With `inbox`, acts that never reached their log wait here too. @param {Plan} plan @param {Log} log @param {{inbox?: boolean, progress?: (soFar: import("./merge.js").Merged) => void}} [how] @returns {Promise<import("./merge.js").Merged & {blobs: number}>} */
export async function applyImport(plan, log, { inbox = false, progress } = {}) {
  const have = new Set(await log.blobs.list());
  let blobs = 0;
  for await (const entry of plan.source.blobs()) {
    const bytes = bytesOf(entry);
    if (!bytes || !("sha" in entry) || have.has(entry.sha)) continue;
    await log.blobs.put(bytes, entry.type);
    blobs++;
  }
  const merged = await log.merge(plan.records(), Date.now(), progress);
  // Looked up behind the merge, which may have brought what an act became: no act is recorded twice.
  const done = inbox ? await recorded(plan.inbox, log) : new Set();
  if (inbox) for (const { command, tab } of plan.inbox) if (!done.has(command.id)) await log.receive(command, tab);
  return { ...merged, blobs };
}

/** @param {Source} source @returns {Plan} */
function emptyPlan(source) {
  const { version = VERSION, app = "", exportedAt = "", by = "", heads = {} } = source.top;
  return {
    source, version, app, exportedAt, by, heads,
    total: 0, new: 0, known: 0, fills: 0, rejected: [...source.damaged], missingBodies: 0,
    blobs: { total: 0, new: 0, bytes: 0 }, inbox: [],
    newerThanReader: version > VERSION, truncated: source.truncated, isWhole: false,
    records: () => recordsOf(source),
  };
}

/** What of it the log holds already, and holds without its content. @param {Plan} plan @param {Map<string, boolean>} seen @param {Log} log */
async function compare(plan, seen, log) {
  const here = new Here(log.store);
  await here.prepare([...seen.keys()]);
  for (const [id, hasBody] of seen) {
    plan.known += here.ids.has(id) ? 1 : 0;
    plan.fills += hasBody && here.bare.has(id) ? 1 : 0;
  }
  plan.new = plan.total - plan.known;
}

/** @param {Source} source */
async function* recordsOf(source) {
  for await (const entry of joined(source)) if ("header" in entry) yield entry;
}

/** Check one entry and count it. @param {import("./joined.js").Entry} entry @param {Plan} plan @param {Map<string, boolean>} seen ids of the good ones so far, and whether their content came along */
function weigh(entry, plan, seen) {
  const { checked, why, line } = "header" in entry ? check(entry) : { checked: null, ...entry };
  if (why) plan.rejected.push({ line: line ?? 0, why });
  if (!checked) return;
  if (seen.has(checked.id)) {
    if (checked.body !== null) seen.set(checked.id, true);
    return;
  }
  if (seen.size === MOST_EVENTS) throw new Failure("too-big", { what: "This snapshot was not read.", why: `It holds more than ${MOST_EVENTS.toLocaleString("en")} events.`, next: "Import it in parts." });
  seen.set(checked.id, checked.body !== null);
  plan.total++;
  if (checked.body === null) plan.missingBodies++;
  if (checked.header.v > 1) plan.newerThanReader = true;
}

/** @param {Plan} plan @param {Log} log */
async function weighBlobs(plan, log) {
  const have = new Set(await log.blobs.list());
  for await (const entry of plan.source.blobs()) {
    const bytes = bytesOf(entry);
    if (!bytes) plan.rejected.push({ line: entry.line, why: "why" in entry ? entry.why : "This attachment is not what was written: the hash differs." });
    else if ("sha" in entry) {
      plan.blobs.total++;
      plan.blobs.new += have.has(entry.sha) ? 0 : 1;
      plan.blobs.bytes += bytes.length;
    }
  }
}

/** @param {Plan} plan @param {Log} log */
async function weighInbox(plan, log) {
  for await (const entry of plan.source.inbox()) {
    const row = "row" in entry ? entry.row : null;
    const isRight = isCommand(row?.command) && !isTooDeep(JSON.stringify(row));
    if (isRight) plan.inbox.push({ command: row.command, tab: String(row.tab ?? ""), state: row.state });
    else plan.rejected.push({ line: entry.line, why: "This waiting act is damaged." });
  }
  const done = await recorded(plan.inbox, log);
  plan.inbox = plan.inbox.filter(({ command }) => !done.has(command.id));
}

/** Which of these acts the log has recorded since. @param {{command: {id: string}}[]} acts @param {Log} log @returns {Promise<Set<string>>} */
async function recorded(acts, log) {
  const asked = new Set(acts.map(({ command }) => command.id));
  /** @type {Set<string>} */
  const found = new Set();
  if (!asked.size) return found;
  for (let n = 0, rows; (rows = await log.headers(n, PAGE)).length; n = rows[rows.length - 1].n)
    for (const { cmd } of rows.map(({ header }) => parseHeader(header))) if (asked.has(cmd)) found.add(cmd);
  return found;
}

/** Whether it has the form of an act as the page writes it: another form would trouble every later visit. @param {any} command */
function isCommand(command) {
  const { id, name, stream, actor, at, tz, over, args } = command ?? {};
  const texts = [id, name, stream, actor, tz, ...(Array.isArray(over) ? over : [null])];
  if (!texts.every((one) => typeof one === "string") || !(args instanceof Object) || Array.isArray(args)) return false;
  return /^[a-z2-7]{16}$/.test(id) && STREAM.test(stream) && at === timeOf(at);
}

/** An attachment's bytes, when they are what their name says. @param {import("./container.js").BlobEntry} entry @returns {Uint8Array<ArrayBuffer> | null} */
function bytesOf(entry) {
  if (!("sha" in entry)) return null;
  try {
    const bytes = Uint8Array.from(atob(entry.base64), (c) => c.charCodeAt(0));
    return sha256Hex(bytes) === entry.sha ? bytes : null;
  } catch {
    return null;
  }
}
