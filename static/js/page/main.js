// The page: wires log, engine, screen and listeners together, shows the last screen, then starts Python. What each part does stands in its own file.

import { openCache } from "../log/cache.js";
import { mint } from "../log/canonical.js";
import { openLog } from "../log/log.js";
import { badge, drawStrip } from "./active.js";
import { Awake } from "./awake.js";
import { markBar } from "./bar.js";
import { Checkpoints } from "./checkpoints.js";
import { startClocks } from "./clocks.js";
import { Drafts } from "./drafts.js";
import { Editor } from "./editor.js";
import { DEADLINES, Engine } from "./engine.js";
import { Erasing } from "./erasing.js";
import { Evidence } from "./evidence.js";
import { openAlert, pasted } from "./finding.js";
import { Exporting } from "./exporting.js";
import { Folding } from "./folding.js";
import { Importing } from "./importing.js";
import { Keeping } from "./keeping.js";
import { askAfter } from "./lasting.js";
import { Loop } from "./loop.js";
import { Memory } from "./memory.js";
import { tellNoStorage } from "./no-storage.js";
import { Page } from "./page.js";
import { Painter } from "./painter.js";
import { Pending } from "./pending.js";
import { Palette } from "./palette.js";
import { People } from "./people.js";
import { practise, tellPractice, workspace } from "./practice.js";
import { Router, route } from "./router.js";
import { SharedPage, catchLink } from "./shared.js";
import { Sharing } from "./sharing.js";
import { refocus } from "./runplace.js";
import { Screen } from "./screen.js";
import { Signals } from "./signals.js";
import { Snapshots } from "./snapshots.js";
import { StoragePage } from "./storage-page.js";
import { Strikes } from "./strikes.js";
import { Supervisor } from "./supervisor.js";
import { applyTheme } from "./theme.js";
import { Updates } from "./updates.js";
import { listen } from "./wire.js";

const TEND = 5_000;

/** @typedef {import("./wire.js").Desk} Desk */

/** A name for this tab that a reload keeps; its lock tells other tabs that it lives. */
function tabName() {
  const name = sessionStorage.getItem("sophie-tab") ?? mint();
  sessionStorage.setItem("sophie-tab", name);
  void navigator.locks?.request(`sophie-tab-${name}`, () => new Promise(() => {}));
  return name;
}

/** @param {import("../log/log.js").Log} log @param {import("../log/cache.js").Cache} cache @param {Signals} signals @param {Engine} engine @param {string} build */
function assemble(log, cache, signals, engine, build) {
  const tab = tabName();
  const strikes = new Strikes(cache);
  void strikes.begin(build);
  const checkpoints = new Checkpoints(cache);
  const memory = new Memory(cache, build);
  const drafts = new Drafts(log.drafts);
  const pending = new Pending((counts) => signals.unsaved(counts), () => screen.relay());
  const screen = new Screen(/** @type {HTMLElement} */ (document.getElementById("screen")), [drafts, pending]);
  const router = new Router((next, moved) => page.open(next, moved));
  const loop = new Loop({
    engine, log, strikes, checkpoints, build,
    paint: (reply) => painter.paint(reply),
    prepare: ({ painted }) => void (painted && screen.prepare(painted)),
    committed: (id) => pending.drop(id),
    shown: () => screen.shown,
    me: () => page.person(),
  });
  const supervisor = new Supervisor({
    engine, loop, log, strikes, checkpoints, tab, route,
    onState: (state, what) => engineIs(desk, state, what),
    onOutcome: (command, outcome) => page.ended(command, outcome),
    onDelay: (error) => page.delayed(error),
    note: (code, detail) => void cache.diagnostics.add(code, detail),
  });
  const painter = new Painter({ screen, memory, router, signals, log, at: () => loop.n, corners: (path, whole) => corners(desk, path, whole), shell: (shell) => learn(desk, shell) });
  const page = new Page({ signals, build, tab, log, cache, drafts, pending, screen, memory, loop, supervisor, router, painter });
  const desk = furnish(page, engine, strikes);
  return desk;
}

