// One command, decided by the engine, becomes events in the log and a changed screen, or a refusal that is kept.
// The log's transaction has the last word (already / stale).

import { Failure } from "../log/failure.js";
import { DEADLINES, EngineGone } from "./engine.js";
import { applied, streamOf } from "./loop.js";

/**
 * @typedef {import("./engine.js").Reply} Reply
 * @typedef {import("./loop.js").Command} Command
 * @typedef {import("./loop.js").Envelope} Envelope
 * @typedef {import("./loop.js").Outcome} Outcome
 * @typedef {import("./loop.js").Refusal} Refusal
 */

/** Acts that rest on their run alone: they need not wait for what else came to the log. */
const ALONE = new Set(["check-step", "skip-step", "report-problem", "add-note"]);

/** Sentences Sophie itself refuses with. */
export const STUCK = {
  what: "Sophie could not record this.",
  why: "The engine stopped twice while working on it.",
  next: "It is kept here and in every snapshot. Dismiss it when you no longer need it.",
};

export class Recorder {
  /** @param {import("./loop.js").Loop} loop whose turn it is */
  constructor(loop) {
    this.loop = loop;
    /** Whether the engine may hear of events while the disk still works; not any more once the disk refused some. */
    this.mayRunAhead = true;
  }

  /** Until it is recorded, refused, or found to be done; lost when the inbox could not keep it. @param {Command} command @param {boolean} draw @param {Promise<boolean>} kept @returns {Promise<Outcome>} */
  async settle(command, draw, kept) {
    const deadline = command.name === "import-document" ? DEADLINES.import : DEADLINES.gesture;
    let isKept = false;
    void kept.then((has) => (isKept = has));
    for (;;) {
      this.loop.suspect = command.stream;
      const reply = await this.loop.ask({ call: "decide", command }, deadline);
      this.loop.suspect = "";
      const outcome = reply["events"]?.length ? await this.#record(command, reply, draw, isKept) : await this.#conclude(command, reply, kept);
      if (!outcome && !(await kept)) return { id: command.id, status: "lost" };
      if (!outcome || outcome.status === "already") await this.loop.follow();
      if (outcome) return outcome;
    }
  }

  /**
   * Files that wait in a row, all of them in the inbox: the first of them in one transaction and one drawing. What stands in another's way, or is refused, is left for its own turn.
   * @param {Command[]} commands @param {boolean} draw @returns {Promise<Outcome[]>} of the first ones; none when each needs its own turn
   */
  async together(commands, draw) {
    const { decided = [] } = /** @type {{decided?: Reply[]}} */ (await this.loop.ask({ call: "decide-together", commands }, DEADLINES.import));
    if (decided.length < 2) return [];
    const acts = decided.map(({ events }, at) => act(/** @type {Command} */ (commands[at]), events));
    const [first, ...also] = /** @type {[ReturnType<typeof act>, ...ReturnType<typeof act>[]]} */ (acts);
    const result = await this.loop.parts.log.commit({ ...first, also, after: this.loop.n, wall: Date.now() }).catch(passed);
    if (result?.status !== "ok") return [];
    let at = 0;
    const outcomes = decided.map((reply, n) => {
      const { id } = /** @type {Command} */ (commands[n]);
      const events = result.envelopes.slice(at, (at += reply["events"].length)).map((envelope) => envelope[1]);
      this.loop.parts.committed(id);
      return /** @type {Outcome} */ ({ id, status: "ok", reply, events });
    });
    try {
      const reply = applied(await this.#tell(result, draw));
      this.loop.n = result.n;
      if (draw && reply["painted"]) this.loop.drew(reply);
    } catch (error) {
      // The events are in the log; a new engine reads them from there.
      if (!(error instanceof EngineGone)) throw error;
      throw Object.assign(error, { outcomes });
    }
    return outcomes;
  }

  /** A refusal, or nothing to do, counts only once the inbox has the command, and on the log as it is now; null: decide again. @param {Command} command @param {Reply} reply @param {Promise<boolean>} kept */
  async #conclude(command, reply, kept) {
    if (!(await kept) || (await this.loop.parts.log.tail()).n !== this.loop.n) return null;
    if (reply.status === "refused") return this.#refuse(command, reply.refusal);
    if (reply.status !== "ok") return this.#refuse(command, { ...STUCK, why: reply.what ?? STUCK.why });
    return this.#nothingToDo(command, reply);
  }

