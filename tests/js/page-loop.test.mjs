// The way of a command between engine and log, with small stand-ins for both.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DEADLINES, EngineAbsent, EngineGone } from "../../static/js/page/engine.js";
import { Loop, routeStream, streamOf } from "../../static/js/page/loop.js";

const RUN = "run/aaaaaaaaaaaaaaaa";
const OTHER = "run/bbbbbbbbbbbbbbbb";
const COMMAND = { v: 1, id: "c1", at: 7, tz: "UTC", tab: "t", build: "b", route: "#/now", actor: "Ada", name: "check-step", stream: RUN, over: [], args: { step: "s1", done: true } };
const EVENT = { stream: RUN, type: "StepDone", over: [], body: "{}" };

const envelope = (n, stream = RUN) => [n, `id${n}`, JSON.stringify({ stream }), "{}"];

/** An engine that answers from a list, one reply or error a call, and remembers what it was asked. */
function engine(...replies) {
  const asked = [];
  return {
    asked,
    async call(request, deadline, bytes = null) {
      asked.push({ ...request, deadline, bytes });
      const reply = replies.shift() ?? { status: "ok" };
      if (reply instanceof Error) throw reply;
      if (request.call === "apply" && request.route && reply.status === "ok" && !reply.isBlind) reply.painted ??= {};
      return { reply, bytes: null };
    },
    calls: () => asked.map(({ call }) => call),
    killed: "",
    kill(why) {
      this.killed = why;
    },
  };
}

/** A log that holds these envelopes and commits as told; a result that is a function is called with the act. */
function log({ envelopes = [], commits = [], streams = {} } = {}) {
  const committed = (act) => commits.shift() ?? { status: "ok", envelopes: [envelope(act.after + 1)], n: act.after + 1 };
  const done = [];
  return {
    done,
    identity: async () => ({ dev: "dev", epoch: 3 }),
    imports: async () => [],
    kv: { get: async () => "Laptop" },
    at: async () => "id1",
    tail: async () => ({ n: envelopes.at(-1)?.[0] ?? 0 }),
    since: async (n, limit) => envelopes.filter((one) => one[0] > n).slice(0, limit),
    stream: async (name) => (done.push(`stream ${name}`), streams[name] ?? []),
    async commit(act) {
      done.push(`commit after ${act.after}`);
      const result = committed(act);
      return typeof result === "function" ? result(act) : result;
    },
    refuse: async (id, refusal) => void done.push(`refuse ${id} ${refusal.what}`),
    dismiss: async (id) => void done.push(`dismiss ${id}`),
    stick: async (id) => void done.push(`stick ${id}`),
  };
}

function loop(parts) {
  const seen = { painted: [], committed: [] };
  const made = new Loop({
    strikes: { quarantined: async () => ["run/q"] }, checkpoints: { load: async () => null }, build: "b",
    paint: (reply) => seen.painted.push(reply),
    committed: (id) => seen.committed.push(id),
    shown: () => ({ route: "#/now", token: "t9" }),
    ...parts,
  });
  return Object.assign(made, { seen });
}

const FILES = ["c1", "c2", "c3"].map((id, n) => ({ ...COMMAND, id, at: 7 + n, name: "import-document", stream: `document/${"abc"[n].repeat(16)}` }));
const decidedOf = (...files) => files.map(({ stream }) => ({ status: "ok", events: [{ ...EVENT, stream }] }));

test("files in a row are committed in one transaction and drawn once; what the engine left out is left", async () => {
  const acts = [];
  const commit = (act) => (acts.push(act), { status: "ok", envelopes: [envelope(1, FILES[0].stream), envelope(2, FILES[1].stream)], n: 2 });
  const it = loop({ engine: engine({ status: "ok", decided: decidedOf(FILES[0], FILES[1]) }, { status: "ok", n: 2, painted: {} }), log: log({ commits: [commit] }) });
  const outcomes = await it.together(FILES);
  assert.deepEqual(outcomes.map(({ id, status, events }) => [id, status, events]), [["c1", "ok", ["id1"]], ["c2", "ok", ["id2"]]]);
  assert.deepEqual([acts.length, acts[0].command, acts[0].after, acts[0].also.map(({ command, at }) => [command, at])], [1, "c1", 0, [["c2", 8]]]);
  assert.deepEqual([it.parts.engine.calls(), it.seen.committed, it.seen.painted.length, it.n], [["decide-together", "apply"], ["c1", "c2"], 1, 2]);
});

