// Deaths, strikes, orders and orphans, with an engine and a loop that die when told to.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { EngineAbsent, EngineGone } from "../../static/js/page/engine.js";
import { Strikes } from "../../static/js/page/strikes.js";
import { Supervisor } from "../../static/js/page/supervisor.js";

const RUN = "run/aaaaaaaaaaaaaaaa";

/** The browser's locks, by which a tab says that it lives; without them nobody can tell. @param {object} navigator */
const browser = (navigator) => Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
beforeEach(() => browser({}));

const command = (id, stream = RUN) => ({ id, stream, name: "check-step", args: {} });
const row = (id, more = {}) => ({ id, tab: "mine", received: Date.now(), state: "waiting", strikes: 0, refusal: null, command: command(id), ...more });

/** A supervisor over stand-ins; `acts` replaces what loop and engine do. */
function supervise({ rows = [], ...acts } = {}) {
  const seen = { states: [], outcomes: [], notes: [], settled: [], boots: [], delays: [], kills: 0 };
  const cached = new Map();
  const strikes = new Strikes({ strikes: { get: async (s) => cached.get(s) ?? null, set: async (s, n) => void cached.set(s, n), all: async () => cached, clear: async () => cached.clear() } });
  const loop = {
    n: 0, suspect: "",
    boot: async (careful) => (seen.boots.push(careful), acts.boot?.(loop, seen.boots.length), 0),
    open: async () => acts.open?.(loop),
    settle: async (one) => (seen.settled.push(one.id), (await acts.settle?.(one, loop, seen.settled.length)) ?? { id: one.id, status: "ok" }),
    stick: async (one) => (rows.find(({ id }) => id === one.id) && (rows.find(({ id }) => id === one.id).state = "stuck"), { id: one.id, status: "stuck" }),
    catchUp: async () => acts.catchUp?.(),
  };
  const engine = {
    boot: "image", isThere: true, call: async () => acts.call?.(), kill: () => void seen.kills++,
    start: async () => ((engine.isThere = true), acts.start?.()),
  };
  const log = { inbox: async () => acts.inbox?.() ?? rows, strike: async (id) => (acts.strike ? acts.strike(id) : ++rows.find((one) => one.id === id).strikes) };
  const it = new Supervisor({
    engine, loop, log, strikes, tab: "mine", route: () => "#/now",
    checkpoints: { isDue: () => false },
    onState: (state, what) => seen.states.push(what ? `${state}: ${what}` : state),
    onOutcome: (one, outcome) => {
      seen.outcomes.push(`${one.id} ${outcome.status}`);
      const at = rows.findIndex(({ id }) => id === one.id);
      if (outcome.status === "ok" && at >= 0) rows.splice(at, 1);
    },
    onDelay: (error) => seen.delays.push(error.message),
    note: (code, detail) => seen.notes.push(`${code} ${detail}`),
  });
  return { it, seen, loop, strikes };
}

/** Until nothing is left to do. */
async function quiet(it) {
  for (let calm = 0; calm < 5; calm++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (it.draining || it.reviving) calm = 0;
  }
}

async function push(it, ...ids) {
  for (const id of ids) it.push(command(id));
  await quiet(it);
}

test("commands wait for the first screen, then are settled in their order", async () => {
  const { it, seen } = supervise();
  await push(it, "c1", "c2");
  assert.deepEqual(seen.settled, []);
  await it.run();
  await push(it, "c3");
  assert.deepEqual(seen.outcomes, ["c1 ok", "c2 ok", "c3 ok"]);
  assert.deepEqual(seen.states, ["starting", "ready"]);
});

const file = (id) => ({ ...command(id, `document/${id}`), name: "import-document" });

test("files in a row go together once the inbox has them, a tick made behind them goes first", async () => {
  const rows = [];
  const { it, seen, loop } = supervise();
  loop.together = async (row) => (rows.push(row.map(({ id }) => id)), row.slice(0, 3).map(({ id }) => ({ id, status: "ok" })));
  for (const id of ["f1", "f2", "f3", "f4", "f5"]) it.push(file(id));
  it.push(command("c1"));
  await it.run();
  await quiet(it);
  assert.deepEqual(rows, [["f1", "f2", "f3", "f4", "f5"], ["f4", "f5"]]);
  assert.deepEqual(seen.outcomes, ["c1 ok", "f1 ok", "f2 ok", "f3 ok", "f4 ok", "f5 ok"]);
});

test("what comes to a document keeps its place behind files, and so does what comes after that", async () => {
  const { it, seen, loop } = supervise();
  loop.together = async () => [];
  it.push(file("f1"));
  it.push({ ...command("e1", "document/f1") });
  it.push(command("c1", "run/x"));
  it.push({ ...command("s1", "run/y"), name: "start-run", args: { document: "f1" } });
  // Which document a file is about is not known before it is read: it may be this one.
  it.push(command("e2", "document/old"));
  it.push(command("c2", "run/x"));
  it.push(command("c3", "run/y"));
  await it.run();
  await quiet(it);
  assert.deepEqual(seen.outcomes, ["c1 ok", "c2 ok", "f1 ok", "e1 ok", "s1 ok", "e2 ok", "c3 ok"]);
});

