// A snapshot file in, first a plan (dry run), then the union with the log; good lines are always kept, bad ones named with their line.

import { takeBlobs, weighBlobs } from "./attachments.js";
import { openContainer } from "./container.js";
import { STREAM, idOf, mint, parseHeader, timeOf } from "./canonical.js";
import { Contents } from "./contents.js";
import { Failure } from "./failure.js";
import { Here } from "./here.js";
import { joined } from "./joined.js";
import { check } from "./merge.js";
import { pages } from "./reading.js";
import { notASnapshot } from "./refusals.js";
import { isTooDeep } from "./screen.js";
import { Sum, VERSION } from "./snapshot.js";

/**
 * @typedef {import("./log.js").Log} Log
 * @typedef {import("./container.js").Source} Source
 * @typedef {{line: number, why: string}} Rejected
 * @typedef {{file: string, version: number, app: string, exportedAt: string, by: string, heads: Record<string, {seq: number, id: string}>,
 *   total: number, new: number, known: number, fills: number, rejected: Rejected[], missingBodies: number,
 *   blobs: {total: number, new: number, bytes: number}, inbox: any[], erased: string[], gone: string[], isPart: boolean,
 *   newerThanReader: boolean, truncated: boolean, isWhole: boolean} & import("./contents.js").Told} Shown
 *   total: different good events; fills: known ones whose content is missing here and in this file; erased: events whose content was erased there and is still here;
 *   gone: those it brings, or that are here, without their content, because it was erased there;
 *   isWhole: nothing is damaged, cut or missing
 * @typedef {Shown & {source: Source, attachments: Set<string>, records: () => AsyncGenerator<import("./merge.js").Incoming>}} Plan attachments: names of those that were not here
 * @typedef {import("./merge.js").Batch} Batch
 */

const MOST_EVENTS = 1_000_000;
/** Acts that take something away: they are asked for where it happens, never taken from a file. */
const NEVER_TAKEN = new Set(["erase-texts", "withdraw-import"]);
const PAGE = 4000;

/** The lock that is held while an import goes on: what it has brought so far is not the whole of it. @param {string} workspace */
export const importing = (workspace) => `${workspace}-import`;

/** Dry run: reads the whole file and changes nothing. Rejects with a Failure when the file is no snapshot. @param {Blob} file @param {Log} log @param {{name?: string, progress?: (read: number) => void}} [how] @returns {Promise<Plan>} */
export async function planImport(file, log, { name = "", progress = () => {} } = {}) {
  const source = await openContainer(file);
  const sum = new Sum();
  /** The headers' ids in the file's order, null for a bad one. @type {(string | null)[]} */
  const order = [];
  /** Those whose content is not what was written. @type {Set<string>} */
  const hollow = new Set();
  const plan = emptyPlan(source, name, () => trusted(source, order, hollow));
  const contents = new Contents();
  const named = /** @param {string} header */ (header) => {
    sum.add(header);
    const id = idOf(header);
    if (order.push(id) % PAGE === 0) progress(order.length);
    return id;
  };
  /** @type {Set<string>} */
  const bad = new Set();
  for await (const entry of joined(source, named)) {
    const { id, isGood, isHollow } = weigh(entry, plan, contents);
    if (id && !isGood) bad.add(id);
    if (id && isHollow) hollow.add(id);
  }
  for (const [at, id] of order.entries()) if (id && bad.has(id)) order[at] = null;
  const here = await compare(plan, contents, log);
  if (source.top.format === undefined && !plan.total) throw notASnapshot();
  await weighBlobs(plan, log);
  await weighInbox(plan, log);
  await weighErased(plan, contents, here, log);
  plan.isWhole = plan.rejected.length === 0 && !plan.truncated && sum.count === source.top.count && sum.digest() === source.top.sha256;
  plan.rejected.sort((a, b) => a.line - b.line);
  return plan;
}

/**
 * Merge what the plan showed: attachments first, then events. With `inbox`, acts that never reached their log wait here too; with `erase`, contents erased there go here;
 * with `forgo`, what it brings without its erased content stays so, whatever an older file holds.
 * @param {Plan} plan @param {Log} log
 * @param {{inbox?: boolean, erase?: boolean, forgo?: boolean, progress?: (soFar: import("./merge.js").Merged) => void}} [how]
 * @returns {Promise<import("./merge.js").Merged & {blobs: number, erased: number, batch: string}>}
 */
export async function applyImport(plan, log, { inbox = false, erase = false, forgo = false, progress } = {}) {
  const blobs = await takeBlobs(plan, log);
  // So that it can be withdrawn here; nothing of it is an event, or two devices would never come to rest.
  const batch = { id: mint(), file: plan.file, at: Date.now(), by: plan.by };
  const merged = await log.merge(plan.records(), batch.at, progress, batch);
  // Looked up behind the merge, which may have brought what an act became: no act is recorded twice.
  const done = inbox ? await recorded(plan.inbox, log) : new Set();
  if (inbox) for (const { command, tab } of plan.inbox) if (!done.has(command.id)) await log.receive(command, tab);
  const leave = [...(erase ? plan.erased : []), ...(forgo ? plan.gone : [])];
  if (leave.length) await log.erase(leave);
  return { ...merged, blobs, erased: erase ? plan.erased.length : 0, batch: merged.added ? batch.id : "" };
}

