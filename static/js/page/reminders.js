// What is due is told while a tab is open: a notification, a number on the icon, a sound. Each only when it was asked for.

import { badge } from "./active.js";
import { DEADLINES } from "./engine.js";
import { zone } from "./loop.js";
import { route } from "./router.js";

/** @typedef {{id: string, title: string, state: "due" | "overdue" | "tell" | "untold", due: number, running: boolean}} Due */
/** @typedef {"notify" | "badge" | "sound"} Way */

const LONGEST = 6 * 3_600_000;
/** A morning may open thirty rounds at once: nobody reads thirty names in a notification. */
const MOST_SAID = 3;
/** "Rounds is due", "Customers are to be told of Router swap". @type {Record<Due["state"], (title: string) => string>} */
const SAYS = {
  due: (title) => `${title} is due`,
  overdue: (title) => `${title} is overdue`,
  tell: (title) => `Customers are to be told of ${title}`,
  untold: (title) => `Customers should have been told of ${title}`,
};
/** Acts after which something else may be due. */
const TURNS = new Set(["set-schedule", "stop-schedule", "resume-schedule", "skip-occurrences", "reopen-occurrences", "add-holidays", "begin-emergency", "send-notice", "start-run", "finish-run", "reopen-run", "use-offers", "stop-offers", "undo"]);

export class Reminders {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    /** @type {Record<Way, boolean>} */
    this.ways = { notify: false, badge: false, sound: false };
    /** What was told of in this tab; what was due when it opened is not news. @type {Set<string> | null} */
    this.told = null;
    this.timer = 0;
    page.endings.add((command, outcome) => void (!outcome.refusal && TURNS.has(command.name) && this.look()));
  }

  async start() {
    const { log } = this.page.parts;
    this.ways = { ...this.ways, ...(await log.kv.get("reminders").catch(() => null)) };
    this.draw();
    await this.#zoneChanged();
    document.addEventListener("visibilitychange", () => void (!document.hidden && this.look()));
  }

  /** Ask what is due now, tell what is new, and come back when that changes. */
  async look() {
    const { supervisor, loop } = this.page.parts;
    const reply = await supervisor.turn("agenda", () => loop.ask({ call: "agenda" }, DEADLINES.gesture)).catch(() => undefined);
    if (reply?.status !== "ok") return;
    this.#tell(reply["due"]);
    clearTimeout(this.timer);
    const wait = reply["next"] ? Math.max(1_000, reply["next"] - Date.now() + 500) : LONGEST;
    this.timer = setTimeout(() => void this.look(), Math.min(wait, LONGEST));
  }

  /** @param {Due[]} due */
  #tell(due) {
    const waiting = due.filter((one) => !one.running);
    this.#badge(waiting.length);
    const names = new Set(waiting.map((one) => `${one.id} ${one.state}`));
    const fresh = this.told ? waiting.filter((one) => !this.told?.has(`${one.id} ${one.state}`)) : [];
    this.told = names;
    if (fresh.length === 0) return;
    const said = fresh.slice(0, MOST_SAID).map(({ state, title }) => SAYS[state](title));
    const text = [...said, ...(fresh.length > MOST_SAID ? [`and ${fresh.length - MOST_SAID} more`] : [])].join(", ");
    const offer = { label: "Open the schedule", act: () => this.page.parts.router.go("#/schedule") };
    this.page.parts.signals.toast(`${text}.`, route().startsWith("#/schedule") ? undefined : offer);
    if (this.ways.notify) void notify(text);
    if (this.ways.sound) beep();
  }

  /** @param {number} count */
  #badge(count) {
    badge({ due: this.ways.badge ? count : 0 });
  }

  /** A switch was pressed: only then is the browser asked for anything. @param {string} way @param {boolean} on */
  async set(way, on) {
    const known = /** @type {Way} */ (way);
    if (known === "notify" && on && (typeof Notification === "undefined" || (await Notification.requestPermission()) !== "granted")) {
      this.draw();
      return this.#say("This browser does not allow notifications here. Allow them for this address in the browser’s settings, then try again.");
    }
    this.ways[known] = on;
    await this.page.parts.log.kv.set("reminders", { ...this.ways });
    if (known === "sound" && on) beep();
    this.#say(on ? "On, in this browser." : "Off, in this browser.");
    this.draw();
    await this.look();
  }

  draw() {
    for (const [way, on] of Object.entries(this.ways)) {
      const box = document.getElementById(`remind-${way}`);
      if (box instanceof HTMLInputElement) box.checked = on;
    }
  }

  /** @param {string} text */
  #say(text) {
    const line = document.getElementById("remind-says");
    if (line) line.textContent = text;
  }

  /** The device is in another zone than last time: what that changes, and what not. */
  async #zoneChanged() {
    const { log, signals } = this.page.parts;
    const before = await log.kv.get("zone").catch(() => null);
    const now = zone();
    if (before === now) return;
    await log.kv.set("zone", now).catch(() => null);
    if (before) signals.toast(`This device’s time zone changed from ${before} to ${now}. Each schedule keeps its own zone: nothing moved, and nothing comes twice. Times of another zone are shown in both.`);
  }
}

/** @param {string} text */
async function notify(text) {
  const options = { body: text, tag: "sophie-due", icon: "static/icons/sophie-192.png" };
  const worker = await navigator.serviceWorker?.getRegistration();
  // A phone shows notifications of a service worker only.
  if (worker) return worker.showNotification("Sophie", options).catch(() => undefined);
  try {
    new Notification("Sophie", options);
  } catch {
    // The browser shows none from a page; the line on the screen stands.
  }
}

/** Two short tones, made here: no file is fetched. */
function beep() {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.value = 0.08;
  volume.connect(audio.destination);
  for (const [at, tone] of [[0, 660], [0.18, 880]]) {
    const sound = audio.createOscillator();
    sound.frequency.value = tone ?? 660;
    sound.connect(volume);
    sound.start(audio.currentTime + (at ?? 0));
    sound.stop(audio.currentTime + (at ?? 0) + 0.14);
  }
  setTimeout(() => void audio.close(), 1_000);
}
