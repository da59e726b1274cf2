// A workspace's name in, its log out: the only door to what Sophie keeps. Every promise that writes resolves after the disk has it.

import { commit, foresee, sealed } from "./commit.js";
import { identity } from "./device.js";
import { erase } from "./erase.js";
import * as inbox from "./inbox.js";
import { Manners } from "./manners.js";
import { merge } from "./merge.js";
import { STREAMS_OF_IMPORTS, countKnown, countOf, headersSince, idAt, known, rowsOf, rowsOfImports, rowsSince, tail, withContent } from "./reading.js";
import { createLog } from "./schema.js";
import { blobs, drafts, settings } from "./shelves.js";
import { Signals } from "./signals.js";
import { Store } from "./store.js";
import { verify } from "./verify.js";

/**
 * @typedef {import("./schema.js").Envelope} Envelope
 * @typedef {import("./schema.js").Head} Head
 * @typedef {import("./signals.js").Change} Change
 * @typedef {{what: string, why: string, next: string}} Refusal
 */

const BLOCKED = "Another tab still holds an older form of the data. Close the other tabs of Sophie, then reload this one.";
const CLOSED = {
  versionchange: "Another tab changed or removed this workspace's database. Reload this tab.",
  lost: "The browser closed Sophie's storage. Reload this tab; if data is missing, import your last snapshot.",
};

/** @param {string} name the database's name @returns {Promise<Log>} rejects with a Failure whose sentences can be shown */
export async function openLog(name) {
  const log = new Log(name);
  await log.open();
  return log;
}

