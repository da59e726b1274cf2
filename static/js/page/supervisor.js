// Keeps an engine alive: start, boot to the log's tail, first screen, then commands in order; restarts it when it hangs or dies.

import { DEADLINES, EngineAbsent, EngineGone } from "./engine.js";
import { Turns } from "./turns.js";

/**
 * @typedef {import("./loop.js").Command} Command
 * @typedef {import("./loop.js").Outcome} Outcome
 * @typedef {{command: Command, kept: Promise<boolean>, isKept?: boolean}} Waiting
 */

/** So many files are looked at together; the engine says how many it took. */
const MOST_TOGETHER = 8;
/** Only the engine finds out which document a file is about: acts on documents keep their place behind it. */
const APART = /^(run|schedule|team|device)\//;
/** Deaths in a row, with no screen between, before the page stops trying by itself. */
const MOST_DEATHS = 6;
/** No data can be blamed for an engine that never answered: one more try if it refused, none if it kept us waiting. */
const WEIGHT = { "": 1, refused: MOST_DEATHS / 2, late: MOST_DEATHS };
const MOST_STRIKES = 2;
/** A row of another tab is taken when it is this old: its tab is gone or frozen. */
const ORPHAN = 10_000;

export class Supervisor {
  /**
   * @param {{engine: import("./engine.js").Engine, loop: import("./loop.js").Loop, log: import("../log/log.js").Log,
   *   strikes: import("./strikes.js").Strikes, checkpoints: import("./checkpoints.js").Checkpoints, tab: string,
   *   route: () => string, onState: (state: "starting" | "ready" | "failed", what?: string) => void,
   *   onOutcome: (command: Command, outcome: Outcome) => void, onDelay: (error: unknown) => void, note: (code: string, detail: string) => void}} parts
   */
  constructor(parts) {
    this.parts = parts;
    this.turns = new Turns();
    /** `kept`: whether the inbox has the command, once that is known. @type {Map<string, Waiting>} */
    this.queue = new Map();
    this.ready = false;
    this.deaths = 0;
    this.draining = false;
    /** @type {Promise<void> | null} */
    this.reviving = null;
    /** The start that was asked for last; the next begins when it has ended. @type {Promise<void>} */
    this.running = Promise.resolve();
    /** How often each command ended the engine in this page, also when the log cannot count (full disk). @type {Map<string, number>} */
    this.struck = new Map();
    /** So many go one by one, after the engine ended at several together: then each death names its command. */
    this.singly = 0;
  }

  /** Start (again) until a screen was painted from the log, or give up with a sentence. */
  run() {
    return (this.running = this.running.then(() => this.#run(), () => this.#run()));
  }

  async #run() {
    this.ready = false;
    this.parts.onState("starting");
    let careful = false;
    for (;;) {
      try {
        await this.turns.take(() => this.#start(careful));
        break;
      } catch (error) {
        if (!(error instanceof EngineGone)) return this.#gaveUp(error);
        if (await this.#died(error)) return;
        // An engine that never answered read no data: there is nothing to be careful about.
        careful ||= error.start === "";
      }
    }
    this.ready = true;
    this.deaths = 0;
    this.parts.onState("ready");
    // What other tabs wrote since the log was read, while this one was not listening.
    void this.turn("catch-up", () => this.parts.loop.catchUp());
    await this.adopt();
    this.#later();
  }

  /** @param {boolean} careful */
  async #start(careful) {
    const { engine, loop, note } = this.parts;
    const began = performance.now();
    await engine.start();
    const answered = performance.now();
    const replayed = await loop.boot(careful);
    await loop.open(this.parts.route());
    note("ready", `${engine.boot} start ${Math.round(answered - began)} ms, ${replayed} replayed, ready ${Math.round(performance.now() - began)} ms`);
  }

  /** @param {EngineGone} error @returns {Promise<boolean>} whether to stop trying */
  async #died(error) {
    const { loop, strikes, note } = this.parts;
    // A call that found no engine did not end it.
    const suspect = error instanceof EngineAbsent ? "" : loop.suspect;
    loop.suspect = "";
    this.deaths += WEIGHT[error.start];
    note("engine-gone", `${error.message} ${suspect.split("/")[0]}`);
    if (suspect && (await strikes.strike(suspect))) note("quarantined", suspect);
    if (this.deaths < MOST_DEATHS) return false;
    this.parts.engine.kill(error.message);
    this.parts.onState("failed", error.message);
    return true;
  }

  /** The log itself failed while the engine started: another engine would not help. @param {unknown} error */
  #gaveUp(error) {
    const what = error instanceof Error ? error.message : String(error);
    this.parts.note("start-failed", what);
    this.parts.onState("failed", what);
  }