/** What one import brought, event ids by stream; what came to import streams themselves stays. @param {Batch} batch @param {Log} log @returns {Promise<Record<string, string[]>>} */
export async function broughtBy(batch, log) {
  /** @type {Record<string, string[]>} */
  const streams = Object.create(null);
  for (const [from, to] of batch.ranges) {
    for (let n = from - 1; n < to; ) {
      const rows = (await log.headers(n, PAGE)).filter((row) => row.n <= to);
      for (const { id, stream } of rows) if (!stream.startsWith("import/")) (streams[stream] ??= []).push(id);
      n = rows.at(-1)?.n ?? to;
    }
  }
  return streams;
}

/** @param {Source} source @param {string} file @param {Plan["records"]} records @returns {Plan} */
function emptyPlan(source, file, records) {
  const { version = VERSION, app = "", exportedAt = "", by = "", heads = {}, scope } = source.top;
  return {
    source, file, version, app: String(app), exportedAt: String(exportedAt), by: String(by), heads,
    total: 0, new: 0, known: 0, fills: 0, rejected: [...source.damaged], missingBodies: 0,
    blobs: { total: 0, new: 0, bytes: 0 }, inbox: [], erased: [], gone: [], isPart: scope instanceof Object,
    newerThanReader: version > VERSION, truncated: source.truncated, isWhole: false,
    parts: [], people: [], ahead: { events: 0, until: "" }, copied: 0, withdrawals: [],
    attachments: new Set(), records,
  };
}

/** What of it the log holds already, and holds without its content. @param {Plan} plan @param {Contents} contents @param {Log} log @returns {Promise<Here>} */
async function compare(plan, contents, log) {
  const here = new Here(log.store);
  await here.prepare([...contents.seen.keys()]);
  Object.assign(plan, await contents.told(here, log));
  for (const [id, { hasBody }] of contents.seen) {
    plan.known += here.ids.has(id) ? 1 : 0;
    plan.fills += hasBody && here.bare.has(id) ? 1 : 0;
  }
  plan.new = plan.total - plan.known;
  return here;
}

/** The records again, without checking them again: the file is the one the plan was made of. @param {Source} source @param {(string | null)[]} order @param {Set<string>} hollow */
async function* trusted(source, order, hollow) {
  let at = 0;
  const named = () => order[at++] ?? `bad ${at}`;
  for await (const entry of joined(source, named)) {
    if (!("header" in entry) || entry.id.startsWith("bad ")) continue;
    yield { ...entry, body: hollow.has(entry.id) ? null : entry.body, isChecked: true };
  }
}

/** Check one entry and count it. @param {import("./joined.js").Entry} entry @param {Plan} plan @param {Contents} contents */
function weigh(entry, plan, contents) {
  const { checked, why, line } = "header" in entry ? check(entry) : { checked: null, ...entry };
  if (why) plan.rejected.push({ line: line ?? 0, why });
  const id = "header" in entry ? entry.id : null;
  if (!checked) return { id, isGood: false, isHollow: false };
  const isHollow = "header" in entry && entry.body !== null && checked.body === null;
  const seen = contents.seen.get(checked.id);
  if (seen) {
    seen.hasBody ||= checked.body !== null;
    return { id, isGood: true, isHollow };
  }
  if (contents.seen.size === MOST_EVENTS) throw new Failure("too-big", { what: "This snapshot was not read.", why: `It holds more than ${MOST_EVENTS.toLocaleString("en")} events.`, next: "Import it in parts." });
  contents.add(checked);
  plan.total++;
  if (checked.body === null) plan.missingBodies++;
  if (checked.header.v > 1) plan.newerThanReader = true;
  return { id, isGood: true, isHollow };
}

/** Whose content was erased where the file was written: is it still here, or missing here without a mark that it was meant? @param {Plan} plan @param {Contents} contents @param {Here} here @param {Log} log */
async function weighErased(plan, contents, here, log) {
  /** @type {string[]} */
  const ids = [];
  for await (const id of plan.source.erased()) ids.push(id);
  if (!ids.length) return;
  plan.erased = await log.withContent(ids);
  // A name of an event that the file does not even hold says nothing.
  plan.gone = ids.filter((id) => contents.seen.get(id)?.hasBody === false && (!here.ids.has(id) || here.bare.has(id)));
}

/** @param {Plan} plan @param {Log} log */
async function weighInbox(plan, log) {
  for await (const entry of plan.source.inbox()) {
    const row = "row" in entry ? entry.row : null;
    const isRight = isCommand(row?.command) && !isTooDeep(JSON.stringify(row));
    if (isRight && NEVER_TAKEN.has(row.command.name)) continue;
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
  for await (const page of pages((n) => log.headers(n, PAGE)))
    for (const { cmd } of page.map(({ header }) => parseHeader(header))) if (asked.has(cmd)) found.add(cmd);
  return found;
}

/** Whether it has the form of an act as the page writes it: another form would trouble every later visit. @param {any} command */
function isCommand(command) {
  const { id, name, stream, actor, at, tz, over, args } = command ?? {};
  const texts = [id, name, stream, actor, tz, ...(Array.isArray(over) ? over : [null])];
  if (!texts.every((one) => typeof one === "string") || !(args instanceof Object) || Array.isArray(args)) return false;
  return /^[a-z2-7]{16}$/.test(id) && STREAM.test(stream) && at === timeOf(at);
}