for (const [what, decided, result] of [
  ["one alone", decidedOf(FILES[0]), null],
  ["a log that went on", decidedOf(...FILES), { status: "stale" }],
  ["a row that was settled elsewhere", decidedOf(...FILES), { status: "already" }],
]) {
  test(`${what} is left for its own turn, and nothing is applied`, async () => {
    const it = loop({ engine: engine({ status: "ok", decided }), log: log({ commits: result ? [result] : [] }) });
    assert.deepEqual(await it.together(FILES), []);
    assert.deepEqual([it.parts.engine.calls(), it.seen.committed, it.n], [["decide-together"], [], 0]);
  });
}

test("an engine that dies at what is in the log already says what ended", async () => {
  const commit = () => ({ status: "ok", envelopes: [envelope(1), envelope(2), envelope(3)], n: 3 });
  const it = loop({ engine: engine({ status: "ok", decided: decidedOf(...FILES) }, new EngineGone("late")), log: log({ commits: [commit] }) });
  await assert.rejects(it.together(FILES), (error) => error instanceof EngineGone && error.outcomes.length === 3);
});

test("a command is decided, committed once, applied with the screen, and called durable before it is drawn", async () => {
  const it = loop({ engine: engine({ status: "ok", events: [EVENT] }, { status: "ok", n: 1, painted: {} }), log: log() });
  it.parts.paint = () => assert.deepEqual(it.seen.committed, ["c1"]);
  const outcome = await it.settle(COMMAND);
  assert.deepEqual([outcome.status, outcome.events], ["ok", ["id1"]]);
  assert.deepEqual(it.parts.engine.calls(), ["decide", "apply"]);
  assert.deepEqual(it.parts.engine.asked[1].shown, "t9");
  assert.deepEqual(it.parts.log.done, ["commit after 0"]);
  assert.equal(it.n, 1);
});

test("a refusal waits until the inbox has the command", async () => {
  const it = loop({ engine: engine({ status: "refused", refusal: { what: "No.", why: "", next: "" } }), log: log() });
  let keep;
  const settled = it.settle(COMMAND, false, new Promise((resolve) => (keep = resolve)));
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual([it.parts.engine.calls(), it.parts.log.done], [["decide"], []]);
  keep(true);
  assert.equal((await settled).status, "refused");
});

test("what the inbox could not keep is neither recorded nor refused", async () => {
  // Without its row the log takes nothing.
  for (const reply of [{ status: "ok", events: [EVENT] }, { status: "refused", refusal: { what: "No.", why: "", next: "" } }]) {
    const it = loop({ engine: engine(reply), log: log({ commits: [{ status: "already" }] }) });
    assert.deepEqual(await it.settle(COMMAND, false, Promise.resolve(false)), { id: "c1", status: "lost" });
    assert.deepEqual([it.parts.log.done.filter((one) => one.startsWith("refuse")), it.seen.painted], [[], []]);
  }
});

test("an inbox that was late: no row yet is no sign that another tab had it", async () => {
  const it = loop({ engine: engine({ status: "ok", events: [EVENT] }, { status: "ok", events: [EVENT] }, { status: "ok", n: 1, painted: {} }), log: log({ commits: [{ status: "already" }] }) });
  assert.equal((await it.settle(COMMAND, false, new Promise((resolve) => setTimeout(resolve, 20, true)))).status, "ok");
  assert.deepEqual(it.parts.log.done, ["commit after 0", "commit after 0"]);
});

test("the engine hears of events while the disk still works, and nothing is drawn before both are done", async () => {
  let finish;
  const commit = (act) => {
    const done = { status: "ok", envelopes: [envelope(1)], n: 1 };
    act.appended(done);
    return new Promise((resolve) => (finish = () => resolve(done)));
  };
  const it = loop({ engine: engine({ status: "ok", events: [EVENT] }, { status: "ok", n: 1, painted: {} }), log: log({ commits: [commit] }) });
  const settled = it.settle(COMMAND);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual([it.parts.engine.calls(), it.seen.painted, it.seen.committed], [["decide", "apply"], [], []]);
  finish();
  assert.equal((await settled).status, "ok");
  assert.deepEqual([it.parts.engine.calls(), it.seen.painted.length, it.seen.committed], [["decide", "apply"], 1, ["c1"]]);
});