  /** Work on a command that is in the inbox, or on its way there. @param {Command} command @param {Promise<boolean>} [kept] */
  push(command, kept = Promise.resolve(true)) {
    /** @type {Waiting} */
    const waiting = { command, kept };
    void kept.then((has) => (waiting.isKept = has), () => {});
    this.queue.set(command.id, waiting);
    void this.drain();
  }

  /** Settle the queue in order; one drain at a time. */
  async drain() {
    if (this.draining || !this.ready) return;
    this.draining = true;
    try {
      for (let next = this.#first(); next && this.ready; next = this.#first()) await this.#settle(next);
    } finally {
      this.draining = false;
    }
  }

  /** The next in order; files on their way in let an act go first that no file can be about. */
  #first() {
    /** Streams of what stands before: what comes to one of them keeps its place. */
    const before = new Set();
    for (const waiting of this.queue.values()) {
      const { name, stream, args } = waiting.command;
      const isApart = APART.test(stream) && !before.has(stream) && !before.has(`document/${args["document"]}`);
      if (name !== "import-document" && (isApart || !before.size)) return waiting;
      before.add(stream);
    }
    return this.queue.values().next().value;
  }

  /** Files that wait in a row from the first of the queue on, in the inbox, none of which ended an engine. @returns {Command[]} */
  #row() {
    /** @type {Command[]} */
    const row = [];
    for (const { command, isKept } of this.queue.values()) {
      if (command.name !== "import-document" || !isKept || this.struck.has(command.id) || row.length === MOST_TOGETHER) break;
      row.push(command);
    }
    return this.singly ? [] : row;
  }

  /** @param {Command[]} row @returns {Promise<boolean>} whether some of them ended, or the engine did */
  async #together(row) {
    const { loop } = this.parts;
    /** @param {Outcome[]} outcomes */
    const ended = (outcomes) => {
      for (const [n, outcome] of outcomes.entries()) {
        const command = /** @type {Command} */ (row[n]);
        this.queue.delete(command.id);
        this.parts.onOutcome(command, outcome);
      }
      return outcomes.length > 0;
    };
    try {
      return ended((await this.turns.take(async () => (this.ready ? loop.together(row) : null))) ?? []);
    } catch (error) {
      // What the log refused is refused again when they come one by one, and kept then.
      if (!(error instanceof EngineGone)) return false;
      const { outcomes } = /** @type {{outcomes?: Outcome[]}} */ (/** @type {unknown} */ (error));
      if (!ended(outcomes ?? [])) this.singly = row.length;
      await this.restart(error);
      return true;
    }
  }

  /** @param {Waiting} next */
  async #settle({ command, kept }) {
    const { loop } = this.parts;
    if (command.name === "import-document") {
      const row = this.#row();
      if (row.length > 1 && (await this.#together(row))) return;
      this.singly = Math.max(0, this.singly - 1);
    }
    try {
      // The engine may have died in a turn before this one: then the command stays queued, and carries no blame.
      const outcome = await this.turns.take(async () => (this.ready ? loop.settle(command, this.#isCrowded(command), kept) : null));
      if (!outcome) return;
      this.queue.delete(command.id);
      if (outcome.status !== "lost") this.parts.onOutcome(command, outcome);
    } catch (error) {
      if (!(error instanceof EngineGone)) return this.#keepForLater(command, error);
      const { outcome } = /** @type {{outcome?: Outcome}} */ (/** @type {unknown} */ (error));
      if (outcome) {
        this.queue.delete(command.id);
        this.parts.onOutcome(command, outcome);
      } else if (!(error instanceof EngineAbsent)) await this.#blame(command);
      await this.restart(error);
    }
  }

  /** Whether another file to import waits behind this one. @param {Command} command */
  #isCrowded({ id, name }) {
    if (name !== "import-document") return false;
    for (const { command: next } of this.queue.values()) if (next.id !== id) return next.name === name;
    return false;
  }

  /** The engine ended at this command: it is tried once more, then set aside. @param {Command} command */
  async #blame(command) {
    const { loop, log } = this.parts;
    // Behind it nothing may ask for the engine before a new one is there.
    this.ready = false;
    loop.suspect = "";
    const here = 1 + (this.struck.get(command.id) ?? 0);
    this.struck.set(command.id, here);
    const counted = await log.strike(command.id).catch(() => 0);
    if (Math.max(here, counted) < MOST_STRIKES) return;
    this.queue.delete(command.id);
    this.parts.onOutcome(command, await loop.stick(command));
  }

  /** The log refused (full disk, closed connection): the row stays in the inbox and is tried again later. @param {Command} command @param {unknown} error */
  async #keepForLater(command, error) {
    this.queue.delete(command.id);
    this.parts.note("kept", error instanceof Error ? `${error.name} ${/** @type {any} */ (error).code ?? ""} ${error.message}` : "unknown");
    this.parts.onDelay(error);
    // It was told of events that the log then could not keep.
    if (!this.parts.engine.isThere) await this.restart(new EngineAbsent("The engine was ahead of the log."));
  }

  /** Replace a dead engine; whoever asks meanwhile waits for the same one. @param {EngineGone} error */
  restart(error) {
    this.ready = false;
    this.reviving ??= this.#revive(error).finally(() => (this.reviving = null));
    return this.reviving;
  }

  /** @param {EngineGone} error */
  async #revive(error) {
    if (!(await this.#died(error))) await this.run();
  }

  /** Take over waiting rows: this tab's at once, a vanished tab's at once, a silent tab's after ten seconds. */
  async adopt() {
    const alive = await liveTabs();
    for (const row of await this.parts.log.inbox()) {
      const mine = row.tab === this.parts.tab;
      const orphan = (alive && !alive.has(row.tab)) || Date.now() - row.received > ORPHAN;
      const isFree = row.state === "waiting" && !this.queue.has(row.id) && (this.struck.get(row.id) ?? 0) < MOST_STRIKES;
      if (isFree && (mine || orphan)) this.queue.set(row.id, { command: row.command, kept: Promise.resolve(true), isKept: true });
    }
    void this.drain();
  }

  /** Run `work` in a turn; a dead engine is replaced, and its first screen stands for the work (undefined). @template T @param {string} name @param {() => Promise<T>} work */
  async turn(name, work) {
    if (!this.ready) return undefined;
    try {
      return await this.turns.takeLatest(name, async () => (this.ready ? work() : undefined));
    } catch (error) {
      if (!(error instanceof EngineGone)) throw error;
      return this.restart(error).then(() => undefined);
    }
  }

  /** After a return from the background: is the engine there, is there news? */
  async wake() {
    await this.turn("ping", async () => {
      await this.parts.engine.call({ call: "ping" }, DEADLINES.ping);
      await this.parts.loop.catchUp();
    });
    if (this.ready) await this.adopt();
  }

  /** Keep a checkpoint if it is worth its bytes. */
  async keepCheckpoint() {
    const { checkpoints, engine, log, loop } = this.parts;
    if (checkpoints.isDue(loop.n)) await this.turn("checkpoint", () => checkpoints.save(engine, log));
  }

  /** The same at an idle moment. */
  #later() {
    const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ work) => setTimeout(work, 1000));
    idle(() => void this.keepCheckpoint());
  }

  /** Called now and then: old rows of other tabs, a due checkpoint. */
  async tend() {
    if (!this.ready) return;
    await this.adopt();
    this.#later();
  }
}

/** Tabs that hold their lock now, or null when the browser cannot say. @returns {Promise<Set<string> | null>} */
export async function liveTabs() {
  const held = (await navigator.locks?.query())?.held;
  return held ? new Set(held.map((lock) => (lock.name ?? "").replace("sophie-tab-", ""))) : null;
}