  /**
   * Events to the log, and what will stand there to the engine beside the disk's own work; nothing is shown before both have it.
   * The log takes its transactions in order, so it finds the command's row if the inbox took it: deciding and asking need not wait for that.
   * @param {Command} command @param {Reply} decided @param {boolean} draw @param {boolean} isKept the inbox is known to have had it @returns {Promise<Outcome | null>} null: decide again
   */
  async #record(command, decided, draw, isKept) {
    const { id, actor, at, tz } = command;
    /** @type {{ids: string, reply: Promise<Reply> | null}} */
    const told = { ids: "", reply: null };
    const appended = (/** @type {{envelopes: Envelope[], n: number}} */ done) => {
      if (!this.mayRunAhead) return;
      told.ids = idsOf(done);
      told.reply = this.#tell(done, draw);
      told.reply.then(this.loop.parts.prepare, () => {});
    };
    try {
      const result = await this.loop.parts.log.commit({ command: id, after: this.loop.n, ...this.#alone(command, decided["events"]), actor, at, tz, events: decided["events"], wall: Date.now(), appended });
      // Another tab wrote at the same moment: the engine heard of events that stand elsewhere in the log, or not at all.
      if (told.reply && (result.status !== "ok" || told.ids !== idsOf(result))) told.reply = this.#wasWrong("Another tab wrote at the same moment.");
      if (result.status === "ok") return this.#apply(command, decided, result, told.reply ?? this.#tell(result, draw), draw);
      return result.status === "already" && isKept ? { id, status: "already" } : null;
    } catch (error) {
      if (told.reply && !(error instanceof EngineGone)) this.#wasWrong("The log could not keep what the engine was told.");
      return this.#refuse(command, unfit(error));
    }
  }

  /** The engine heard of events that are not in the log after all: another one starts from what is. @param {string} why @returns {null} what it said counts no more */
  #wasWrong(why) {
    this.mayRunAhead = false;
    this.loop.parts.engine.kill(why);
    return null;
  }

  /** Up to where the run is known on which alone this act rests; nothing for an act that looks further. @param {Command} command @param {{stream: string}[]} events */
  #alone({ name, stream }, events) {
    if (!ALONE.has(name) || !events.every((event) => event.stream === stream)) return {};
    return { alone: Math.max(this.loop.n, this.loop.ahead.get(stream) ?? 0) };
  }

  /** Whether something that the engine has not applied lies before these. @param {Envelope[]} envelopes */
  #isAhead(envelopes) {
    return (envelopes[0]?.[0] ?? 0) > this.loop.n + 1;
  }

  /** @param {{envelopes: Envelope[], n: number}} done @param {boolean} draw @returns {Promise<Reply>} */
  #tell({ envelopes, n }, draw) {
    const { route, token } = this.loop.parts.shown();
    return this.loop.ask({ call: "apply", envelopes, tail: n, ...(this.#isAhead(envelopes) && { ahead: true }), ...(draw && { route, shown: token }) }, DEADLINES.gesture);
  }

  /** @param {Command} command @param {Reply} decided @param {{envelopes: Envelope[], n: number}} result @param {Promise<Reply>} told @param {boolean} draw @returns {Promise<Outcome>} */
  async #apply(command, decided, result, told, draw) {
    const events = result.envelopes.map((envelope) => envelope[1]);
    const outcome = /** @type {Outcome} */ ({ id: command.id, status: "ok", reply: decided, events });
    // Durable now: it must not look pending on the screen that shows it.
    this.loop.parts.committed(command.id);
    try {
      const reply = applied(await told);
      if (this.#isAhead(result.envelopes)) this.loop.ahead.set(command.stream, result.n);
      else this.loop.n = result.n;
      // Without a picture the screen has a fault of its own: opening it tells.
      if (draw && reply["painted"]) this.loop.drew(reply);
    } catch (error) {
      // The events are in the log; a new engine reads them from there.
      if (!(error instanceof EngineGone)) throw error;
      this.loop.suspect = result.envelopes[0] ? streamOf(result.envelopes[0]) : command.stream;
      throw Object.assign(error, { outcome });
    }
    return outcome;
  }

  /** @param {Command} command @param {Refusal} refusal @returns {Promise<Outcome>} */
  async #refuse(command, refusal) {
    // The row is gone: another tab has settled it.
    if ((await this.loop.parts.log.refuse(command.id, refusal)) === null) return { id: command.id, status: "already" };
    return { id: command.id, status: "refused", refusal };
  }

  /** @param {Command} command @param {Reply} reply @returns {Promise<Outcome>} */
  async #nothingToDo(command, reply) {
    await this.loop.parts.log.dismiss(command.id);
    return { id: command.id, status: "ok", reply, events: [] };
  }

  /** A command that ended the engine twice is kept and shown, never tried again by itself. @param {Command} command @returns {Promise<Outcome>} */
  async stick(command) {
    // A full disk leaves the row as it is; the supervisor does not take it again.
    await this.loop.parts.log.stick(command.id).catch(() => null);
    return { id: command.id, status: "stuck", refusal: STUCK };
  }
}

/** @param {Command} command @param {{stream: string, type: string, over: string[], body: string}[]} events */
const act = ({ id, actor, at, tz }, events) => ({ command: id, actor, at, tz, events });

/** Which events, and as which numbers. @param {{envelopes: Envelope[]}} done */
const idsOf = ({ envelopes }) => envelopes.map(([n, id]) => `${n} ${id}`).join();

/** A text among them that the log will never take is found again in its own turn. @param {unknown} error */
function passed(error) {
  unfit(error);
  return null;
}

/** What the log will never take is refused in the log's own sentences; a full disk or a lost connection may pass. @param {unknown} error @returns {Refusal} */
function unfit(error) {
  if (!(error instanceof Failure) || (error.code !== "too-big" && error.code !== "invalid")) throw error;
  return { what: error.what, why: error.why, next: error.next };
}
