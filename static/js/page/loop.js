// The way of a gesture, page side: command -> inbox -> decide -> one transaction -> apply -> changed regions.
// Everything that moves the engine's state runs in a turn; the log's transaction has the last word (already / stale).

import { today } from "./days.js";
import { DEADLINES, EngineAbsent, EngineGone } from "./engine.js";
import { Recorder } from "./recording.js";

/**
 * @typedef {import("../log/log.js").Log} Log
 * @typedef {import("./engine.js").Reply} Reply
 * @typedef {[number, string, string, string | null]} Envelope
 * @typedef {{v: 1, id: string, at: number, tz: string, tab: string, build: string, route: string, actor: string,
 *   name: string, stream: string, over: string[], args: Record<string, any>}} Command
 * @typedef {{what: string, why: string, next: string}} Refusal
 * @typedef {{id: string, status: "ok" | "refused" | "already" | "stuck" | "lost", refusal?: Refusal, reply?: Reply, events?: string[]}} Outcome
 */

const CHUNK = 4000;
const MOST_NEEDS = 64;
/** While more of the same waits, the screen is drawn no more often: five hundred files are not five hundred drawings of a library. */
const PAUSE = 400;
/** What others brought is applied in parts that take about this long, so that a tick meanwhile hardly waits. */
const PART_TIME = 60;
const LEAST_PART = 200;
/** The reader's own time zone, asked each time: a laptop travels while the page is open. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

export class Loop {
  /**
   * @param {{engine: import("./engine.js").Engine, log: Log, strikes: import("./strikes.js").Strikes,
   *   checkpoints: import("./checkpoints.js").Checkpoints, build: string,
   *   paint: (reply: Reply) => void, prepare?: (reply: Reply) => void, committed: (id: string) => void, shown: () => {route: string, token: string | null}, me?: () => string}} parts `me`: who works here
   */
  constructor(parts) {
    this.parts = parts;
    this.recorder = new Recorder(this);
    /** The last arrival number the engine has applied. */
    this.n = 0;
    /** The arrival number the screen shows; the engine may know more. */
    this.drawn = 0;
    /** When it was last drawn; never yet. */
    this.painted = -Infinity;
    /** Streams that the engine knows further than the rest of the log, and up to which arrival number. @type {Map<string, number>} */
    this.ahead = new Map();
    this.part = LEAST_PART;
    /** The stream a call is about while the loop goes one stream at a time. */
    this.suspect = "";
  }

  /** Bring a fresh engine to the log's tail. Resolves with the number of events replayed. @param {boolean} careful */
  async boot(careful) {
    const { log, checkpoints, build, strikes } = this.parts;
    const { dev, epoch } = await log.identity();
    const saved = careful ? null : await checkpoints.load(log, epoch);
    checkpoints.epoch = epoch;
    const { reply } = await this.parts.engine.call(
      { call: "boot", build, dev, deviceName: (await log.kv.get("deviceName")) ?? "", checkpoint: saved?.meta ?? null, quarantined: await strikes.quarantined(), imports: await log.imports() },
      DEADLINES.gesture,
      saved?.bytes ?? null,
    );
    this.n = applied(reply)["n"] ?? 0;
    this.ahead.clear();
    const from = this.n;
    await this.applyTail(careful);
    return this.n - from;
  }

  /** Apply what the log holds beyond the engine, in chunks; careful means one stream a call, so a death names its stream. @param {boolean} careful */
  async applyTail(careful) {
    for (;;) {
      const envelopes = await this.parts.log.since(this.n, CHUNK);
      const last = envelopes.at(-1);
      if (!last) return;
      for (const part of careful ? byStream(envelopes) : [envelopes]) {
        this.suspect = careful ? streamOf(/** @type {Envelope} */ (part[0])) : "";
        applied(await this.ask({ call: "apply", envelopes: part, tail: part.at(-1)?.[0] ?? this.n }, careful ? DEADLINES.gesture : DEADLINES.apply));
      }
      this.suspect = "";
      this.#arrived(last[0]);
    }
  }

  /** One part of what others brought; the screen is drawn with the last. Resolves with whether there is more. @returns {Promise<boolean>} */
  async catchUpSome() {
    const began = performance.now();
    const envelopes = await this.parts.log.since(this.n, this.part);
    const last = envelopes.at(-1);
    if (last) {
      applied(await this.ask({ call: "apply", envelopes, tail: last[0] }, DEADLINES.apply));
      this.#arrived(last[0]);
      this.part = Math.round(Math.min(CHUNK, Math.max(LEAST_PART, (this.part * PART_TIME) / Math.max(1, performance.now() - began))));
      if ((await this.parts.log.tail()).n > this.n) return true;
    }
    if (this.drawn < this.n) await this.open(this.parts.shown().route);
    return false;
  }

  /** @param {number} n */
  #arrived(n) {
    this.n = n;
    for (const [stream, own] of this.ahead) if (own <= n) this.ahead.delete(stream);
  }

  /** Catch up with other tabs and imports, then redraw the screen once. */
  async catchUp() {
    await this.follow();
    if (this.drawn < this.n) await this.open(this.parts.shown().route);
  }

  /** What others wrote. @throws {EngineAbsent} when the engine knows more than the log: it is not true any more */
  async follow() {
    const { n } = await this.parts.log.tail();
    if (n < this.n) throw new EngineAbsent("A part of the log is gone.");
    if (n > this.n) await this.applyTail(false);
  }

  /** @param {string} route */
  async open(route) {
    this.suspect = routeStream(route);
    const reply = await this.ask({ call: "open", route, shown: this.parts.shown().token }, DEADLINES.gesture);
    this.suspect = "";
    this.drew(reply.status === "bug" ? { ...reply, route } : reply);
    return reply;
  }

  /** @param {Reply} reply */
  drew(reply) {
    this.drawn = this.n;
    this.painted = performance.now();
    this.parts.paint(reply);
  }

  /** Call the engine; when it needs whole streams, load them and ask the same again. @param {Record<string, unknown>} request @param {number} deadline @returns {Promise<Reply>} */
  async ask(request, deadline) {
    const asked = { ...request, today: today(), now: Date.now(), tz: zone(), me: this.parts.me?.() ?? "" };
    /** @type {Record<string, Envelope[]>} */
    const streams = {};
    for (let round = 0; round < MOST_NEEDS; round++) {
      const { reply } = await this.parts.engine.call(round ? { ...asked, streams } : asked, deadline);
      if (reply.status !== "need") return reply;
      for (const stream of reply.streams) streams[stream] ??= await this.parts.log.stream(stream);
    }
    return { status: "bug", what: "The engine asked for the same streams again and again.", detail: Object.keys(streams).join(" ") };
  }

  /** Take one command from the inbox to the screen; lost when the inbox could not keep it. @param {Command} command @param {boolean} [crowded] more of its kind waits behind it @param {Promise<boolean>} [kept] @returns {Promise<Outcome>} */
  async settle(command, crowded = false, kept = Promise.resolve(true)) {
    const draw = !crowded || performance.now() - this.painted > PAUSE;
    const outcome = await this.recorder.settle(command, draw, kept);
    // On the way it may have learned what other tabs wrote, and then have had nothing of its own to draw.
    if (draw && this.drawn < this.n) await this.open(this.parts.shown().route);
    return outcome;
  }

  /** The first of these files together, if they can be. @param {Command[]} commands @returns {Promise<Outcome[]>} */
  async together(commands) {
    return this.recorder.together(commands, performance.now() - this.painted > PAUSE);
  }

  /** A command that ended the engine twice. @param {Command} command @returns {Promise<Outcome>} */
  stick(command) {
    return this.recorder.stick(command);
  }
}

/** An engine that could not apply what the log holds is no longer true to it: it is replaced. @param {Reply} reply @returns {Reply} @throws {EngineGone} */
export function applied(reply) {
  if (reply.status !== "ok") throw new EngineGone(reply["what"] ?? "The engine could not read a part of the log.");
  return reply;
}

/** @param {Envelope} envelope */
export const streamOf = (envelope) => /** @type {string} */ (JSON.parse(envelope[2]).stream);

/** The stream a route shows, or "". @param {string} route */
export function routeStream(route) {
  const [, area, id] = /^#\/(library|runs|schedule)\/([a-z2-7]{16})/.exec(route) ?? [];
  return id ? `${{ library: "document", runs: "run", schedule: "schedule" }[area ?? ""]}/${id}` : "";
}

/** Envelopes cut into runs of one stream, arrival order kept. @param {Envelope[]} envelopes @returns {Envelope[][]} */
function byStream(envelopes) {
  /** @type {Envelope[][]} */
  const parts = [];
  let before = "";
  for (const envelope of envelopes) {
    const stream = streamOf(envelope);
    if (stream !== before) parts.push([]);
    parts.at(-1)?.push(envelope);
    before = stream;
  }
  return parts;
}