test("acts between files do not let the rest go together after the engine died at several", async () => {
  const { it, seen, loop } = supervise();
  let asked = 0;
  loop.together = async () => {
    if (++asked > 1) return [];
    for (const id of ["c1", "c2"]) it.push(command(id));
    throw new EngineGone("late");
  };
  for (const id of ["f1", "f2", "f3"]) it.push(file(id));
  await it.run();
  await quiet(it);
  assert.equal(asked, 1);
  assert.deepEqual(seen.settled, ["c1", "c2", "f1", "f2", "f3"]);
});

test("an engine that dies at several files is asked for each alone, so that the death names its file", async () => {
  const { it, seen, loop } = supervise({ rows: ["f1", "f2", "f3"].map((id) => ({ ...row(id), command: file(id) })) });
  let asked = 0;
  loop.together = async () => {
    asked++;
    throw new EngineGone("late");
  };
  for (const id of ["f1", "f2", "f3"]) it.push(file(id));
  await it.run();
  await quiet(it);
  assert.equal(asked, 1);
  assert.deepEqual([seen.settled, seen.outcomes], [["f1", "f2", "f3"], ["f1 ok", "f2 ok", "f3 ok"]]);
});

test("what was recorded before the engine died is not asked for again", async () => {
  const { it, seen, loop } = supervise();
  loop.together = async (row) => {
    throw Object.assign(new EngineGone("late"), { outcomes: row.map(({ id }) => ({ id, status: "ok" })) });
  };
  for (const id of ["f1", "f2"]) it.push(file(id));
  await it.run();
  await quiet(it);
  assert.deepEqual([seen.settled, seen.outcomes, it.queue.size], [[], ["f1 ok", "f2 ok"], 0]);
});

test("one death at a command: a new engine, and the command is tried again", async () => {
  const { it, seen, strikes } = supervise({
    rows: [row("c1")],
    settle: (one, loop, times) => {
      loop.suspect = RUN;
      if (times === 1) throw new EngineGone("late");
    },
  });
  await it.run();
  await quiet(it);
  assert.deepEqual([seen.settled, seen.outcomes], [["c1", "c1"], ["c1 ok"]]);
  assert.deepEqual(seen.states, ["starting", "ready", "starting", "ready"]);
  assert.deepEqual([...strikes.here], [], "the command was at fault, not its stream");
});

test("two deaths at a command: it is stuck and shown, and those behind it go on", async () => {
  const rows = [row("c1"), row("c2")];
  const { it, seen } = supervise({ rows, settle: (one) => { if (one.id === "c1") throw new EngineGone("late"); } });
  await it.run();
  await quiet(it);
  assert.deepEqual(seen.outcomes, ["c1 stuck", "c2 ok"]);
  assert.deepEqual(seen.settled, ["c1", "c1", "c2"]);
  await it.adopt();
  await quiet(it);
  assert.deepEqual([seen.settled.length, rows[0].state], [3, "stuck"]);
});

test("a full disk cannot count strikes; the page counts them itself and does not take the command again", async () => {
  const rows = [row("c1")];
  const { it, seen, loop } = supervise({ rows, settle: () => { throw new EngineGone("late"); }, strike: () => Promise.reject(new Error("full")) });
  loop.stick = async (one) => ({ id: one.id, status: "stuck" });
  await it.run();
  await quiet(it);
  await it.tend();
  await quiet(it);
  assert.deepEqual([seen.settled, seen.outcomes], [["c1", "c1"], ["c1 stuck"]]);
  assert.equal(it.ready, true);
});

test("a death after the commit: the outcome is told, the command never comes back, its stream has a strike", async () => {
  const { it, seen, strikes } = supervise({
    settle: (one, loop) => {
      loop.suspect = RUN;
      throw Object.assign(new EngineGone("late"), { outcome: { id: one.id, status: "ok" } });
    },
  });
  await it.run();
  await push(it, "c1");
  assert.deepEqual([seen.settled, seen.outcomes], [["c1"], ["c1 ok"]]);
  assert.deepEqual([...strikes.here], [[RUN, 1]]);
});

test("what was queued behind a death has no part in it: one new engine, no strike on what it wanted to show", async () => {
  const rows = [row("c1")];
  let die;
  const { it, seen, strikes, loop } = supervise({
    rows,
    settle: (one, _, times) => (times === 1 ? new Promise((_, reject) => (die = () => reject(new EngineGone("late")))) : undefined),
  });
  await it.run();
  await quiet(Object.assign(Object.create(it), { draining: false }));
  const opened = it.turn("open", async () => {
    loop.suspect = RUN;
    throw new EngineAbsent("not running");
  });
  const woken = it.turn("ping", async () => { throw new EngineAbsent("not running"); });
  die();
  await Promise.all([opened, woken]);
  await quiet(it);
  assert.equal(seen.states.filter((state) => state === "starting").length, 2);
  assert.deepEqual([...strikes.here], []);
  assert.deepEqual(seen.outcomes, ["c1 ok"]);
});

