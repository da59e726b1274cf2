// The page's own verbs: keep a wish as a command, end it, follow it, react to other tabs. State lives in the parts it is given.

import { mint } from "../log/canonical.js";
import { maskAll } from "../log/secrets.js";
import { DEADLINES } from "./engine.js";
import { drawInbox } from "./inboxview.js";
import { zone } from "./loop.js";
import { Once } from "./once.js";
import { Reminders } from "./reminders.js";
import { route } from "./router.js";

/**
 * @typedef {import("./loop.js").Command} Command
 * @typedef {import("./loop.js").Outcome} Outcome
 * @typedef {import("./gestures.js").Wish} Wish
 */

export class Page {
  /**
   * @param {{signals: import("./signals.js").Signals, build: string, tab: string, log: import("../log/log.js").Log, cache: import("../log/cache.js").Cache,
   *   drafts: import("./drafts.js").Drafts, pending: import("./pending.js").Pending, screen: import("./screen.js").Screen,
   *   memory: import("./memory.js").Memory, loop: import("./loop.js").Loop, supervisor: import("./supervisor.js").Supervisor,
   *   router: import("./router.js").Router, painter: import("./painter.js").Painter}} parts
   */
  constructor(parts) {
    this.parts = parts;
    this.dev = "";
    /** Who is working: a name, "" until someone said. */
    this.person = () => "";
    /** Told when a command of this page ended. @type {Set<(command: Command, outcome: Outcome) => void>} */
    this.endings = new Set([(command, outcome) => this.#follow(command, outcome)]);
    /** Commands after which their new stream is opened. @type {Set<string>} */
    this.following = new Set();
    /** Whether a notice says why something waits. */
    this.isDelayed = false;
    this.reminders = new Reminders(this);
    this.once = new Once((id) => parts.pending.isGoing(id));
  }

  /** A gesture: durable in the inbox first, then Python. @param {Wish} wish @returns {Promise<string | null>} the command's id, or null when it could not be kept */
  async perform(wish) {
    const { id, kept } = this.#begin(wish);
    return (await kept) ? id : null;
  }

  /** As `perform`, for what a person presses: twice in a row is once. @param {Wish} wish @returns {Promise<string | null>} */
  press(wish) {
    return this.once.press(wish, () => this.#begin(wish));
  }

  /** @param {Wish} wish @returns {import("./once.js").Begun} */
  #begin(wish) {
    const { build, tab, pending, screen } = this.parts;
    /** @type {Command} */
    const command = {
      v: 1, id: mint(), at: wish.at ?? Date.now(), tz: zone(), tab, build, route: route(), actor: this.person(),
      name: wish.name, stream: wish.stream, over: wish.over, args: this.#unsecret(wish),
    };
    if (wish.then === "open") this.following.add(command.id);
    pending.put(command, "keeping");
    screen.relay();
    return { id: command.id, kept: this.#send(command) };
  }

  /** The inbox is durable, so what looks like a secret is masked before it; a document's text is kept to the letter. @param {Wish} wish */
  #unsecret({ stream, args }) {
    if (stream.startsWith("document/")) return args;
    const { value, found } = maskAll(args);
    if (found.length) this.parts.signals.toast(`Not kept: ${found.join(", ")}. Sophie stores no secrets.`);
    return value;
  }

  /** To the disk and to the engine side by side: what the engine makes of it counts only once the inbox has it. @param {Command} command */
  #send(command) {
    const kept = this.#keep(command);
    this.parts.supervisor.push(command, kept);
    return kept;
  }

  /** @param {Command} command @returns {Promise<boolean>} whether the inbox has it */
  async #keep(command) {
    const { log, tab, pending, signals } = this.parts;
    try {
      await log.receive(command, tab);
    } catch (error) {
      pending.put(command, "lost");
      signals.alert(`Not saved: ${sentence(error)}`);
      signals.notice("not-saved", `${sentence(error)} What you did is still on this screen, but not on the disk.`);
      return false;
    }
    performance.mark("sophie:tick-kept");
    pending.put(command, "waiting");
    return true;
  }

