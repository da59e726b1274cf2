// Decided events in, one strict transaction out: it checks, appends, moves the head and the clock, and drops the inbox row.

import { actorText, bodyHashAside, headerText, idOf, mint, newNonce, timeOf, zoneText } from "./canonical.js";
import { START, nextHlc } from "./clock.js";
import { Failure } from "./failure.js";
import { STREAMS_OF_IMPORTS } from "./reading.js";
import { screenBody } from "./screen.js";

/**
 * @typedef {import("./schema.js").Envelope} Envelope
 * @typedef {import("./schema.js").Head} Head
 * @typedef {{stream: string, type: string, over: string[], body: string}} Decided
 * @typedef {{command: string | null, actor: string, at: number, tz: string, events: Decided[]}} Act one command and what was decided of it
 * @typedef {{envelopes: Envelope[], n: number, head: Head | null}} Appended up to which arrival number, and this device's head then
 * @typedef {Act & {after: number, alone?: number, wall: number, dev?: string, also?: Act[], appended?: (done: Appended) => void}} Commit
 *   appended: told what will stand in the log once the disk has it
 *   dev: the id this device had at its last commit, so that its head is asked for along with the rest
 *   also: acts decided on the same log that go with this one, all of them or none
 *   alone: the decision rests on the events' one stream, known up to this arrival number; then only what came to that stream makes it stale
 * @typedef {{status: "ok"} & Appended | {status: "already"} | {status: "stale"}} Committed
 * @typedef {Decided & {nonce: string, dh: string, act: Act & {cmd: string}}} Sealed
 */

const STORES = ["events", "bodies", "heads", "inbox", "kv"];

/** @param {Commit} commit @returns {Promise<Sealed[]>} what `commit` writes of it, salted and hashed before the transaction starts, so that this stays short */
export function sealed(commit) {
  const acts = [commit, ...(commit.also ?? [])].map((act) => ({ ...act, cmd: act.command ?? mint() }));
  return Promise.all(acts.flatMap((act) => act.events.map((event) => seal(event, act))));
}

/** What `commit` will append if nobody writes before it. @param {Sealed[]} events @param {Commit} commit @param {Head} head this device's last event, which is also the log's @returns {Appended} */
export function foresee(events, commit, head) {
  /** @type {Appended} */
  const done = { envelopes: [], n: commit.after, head };
  for (const next of chained(events, head, head.hlc, head.dev, commit.wall)) {
    done.head = next.head;
    done.envelopes.push([++done.n, next.head.id, next.header, next.event.body]);
  }
  return done;
}

/** @param {import("./store.js").Store} store @param {Commit} commit @param {Sealed[]} events of it @returns {Promise<Committed>} */
export async function commit(store, commit, events) {
  const commands = [commit, ...(commit.also ?? [])].flatMap(({ command }) => command ?? []);
  return store.write(STORES, (tx) => {
    /** @type {{rows: IDBValidKey[], tail: number, own: number, hlc: string, head?: Head}} */
    const seen = { rows: [], tail: 0, own: 0, hlc: START };
    for (const id of commands) tx.on(tx.store("inbox").index("id").getKey(id), (key) => void (key !== undefined && seen.rows.push(key)));
    tx.on(tx.store("events").openKeyCursor(null, "prev"), (cursor) => void (seen.tail = Number(cursor?.primaryKey ?? 0)));
    const own = IDBKeyRange.only(commit.events[0]?.stream ?? "");
    if (commit.alone !== undefined) tx.on(tx.store("events").index("stream").openKeyCursor(own, "prev"), (cursor) => void (seen.own = Number(cursor?.primaryKey ?? 0)));
    tx.on(tx.store("kv").get("hlc"), (kept) => void (seen.hlc = kept?.value.last ?? START));
    if (commit.dev) tx.on(tx.store("heads").get(commit.dev), (head) => void (seen.head = head));
    // Answers come in the order of the requests: when this one is here, the others are.
    tx.on(tx.store("kv").get("device"), (kept) => {
      if (seen.rows.length < commands.length) return tx.give({ status: "already" });
      // A log that is shorter than what the decision was made on has lost a part, whatever the act rests on.
      const isStale = commit.alone === undefined ? seen.tail !== commit.after : seen.own > commit.alone || seen.tail < commit.after;
      if (isStale) return tx.give({ status: "stale" });
      const dev = kept?.value.dev ?? mint();
      if (!kept) tx.store("kv").put({ key: "device", value: { dev } });
      for (const row of seen.rows) tx.store("inbox").delete(row);
      const write = (/** @type {Head | undefined} */ head) => append(tx, { ...commit, sealed: events, dev, head, hlc: seen.hlc });
      if (dev === commit.dev) write(seen.head);
      else tx.on(tx.store("heads").get(dev), write);
    });
  });
}

/** @param {Decided} event @param {Act & {cmd: string}} act @returns {Promise<Sealed>} */
async function seal(event, act) {
  const why = screenBody(event.body);
  if (why) throw new Failure("too-big", { what: "This was not saved.", why, next: "Make it smaller, or split it, and try again." });
  const nonce = newNonce();
  return { ...event, act, nonce, dh: await bodyHashAside(nonce, event.body) };
}

/** @param {import("./store.js").Tx} tx @param {Commit & {sealed: Sealed[], dev: string, head: Head | undefined, hlc: string}} at */
function append(tx, at) {
  /** @type {{status: "ok"} & Appended} */
  const done = { status: "ok", envelopes: [], n: at.after, head: at.head ?? null };
  tx.give(done);
  if (!at.sealed.length) return;
  for (const { event, header, head } of chained(at.sealed, done.head, at.hlc, at.dev, at.wall)) {
    const { id } = (done.head = head);
    tx.on(tx.store("events").add({ id, stream: event.stream, header }), (n) => {
      done.n = Number(n);
      done.envelopes.push([done.n, id, header, event.body]);
      if (done.envelopes.length === at.sealed.length) at.appended?.(done);
    });
    tx.store("bodies").add({ id, nonce: event.nonce, body: event.body });
  }
  tx.store("heads").put(done.head);
  tx.store("kv").put({ key: "hlc", value: { last: done.head?.hlc } });
  // Other events count now: no engine and no kept screen of before is true any more.
  if (!at.sealed.some(({ stream }) => stream.startsWith(STREAMS_OF_IMPORTS))) tx.last();
  else tx.on(tx.store("kv").get("epoch"), (kept) => tx.store("kv").put({ key: "epoch", value: (kept?.value ?? 0) + 1 }));
}

/** Each event behind the one before it, with the head it makes. @param {Sealed[]} events @param {Head | null} last @param {string} clock @param {string} dev @param {number} wall */
function* chained(events, last, clock, dev, wall) {
  let head = last;
  let hlc = clock;
  for (const event of events) {
    hlc = nextHlc(hlc, wall);
    const header = headerAfter(head, event, hlc, dev);
    head = { dev, seq: (head?.seq ?? 0) + 1, id: idOf(header), hlc };
    yield { event, header, head };
  }
}

/** @param {Head | null} head @param {Sealed} event @param {string} hlc @param {string} dev */
function headerAfter(head, event, hlc, dev) {
  return headerText({
    actor: actorText(event.act.actor),
    at: timeOf(event.act.at),
    cmd: event.act.cmd,
    dev,
    dh: event.dh,
    hlc,
    over: [...new Set(event.over)].sort(),
    prev: head?.id ?? "",
    seq: (head?.seq ?? 0) + 1,
    stream: event.stream,
    type: event.type,
    tz: zoneText(event.act.tz),
    v: 1,
  });
}