test("an engine that heard of events which the disk then refused is ended, nothing is drawn, and the next one hears later", async () => {
  const full = new Error("full");
  const commit = (act) => {
    act.appended({ envelopes: [envelope(1)], n: 1 });
    throw full;
  };
  const it = loop({ engine: engine({ status: "ok", events: [EVENT] }, { status: "ok", n: 1, painted: {} }, { status: "ok", events: [EVENT] }), log: log({ commits: [commit, commit] }) });
  await assert.rejects(it.settle(COMMAND), full);
  assert.match(it.parts.engine.killed, /could not keep/);
  assert.deepEqual([it.seen.painted, it.seen.committed, it.n], [[], [], 0]);
  it.parts.engine.killed = "";
  await assert.rejects(it.settle(COMMAND), full);
  assert.deepEqual([it.parts.engine.killed, it.parts.engine.calls()], ["", ["decide", "apply", "decide"]]);
});

for (const [name, result] of [
  ["as other events", { status: "ok", envelopes: [envelope(2)], n: 2 }],
  ["not at all, for it was stale", { status: "stale" }],
]) {
  test(`an engine that heard of events which the log then holds ${name} is ended, and shows nothing`, async () => {
    const commit = (act) => {
      act.appended({ envelopes: [envelope(1)], n: 1 });
      return result;
    };
    const it = loop({ engine: engine({ status: "ok", events: [EVENT] }, { status: "ok", n: 1, painted: {} }), log: log({ commits: [commit] }) });
    const { call, kill } = it.parts.engine;
    it.parts.engine.kill = (why) => {
      kill.call(it.parts.engine, why);
      it.parts.engine.call = () => Promise.reject(new EngineAbsent("gone"));
    };
    await assert.rejects(it.settle(COMMAND), (error) => error instanceof EngineAbsent && error.outcome?.status === (result.envelopes && "ok"));
    assert.match(it.parts.engine.killed, /Another tab/);
    assert.deepEqual([it.seen.painted, it.n], [[], 0]);
    // The next one hears of events when they are in the log.
    it.parts.engine.killed = "";
    it.parts.engine.call = call;
    assert.equal((await it.settle(COMMAND)).status, "ok");
    assert.equal(it.parts.engine.killed, "");
  });
}

test("stale: what another tab wrote is applied, then the command is decided again from there", async () => {
  const it = loop({
    engine: engine({ status: "ok", events: [EVENT] }, { status: "ok" }, { status: "ok", events: [EVENT] }, { status: "ok" }),
    log: log({ envelopes: [envelope(1), envelope(2)], commits: [{ status: "stale" }] }),
  });
  const outcome = await it.settle(COMMAND);
  assert.equal(outcome.status, "ok");
  assert.deepEqual(it.parts.engine.calls(), ["decide", "apply", "decide", "apply"]);
  assert.deepEqual(it.parts.engine.asked[1].envelopes.map(([n]) => n), [1, 2]);
  assert.deepEqual(it.parts.log.done, ["commit after 0", "commit after 2"]);
});

test("events that were taken without a picture: the screen is opened, which tells of its own fault", async () => {
  const it = loop({ engine: engine({ status: "ok", events: [EVENT] }, { status: "ok", n: 1, isBlind: true }, { status: "bug", what: "It is broken." }), log: log() });
  assert.equal((await it.settle(COMMAND)).status, "ok");
  assert.deepEqual([it.parts.engine.calls(), it.seen.painted.map(({ status }) => status)], [["decide", "apply", "open"], ["bug"]]);
});

test("a log that knows less than the engine: the engine is asked no more, and the command is not blamed", async () => {
  const it = loop({ engine: engine({ status: "ok", events: [EVENT] }), log: log({ commits: [{ status: "stale" }] }) });
  it.n = 7;
  await assert.rejects(it.settle(COMMAND), EngineAbsent);
  assert.deepEqual(it.parts.engine.calls(), ["decide"]);
  await assert.rejects(it.catchUp(), EngineAbsent);
});

test("already: another tab committed it; nothing is applied for it and nothing is written", async () => {
  const it = loop({ engine: engine({ status: "ok", events: [EVENT] }), log: log({ commits: [{ status: "already" }] }) });
  assert.deepEqual(await it.settle(COMMAND), { id: "c1", status: "already" });
  assert.deepEqual([it.parts.engine.calls(), it.parts.log.done], [["decide"], ["commit after 0"]]);
});