/** The page's helpers with forms of their own. @param {Page} page @param {Engine} engine @param {Strikes} strikes @returns {Desk & {openRuns: number}} */
function furnish(page, engine, strikes) {
  const { log, build, router, signals, supervisor, loop, painter, drafts, pending } = page.parts;
  const act = (/** @type {import("./gestures.js").Wish} */ wish) => page.perform(wish);
  const go = (/** @type {string} */ next) => router.go(next);
  const people = new People({ log, act, dev: () => page.dev });
  page.person = () => people.person;
  const said = { tell: (/** @type {string} */ text) => signals.toast(text), alert: (/** @type {string} */ text) => signals.alert(text) };
  const keeping = new Keeping({ log, build, ...said });
  const saved = (/** @type {number} */ n, /** @type {number} */ events) => keeping.saved(n, events);
  const palette = new Palette({ cache: page.parts.cache, memory: page.parts.memory, supervisor, loop, router });
  const forget = async () => {
    palette.forget();
    await page.changed({ what: "erased" });
    await keeping.erased();
  };
  const snapshots = new Snapshots({ log, build, go, act, saved, copy: () => keeping.copy(true), changed: (merged) => page.merged(merged).then(() => (merged.erased ? forget() : undefined)), ...said });
  const exporting = new Exporting({
    log, build, saved, ...said,
    streams: async () => (await supervisor.turn("streams", () => loop.ask({ call: "streams" }, DEADLINES.gesture)))?.["streams"] ?? null,
  });
  const storage = new StoragePage({ log, cache: page.parts.cache, open: (file) => void snapshots.open(file), ...said });
  page.endings.add((command, outcome) => void recounted(command, outcome, page, snapshots, keeping));
  const importing = new Importing({
    act, go,
    preview: async (files) => {
      const reply = await supervisor.turn("preview", () => loop.ask({ call: "preview", files }, DEADLINES.import));
      if (reply) painter.paint(reply);
      return reply !== undefined;
    },
    openSnapshot: (file, go) => void snapshots.open(file, go),
    openAlert: (text) => void openAlert(page, text),
    tell: (text) => signals.status(text),
    dropDraft: (key) => void drafts.drop(key),
  });
  page.endings.add((command, outcome) => importing.ended(command, outcome));
  const evidence = new Evidence({
    log, begun: (key) => drafts.begun(key), perform: act,
    tell: (text) => signals.toast(text), alert: (text) => signals.alert(text),
  });
  page.parts.screen.layers.push(evidence);
  const ask = (/** @type {Record<string, unknown>} */ request, /** @type {number} */ deadline) => supervisor.turn(String(request["call"]), () => loop.ask(request, deadline));
  const erasing = new Erasing({ log, drafts, ask, forget, tell: said.tell });
  page.endings.add((command, outcome) => void erasing.ended(command, outcome));
  page.endings.add((command) => refocus(command));
  page.endings.add(({ name }, { status }) => void (status === "ok" && askAfter(log, name).catch(() => null)));
  const folding = new Folding();
  page.parts.screen.layers.push(folding);
  const shared = new SharedPage({ log, snapshots, ask, act, refine: (next) => router.refine(next) });
  const sharing = new Sharing({ log, build, ask });
  const desk = { page, people, palette, shared, sharing, editor: new Editor(page), erasing, evidence, importing, snapshots, exporting, keeping, storage, strikes, awake: new Awake(), folding, active: /** @type {import("./active.js").Active | null} */ (null), openRuns: 0, updates: /** @type {Updates} */ (/** @type {unknown} */ (null)) };
  // What the disk refused is only in this page: a reload would lose it.
  const isIdle = () => desk.openRuns === 0 && pending.withState("lost").length === 0;
  desk.updates = new Updates({ build, engine, mayOffer: isIdle, mayReload: () => isIdle() && drafts.isEmpty, beforeReload: () => page.flush() });
  return desk;
}