  /** Try to keep again what a full disk refused. */
  async retry() {
    for (const command of this.parts.pending.withState("lost")) if (!(await this.#send(command))) return;
    this.parts.signals.notice("not-saved", null);
    await this.parts.supervisor.adopt();
  }

  /** The log did not take what the inbox holds: it is tried again by itself, and until then one knows why it waits. @param {unknown} error */
  delayed(error) {
    this.isDelayed = true;
    this.parts.signals.notice("not-saved", `${sentence(error)} What you did waits in this browser and is tried again.`);
  }

  /** A command left the inbox, or stays there refused. @param {Command} command @param {Outcome} outcome */
  ended(command, outcome) {
    const { pending, signals, screen } = this.parts;
    if (outcome.refusal) {
      this.once.refused(command.id);
      pending.put(command, outcome.status === "stuck" ? "stuck" : "refused");
      signals.alert(`${outcome.refusal.what} ${outcome.refusal.why} ${outcome.refusal.next}`);
      void this.showInbox();
      this.#redraw();
    } else pending.drop(command.id);
    if (this.isDelayed && !pending.withState("lost").length) signals.notice("not-saved", null);
    this.isDelayed = false;
    const said = outcome.reply?.["announce"];
    if (said) said.assertive ? signals.alert(said.text) : signals.status(said.text);
    for (const tell of this.endings) tell(command, outcome);
    screen.relay();
    performance.mark("sophie:tick-done");
  }

  /** Open what the command made. @param {Command} command @param {Outcome} outcome */
  #follow(command, outcome) {
    if (!this.following.delete(command.id) || outcome.refusal) return;
    const [area, id] = command.stream.split("/");
    const areas = { run: "runs", schedule: "schedule" };
    this.parts.router.go(outcome.reply?.["route"] ?? `#/${areas[/** @type {"run" | "schedule"} */ (area)] ?? "library"}/${id}`);
  }

  /** A log that is shorter than this browser remembers lost its end: say so, and what can be done. */
  async checkLoss() {
    const lost = await this.parts.log.lost();
    this.parts.signals.notice("data-lost", lost && "This browser lost a part of what was recorded here, or all of it. Import your last snapshot: it adds what is missing and changes nothing else.");
  }

  async showInbox() {
    drawInbox(await this.parts.log.inbox());
  }

  /** @param {string} id of a refused command */
  async dismiss(id) {
    await this.parts.log.dismiss(id);
    this.parts.pending.drop(id);
    await this.showInbox();
    this.#redraw();
  }

  /** The whole screen as the engine has it: a box must not stay as the hand left it when its act was not recorded. */
  #redraw() {
    this.parts.screen.shown.token = null;
    void this.open(route(), false);
  }

  /** @param {string} next @param {boolean} moved */
  async open(next, moved) {
    const { supervisor, loop, memory, painter } = this.parts;
    if (moved) {
      this.once.moved();
      // Before the screen is another: what waits to be kept is the one still shown.
      await memory.flush();
    }
    if (!supervisor.ready) return moved ? painter.remember(next) : undefined;
    await supervisor.turn("open", () => loop.open(next));
  }

  /** What helps against a pasted alert; the latest text wins. @param {string} text */
  async answer(text) {
    const { supervisor, loop, painter, screen } = this.parts;
    const reply = await supervisor.turn("answer", () => loop.ask({ call: "answer", text: text.toWellFormed?.() ?? text, shown: screen.shown.token }, DEADLINES.gesture));
    if (reply) painter.paint(reply);
  }

  /** Another tab wrote, or an import ended here. @param {{what: import("../log/signals.js").Change["what"]}} change */
  async changed({ what }) {
    const { log, pending, supervisor, loop } = this.parts;
    if (what === "erased") return this.#forget();
    if (what === "writing") return;
    const rows = await log.inbox();
    pending.match(rows);
    drawInbox(rows);
    if (what === "events") while (await supervisor.turn("catch-up", () => loop.catchUpSome()));
  }

  /** An import ended here. @param {{filled: number, device: string | null, recounts: boolean}} result */
  async merged({ filled, device, recounts }) {
    this.dev = device ?? this.dev;
    // Bodies that were missing here came in under numbers the engine has already passed, or it writes under another id: it reads the log anew.
    if (filled || device || recounts) await this.#forget();
    else await this.changed({ what: "events" });
    // Much may have come: the next start must not replay it.
    await this.parts.supervisor.keepCheckpoint();
    await this.checkLoss();
  }

  /** Something was erased: no cache, no running engine may still hold it. */
  async #forget() {
    const { cache, memory, log, supervisor, screen, drafts, pending } = this.parts;
    memory.pause(true);
    await cache.clear();
    await drafts.match();
    const rows = await log.inbox();
    pending.match(rows);
    drawInbox(rows);
    memory.epoch = (await log.identity()).epoch;
    screen.shown = { route: "", token: null };
    // A checkpoint may have been on its way to the disk.
    await supervisor.turns.take(() => cache.clear());
    await supervisor.run();
    memory.pause(false);
    await this.open(route(), false);
  }

  /** Back from the background: first what was erased or withdrawn meanwhile, whose hint may not have come through. */
  async wake() {
    const { log, memory, supervisor } = this.parts;
    const { epoch } = await log.identity().catch(() => memory);
    if (epoch !== memory.epoch) await this.#forget();
    await supervisor.wake();
  }

  /** Write what is only in memory (hidden page, reload). */
  async flush() {
    await Promise.all([this.parts.drafts.flush(), this.parts.memory.flush()]);
  }

  /** Download a revision's text as it was imported, byte for byte. @param {DOMStringMap} about @returns {Promise<Blob | null>} */
  async markdown({ stream = "", revision = "" }) {
    const envelopes = await this.parts.log.stream(stream);
    const body = envelopes.find((envelope) => envelope[1] === revision)?.[3];
    return body ? new Blob([JSON.parse(body).text], { type: "text/markdown" }) : null;
  }

  /** Which revision of each document stands; null while there is no engine to ask. @returns {Promise<import("./shelf.js").Book[] | null>} */
  async books() {
    const { supervisor, loop } = this.parts;
    const reply = await supervisor.turn("books", () => loop.ask({ call: "books" }, DEADLINES.gesture));
    return reply?.status === "ok" ? reply["books"] : null;
  }
}

/** @param {unknown} error */
function sentence(error) {
  const { what, why, next } = /** @type {{what?: string, why?: string, next?: string}} */ (error ?? {});
  if (what) return [what, why, next].filter(Boolean).join(" ");
  return error instanceof Error ? error.message : String(error);
}