test("stale, then already: what the other tab wrote is drawn here too", async () => {
  const it = loop({
    engine: engine({ status: "ok", events: [EVENT] }, { status: "ok" }, { status: "ok", events: [EVENT] }, { status: "ok", painted: {} }),
    log: log({ envelopes: [envelope(1)], commits: [{ status: "stale" }, { status: "already" }] }),
  });
  assert.deepEqual(await it.settle(COMMAND), { id: "c1", status: "already" });
  assert.deepEqual(it.parts.engine.calls(), ["decide", "apply", "decide", "open"]);
  assert.equal(it.seen.painted.length, 1);
});

test("need: the streams are loaded once each and the same call is repeated with them", async () => {
  const streams = { [RUN]: [envelope(1)], [OTHER]: [envelope(2, OTHER)] };
  const it = loop({
    engine: engine({ status: "need", streams: [RUN] }, { status: "need", streams: [RUN, OTHER] }, { status: "ok", events: [EVENT] }),
    log: log({ streams }),
  });
  await it.settle(COMMAND);
  assert.deepEqual(it.parts.log.done.slice(0, 2), [`stream ${RUN}`, `stream ${OTHER}`]);
  assert.equal(it.parts.engine.asked[0].streams, undefined);
  assert.deepEqual(it.parts.engine.asked[2].streams, streams);
  assert.deepEqual(it.parts.engine.asked[2].command, COMMAND);
});

test("an engine that needs the same for ever is answered with a fault, not with a loop", async () => {
  const it = loop({ engine: { call: async () => ({ reply: { status: "need", streams: [RUN] }, bytes: null }) }, log: log() });
  const outcome = await it.settle(COMMAND);
  assert.equal(outcome.status, "refused");
  assert.match(outcome.refusal.why, /again and again/);
});

test("a refusal stays in the inbox with its sentences", async () => {
  const refusal = { what: "No.", why: "Because.", next: "Else." };
  const it = loop({ engine: engine({ status: "refused", refusal }), log: log() });
  assert.deepEqual(await it.settle(COMMAND), { id: "c1", status: "refused", refusal });
  assert.deepEqual(it.parts.log.done, ["refuse c1 No."]);
});

test("a fault in our Python keeps the command, refused with what the engine said", async () => {
  const it = loop({ engine: engine({ status: "bug", what: "Sophie made a mistake." }), log: log() });
  const outcome = await it.settle(COMMAND);
  assert.deepEqual([outcome.status, outcome.refusal.why], ["refused", "Sophie made a mistake."]);
});

test("nothing to record: the row leaves the inbox and no event is written", async () => {
  const it = loop({ engine: engine({ status: "ok", events: [] }), log: log() });
  const outcome = await it.settle(COMMAND);
  assert.deepEqual([outcome.status, outcome.events], ["ok", []]);
  assert.deepEqual(it.parts.log.done, ["dismiss c1"]);
});

for (const fault of [new EngineGone("late"), { status: "bug", what: "It cannot fold." }]) {
  test(`an engine lost after the commit (${fault.message ?? fault.status}): the outcome is ok, and nothing is written twice`, async () => {
    const it = loop({ engine: engine({ status: "ok", events: [EVENT] }, fault), log: log() });
    await assert.rejects(it.settle(COMMAND), (error) => error instanceof EngineGone && error.outcome.status === "ok");
    assert.deepEqual(it.parts.log.done, ["commit after 0"]);
    assert.deepEqual(it.seen.committed, ["c1"]);
    assert.equal(it.suspect, RUN, "the stream it was applying is under suspicion");
  });
}

test("boot feeds the checkpoint and only what came after it", async () => {
  const bytes = new ArrayBuffer(1);
  const it = loop({
    engine: engine({ status: "ok", n: 2 }),
    log: log({ envelopes: [envelope(1), envelope(2), envelope(3)] }),
    checkpoints: { load: async (_, epoch) => (assert.equal(epoch, 3), { meta: { n: 2 }, bytes }) },
  });
  assert.equal(await it.boot(false), 1);
  const [boot, apply] = it.parts.engine.asked;
  assert.deepEqual([boot.quarantined, boot.deviceName, boot.bytes], [["run/q"], "Laptop", bytes]);
  assert.deepEqual([apply.envelopes.map(([n]) => n), apply.deadline], [[3], DEADLINES.apply]);
});

test("a checkpoint the engine does not want costs a replay of everything", async () => {
  const it = loop({
    engine: engine({ status: "ok", n: 0 }),
    log: log({ envelopes: [envelope(1), envelope(2)] }),
    checkpoints: { load: async () => ({ meta: { n: 2 }, bytes: null }) },
  });
  assert.equal(await it.boot(false), 2);
});