/** Fill the corners of a screen that only the page knows. @param {Desk} desk @param {string} path @param {boolean} whole */
function corners({ page, people, editor, importing, snapshots, keeping, storage, updates, awake, shared, sharing }, path, whole) {
  markBar();
  people.draw();
  editor.arrive(path);
  void awake.match();
  // The rest of the page's corners lie outside the regions that a tick redraws.
  if (!whole) return;
  const keys = document.getElementById("single-keys");
  if (keys instanceof HTMLInputElement) keys.checked = document.documentElement.dataset["keys"] !== "off";
  void page.showInbox();
  updates.facts();
  if (path.startsWith("#/schedule")) page.reminders.draw();
  if (path.startsWith("#/import")) importing.draw();
  if (path.startsWith("#/shared")) void shared.draw();
  void sharing.draw();
  if (path.startsWith("#/library/alert") && pasted()) void page.answer(pasted());
  if (path.startsWith("#/snapshots")) drawSnapshots(snapshots, storage);
  void keeping.facts();
}

/** @param {Snapshots} snapshots @param {StoragePage} storage */
function drawSnapshots(snapshots, storage) {
  snapshots.draw("");
  void snapshots.drawImports();
  void storage.draw();
  document.getElementById("export-share")?.toggleAttribute("hidden", !navigator.canShare?.({ files: [new File([""], "sophie.json")] }));
}

/** After acts that change what counts, every engine reads the log anew; after a run, copies are kept. @param {import("./loop.js").Command} command @param {import("./loop.js").Outcome} outcome @param {Page} page @param {Snapshots} snapshots @param {Keeping} keeping */
async function recounted({ name }, { status }, page, snapshots, keeping) {
  if (status !== "ok") return;
  if (name === "finish-run") await keeping.keep();
  if (name !== "withdraw-import" && name !== "restore-import") return;
  await page.changed({ what: "erased" });
  await snapshots.drawImports();
}

/** @param {Desk & {openRuns: number}} desk @param {{people?: string[], openRuns?: number, active?: import("./active.js").Active | null}} shell */
function learn(desk, { people, openRuns, active }) {
  if (active !== undefined) desk.active = active;
  if (active !== undefined || openRuns !== undefined) drawStrip(desk.active, openRuns ?? desk.openRuns);
  if (people) void desk.people.learn(people);
  if (openRuns === undefined) return;
  desk.openRuns = openRuns;
  badge({ runs: openRuns });
  desk.updates.recheck();
}

/** @param {Desk} desk @param {"starting" | "ready" | "failed"} state @param {string} [what] */
function engineIs(desk, state, what) {
  desk.page.parts.signals.engine(state, what);
  desk.updates.facts();
  if (state !== "ready") return;
  performance.mark("sophie:ready");
  void desk.page.checkLoss();
  // The first screen came before the engine took questions.
  void desk.shared.draw();
  if (pasted()) void desk.page.answer(pasted());
  void desk.page.reminders.look();
  void desk.strikes.heal();
  void desk.updates.start();
}

async function start() {
  // Before anything reads the address, and again whenever a link is opened in this tab.
  catchLink();
  addEventListener("hashchange", catchLink);
  applyTheme();
  tellPractice();
  const signals = new Signals();
  const name = workspace();
  const opening = Promise.all([openLog(name).catch((error) => tellNoStorage(signals, error, name)), openCache(`${name}-cache`)]);
  const build = document.querySelector('meta[name="sophie-build"]')?.getAttribute("content") ?? "";
  // By its build: a tab that stays on an old one restarts its engine from its own files.
  const engine = new Engine(`engine.html?build=${build}`);
  const [log, cache] = await opening;
  if (!log) return;
  const desk = assemble(log, cache, signals, engine, build);
  const { page, people } = desk;
  const { memory, pending, painter, drafts, supervisor } = page.parts;
  // One round of reads, then the last screen. Python's frame shares this page's thread: begun earlier, it kept that screen waiting and was ready no sooner.
  const found = await Promise.all([log.identity(), log.inbox(), log.kv.get("keys"), drafts.load(), people.load()]).catch((error) => tellNoStorage(signals, error, name));
  if (!found) return;
  const [identity, rows, keys] = found;
  page.dev = identity.dev;
  memory.epoch = identity.epoch;
  if (keys === false) document.documentElement.dataset["keys"] = "off";
  pending.match(rows);
  listen(desk);
  await painter.remember(route());
  performance.mark("sophie:painted");
  startClocks(() => page.open(route(), false));
  page.reminders.start();
  setInterval(() => void supervisor.tend(), TEND);
  await supervisor.run();
  if (name !== "sophie") await practise(page);
}

void start();