export class Log {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.signals = new Signals(name);
    /** This device's id at the last commit of this page; another one may have come since. */
    this.dev = "";
    this.own = new OwnEnd();
    this.signals.on("change", ({ what }) => what !== "inbox" && this.own.others());
    this.store = new Store(name, createLog, {
      blocked: () => this.signals.tell("blocked", BLOCKED),
      closed: (reason) => this.signals.tell("closed", CLOSED[reason]),
    });
    this.blobs = blobs(this.store);
    this.drafts = drafts(this.store);
    this.kv = settings(this.store);
  }

  open = () => this.store.open();
  identity = () => identity(this.store);
  tail = () => tail(this.store);
  /** The id that arrived as number n, or null. @param {number} n */
  at = (n) => idAt(this.store, n);
  /** @param {string[]} ids */
  known = (ids) => known(this.store, ids);
  /** @param {Set<string>} ids how many of them the log holds */
  countKnown = (ids) => countKnown(this.store, ids);
  /** @returns {Promise<Head[]>} each device's last event here */
  heads = () => this.store.read(["heads"], (tx) => tx.on(tx.store("heads").getAll(), tx.give));
  /** @param {(done: number) => void} [progress] */
  verify = (progress) => verify(this.store, progress);

  /** What arrived after number n, at most `limit`, fewer when bodies are large; empty means up to date. @param {number} n @param {number} limit @returns {Promise<Envelope[]>} */
  since = async (n, limit) => (await rowsSince(this.store, n, limit)).map(envelope);
  /** A stream's whole history in arrival order. @param {string} name @returns {Promise<Envelope[]>} */
  stream = async (name) => (await rowsOf(this.store, name)).map(envelope);
  /** What was withdrawn and restored of imports. @returns {Promise<Envelope[]>} */
  imports = async () => (await rowsOfImports(this.store)).map(envelope);
  /** @param {string[]} streams how many events each has */
  countOf = (streams) => countOf(this.store, streams);
  /** @param {string[]} ids those whose content is here */
  withContent = (ids) => withContent(this.store, ids);
  /** Rows with their nonces, for the snapshot writer. @param {number} n @param {number} limit */
  rows = (n, limit) => rowsSince(this.store, n, limit);
  /** @param {number} n @param {number} limit */
  headers = (n, limit) => headersSince(this.store, n, limit);

  /** @returns {Promise<number>} how many events there are */
  size = () => this.store.read(["events"], (tx) => tx.on(tx.store("events").count(), tx.give));

  inbox = () => inbox.rows(this.store);
  count = () => inbox.count(this.store);
  /** @param {string} id @param {Refusal} refusal */
  refuse = (id, refusal) => this.#told(inbox.change(this.store, id, () => ({ state: "refused", refusal })), "inbox");
  /** One more death of the engine at this command. @param {string} id @returns {Promise<number>} its strikes now */
  strike = async (id) => (await this.#told(inbox.change(this.store, id, ({ strikes }) => ({ strikes: strikes + 1 })), "inbox"))?.strikes ?? 0;
  /** @param {string} id */
  stick = (id) => this.#told(inbox.change(this.store, id, () => ({ state: "stuck" })), "inbox");
  /** @param {string} id */
  dismiss = (id) => this.#told(inbox.dismiss(this.store, id), "inbox");

  /** Keep a command before anything else happens. @param {any} command @param {string} tab */
  async receive(command, tab) {
    const row = await inbox.receive(this.store, command, tab);
    this.signals.hint({ what: "inbox", isAct: true });
    return row;
  }

  /** One act, or several, in one transaction: all their events or none. `appended` hears of them even before it when nobody else wrote since this page did. @param {import("./commit.js").Commit} act */
  async commit(act) {
    const events = await sealed(act);
    const { appended, ...rest } = act;
    const head = appended ? this.own.headAt(act.after) : null;
    if (head) appended?.(foresee(events, act, head));
    const done = await commit(this.store, { ...rest, dev: this.dev, ...(appended && !head && { appended }) }, events);
    if (done.status === "ok" && done.head) {
      this.dev = done.head.dev;
      this.own.wrote(done.n, done.head);
    } else this.own.others();
    if (done.status === "ok" && done.envelopes.length) await this.#remember(done);
    // Other events count once an import is withdrawn: every engine reads the log anew.
    const recounts = [act, ...(act.also ?? [])].flatMap(({ events }) => events).some(({ stream }) => stream.startsWith(STREAMS_OF_IMPORTS));
    if (done.status === "ok") this.signals.hint({ what: recounts ? "erased" : "events", n: done.n });
    return done;
  }

  /** The union with records from elsewhere. @param {Parameters<typeof merge>[1]} records @param {number} wall @param {(soFar: import("./merge.js").Merged) => void} [progress] @param {Parameters<typeof merge>[5]} [batch] */
  async merge(records, wall, progress, batch) {
    let told = -Infinity;
    const isGoing = (/** @type {import("./merge.js").Merged} */ soFar) => {
      this.own.others();
      // Chunks may be small and many; nobody needs to hear of each.
      if (performance.now() - told < TELLING) return;
      told = performance.now();
      this.signals.hint({ what: "writing" });
      progress?.(soFar);
    };
    this.own.others();
    this.signals.hint({ what: "writing" });
    const manners = new Manners(this.signals);
    const done = await merge(this.store, records, wall, manners, isGoing, batch).finally(() => manners.stop());
    // Contents under numbers already read, or another device id: every engine reads the log anew, as after an erase.
    this.signals.hint({ what: done.filled || done.device || done.recounts ? "erased" : "events" });
    return done;
  }

  /** Remove these events' bodies and blobs, and these refused acts, for good; every tab must restart its engine and clear its caches. @param {string[]} ids @param {number[]} [rows] numbers in the inbox */
  erase = (ids, rows) => this.#told(erase(this.store, ids, rows), "erased");

  /** The event this browser wrote last, if the log does not hold it; null when nothing is missing. @returns {Promise<{dev: string, seq: number, id: string} | null>} */
  async lost() {
    const kept = this.signals.mirrored();
    return kept && !(await this.known([kept.id])).size ? kept : null;
  }

  /** How far the log has come; what is missing is not forgotten over it. @param {{head: Head | null, envelopes: Envelope[]}} done */
  async #remember({ head, envelopes }) {
    const kept = this.signals.mirrored();
    const follows = !kept || envelopes[0]?.[2].includes(`"prev":"${kept.id}"`);
    // The act is in the log, whatever this question ends with.
    if (follows || !(await this.lost().catch(() => kept))) this.signals.mirror(head);
  }

  /** "change": another tab wrote; "closed": the connection is gone; "blocked": another tab holds it. @template {"change" | "closed" | "blocked"} K @param {K} event @param {(detail: import("./signals.js").Details[K]) => void} use @returns {() => void} stops listening */
  on = (event, use) => this.signals.on(event, use);

  close() {
    this.store.close();
    this.signals.close();
  }

  /** @template T @param {Promise<T>} work @param {Change["what"]} what @returns {Promise<T>} */
  async #told(work, what) {
    const done = await work;
    this.signals.hint({ what });
    return done;
  }
}

/** Other tabs, and whoever shows how far it is, hear of an import that goes on so often (ms). */
const TELLING = 100;
/** Whoever wrote this lately may write again before one hears of it. */
const QUIET = 3000;

/** The log's end, as long as this page wrote it and nobody else seems to be writing: then one knows what comes next in it. */
class OwnEnd {
  /** @type {{n: number, head: Head} | null} */
  #end = null;
  #heard = -QUIET;

  others() {
    this.#end = null;
    this.#heard = performance.now();
  }

  /** @param {number} n @param {Head} head */
  wrote(n, head) {
    this.#end = performance.now() - this.#heard < QUIET ? null : { n, head };
  }

  /** This device's last event if the log ends with it, as number n. @param {number} n @returns {Head | null} */
  headAt(n) {
    return this.#end?.n === n ? this.#end.head : null;
  }
}

/** @param {import("./reading.js").Full} row @returns {Envelope} */
const envelope = ({ n, id, header, body }) => [n, id, header, body];