test("careful: no checkpoint, one stream a call, and the stream at work is named when the engine dies", async () => {
  const envelopes = [envelope(1), envelope(2), envelope(3, OTHER), envelope(4)];
  const it = loop({
    engine: engine({ status: "ok", n: 0 }, { status: "ok" }, new EngineGone("dead")),
    log: log({ envelopes }),
    checkpoints: { load: () => assert.fail("a checkpoint may be what ends it") },
  });
  await assert.rejects(it.boot(true), EngineGone);
  const [, one, two] = it.parts.engine.asked;
  assert.deepEqual([one.envelopes.map(([n]) => n), two.envelopes.map(([n]) => n)], [[1, 2], [3]]);
  assert.deepEqual([one.tail, one.deadline], [2, DEADLINES.gesture]);
  assert.equal(it.suspect, OTHER);
});

test("catching up draws the screen once, and not at all when there is no news", async () => {
  const it = loop({ engine: engine({ status: "ok" }, { status: "ok", painted: {} }), log: log({ envelopes: [envelope(1)] }) });
  await it.catchUp();
  assert.deepEqual(it.parts.engine.calls(), ["apply", "open"]);
  await it.catchUp();
  assert.equal(it.parts.engine.asked.length, 2);
});

test("a screen that ends the engine names the stream it shows", async () => {
  const it = loop({ engine: engine(new EngineGone("dead")), log: log() });
  await assert.rejects(it.open("#/runs/bbbbbbbbbbbbbbbb/report"), EngineGone);
  assert.equal(it.suspect, OTHER);
});

test("a command that cannot be marked as stuck (full disk) is stuck all the same", async () => {
  const full = { ...log(), stick: () => Promise.reject(new Error("full")) };
  const outcome = await loop({ engine: engine(), log: full }).stick(COMMAND);
  assert.equal(outcome.status, "stuck");
  assert.match(outcome.refusal.next, /kept here/);
});

test("routes and headers name their streams", () => {
  assert.equal(routeStream("#/library/aaaaaaaaaaaaaaaa?revision=1"), "document/aaaaaaaaaaaaaaaa");
  assert.equal(routeStream("#/runs"), "");
  assert.equal(routeStream("#/settings"), "");
  assert.equal(streamOf(envelope(1, OTHER)), OTHER);
});

test("a tick does not wait for what an import brings: it rests on its run alone, and the rest is applied in its turn", async () => {
  const commits = [{ status: "ok", envelopes: [envelope(9)], n: 9 }, { status: "ok", envelopes: [envelope(12)], n: 12 }];
  const asked = [];
  const it = loop({ engine: engine({ status: "ok", events: [EVENT] }, { status: "ok" }, { status: "ok", events: [EVENT] }, { status: "ok" }, { status: "ok" }), log: log({ envelopes: [envelope(5, OTHER), envelope(9)], commits }) });
  const { commit } = it.parts.log;
  it.parts.log.commit = (act) => (asked.push([act.after, act.alone]), commit(act));
  it.n = 4;
  await it.settle(COMMAND);
  assert.deepEqual([it.n, it.ahead.get(RUN), it.parts.engine.asked[1].ahead], [4, 9, true]);
  await it.settle({ ...COMMAND, id: "c2" });
  assert.deepEqual(asked, [[4, 4], [4, 9]]);
  assert.equal(await it.catchUpSome(), false);
  assert.deepEqual([it.n, it.ahead.get(RUN)], [9, 12]);
  assert.equal(it.parts.engine.asked.at(-2).ahead, undefined);
});

test("an act that looks beyond its run waits for all that came", async () => {
  const asked = [];
  const it = loop({ engine: engine({ status: "ok", events: [{ ...EVENT, type: "RunFinished" }] }), log: log() });
  const { commit } = it.parts.log;
  it.parts.log.commit = (act) => (asked.push(act.alone), commit(act));
  await it.settle({ ...COMMAND, name: "finish-run" });
  assert.deepEqual(asked, [undefined]);
});

test("what others brought is applied part by part, each short, and drawn once", async () => {
  const it = loop({ engine: engine(), log: log({ envelopes: Array.from({ length: 450 }, (_, i) => envelope(i + 1, OTHER)) }) });
  let parts = 0;
  while (await it.catchUpSome()) parts++;
  assert.ok(parts >= 1);
  assert.equal(it.n, 450);
  assert.equal(it.parts.engine.calls().filter((call) => call === "open").length, 1);
});