test("a command that finds no engine is not to blame, however often", async () => {
  const rows = [row("c1")];
  const { it, seen } = supervise({ rows, strike: () => assert.fail("no strike"), settle: (one, _, times) => { if (times < 4) throw new EngineAbsent("not running"); } });
  await it.run();
  await quiet(it);
  assert.deepEqual(seen.outcomes, ["c1 ok"]);
});

test("a death at the start makes the next start careful, and the stream it names gets a strike", async () => {
  const { it, seen, strikes } = supervise({
    boot: (loop, times) => {
      loop.suspect = times > 1 && times < 4 ? RUN : "";
      if (times < 4) throw new EngineGone("dead");
    },
  });
  await it.run();
  assert.deepEqual(seen.boots, [false, true, true, true]);
  assert.deepEqual(await strikes.quarantined(), [RUN]);
  assert.deepEqual(seen.states, ["starting", "ready"]);
  assert.ok(seen.notes.includes(`quarantined ${RUN}`));
});

test("deaths without a screen in between end in a sentence, and commands wait", async () => {
  const { it, seen } = supervise({ rows: [row("c1")], boot: () => { throw new EngineGone("It would not start."); } });
  await it.run();
  assert.equal(seen.states.at(-1), "failed: It would not start.");
  assert.equal(seen.boots.length, 6);
  assert.equal(seen.kills, 1);
  await push(it, "c2");
  assert.deepEqual(seen.settled, []);
});

test("after a failure, Restart engine brings everything back", async () => {
  let isBroken = true;
  const { it, seen } = supervise({ rows: [row("c1")], boot: () => { if (isBroken) throw new EngineGone("dead"); } });
  await it.run();
  isBroken = false;
  it.deaths = 0;
  await it.run();
  await quiet(it);
  assert.deepEqual([seen.states.at(-1), seen.outcomes], ["ready", ["c1 ok"]]);
});

test("a log that fails while the engine starts is said, not waited for", async () => {
  const { it, seen } = supervise({ boot: () => { throw new Error("This tab no longer holds the log."); } });
  await it.run();
  assert.deepEqual(seen.states, ["starting", "failed: This tab no longer holds the log."]);
});

test("a log that refuses a command (full disk) keeps it for later, and those behind it go on", async () => {
  let isFull = true;
  const rows = [row("c1")];
  const { it, seen } = supervise({ rows, settle: (one) => { if (isFull && one.id === "c1") throw Object.assign(new Error("full"), { code: "full" }); } });
  await it.run();
  await push(it, "c2");
  assert.deepEqual([seen.outcomes, seen.delays], [["c2 ok"], ["full"]]);
  assert.equal(rows[0].strikes, 0);
  isFull = false;
  await it.tend();
  await quiet(it);
  assert.deepEqual(seen.outcomes, ["c2 ok", "c1 ok"]);
});

test("an engine that was ended because it was ahead of the log is replaced at once, and nobody is blamed", async () => {
  const rows = [row("c1")];
  let isAhead = true;
  const { it, seen } = supervise({
    rows,
    settle: () => {
      it.parts.engine.isThere = !isAhead;
      isAhead = false;
      throw Object.assign(new Error("full"), { code: "full" });
    },
  });
  await it.run();
  await quiet(it);
  assert.deepEqual([seen.states, rows[0].strikes, seen.outcomes], [["starting", "ready", "starting", "ready"], 0, []]);
});

test("rows of this tab and old rows of others are taken; a young row of a living tab is left to it", async () => {
  const { it, seen } = supervise({
    rows: [row("mine"), row("young", { tab: "other" }), row("old", { tab: "other", received: Date.now() - 10_001 }), row("no", { state: "refused" }), row("stuck", { state: "stuck" })],
  });
  await it.run();
  await quiet(it);
  assert.deepEqual(seen.settled, ["mine", "old"]);
});

test("a vanished tab's rows are taken at once, a living tab's are not", async () => {
  browser({ locks: { query: async () => ({ held: [{ name: "sophie-tab-living" }] }) } });
  const { it, seen } = supervise({ rows: [row("a", { tab: "living" }), row("b", { tab: "vanished" })] });
  await it.run();
  await quiet(it);
  assert.deepEqual(seen.settled, ["b"]);
});

test("coming back from the background: a silent engine is replaced", async () => {
  let isDead = false;
  const { it, seen } = supervise({ call: () => { if (isDead) throw new EngineGone("no answer"); } });
  await it.run();
  isDead = true;
  await it.wake();
  assert.deepEqual(seen.states, ["starting", "ready", "starting", "ready"]);
});
