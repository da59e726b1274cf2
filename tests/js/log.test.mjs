// The log on an IndexedDB in memory: what commits, what is refused, and what two writers may do to each other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf, parseHeader } from "../../static/js/log/canonical.js";
import { openLog } from "../../static/js/log/log.js";
import { command, event, freshName, ids, records, RUN, WALL, workspace, write } from "./workspace.mjs";

const act = (given, after, events, wall = WALL) => ({ command: given.id, after, actor: given.actor, at: given.at, tz: given.tz, events, wall });

test("a command becomes events, and its inbox row is gone with the same transaction", async (t) => {
  const log = await workspace(t);
  const given = command();
  await log.receive(given, "tab1");
  assert.equal(await log.count(), 1);
  const done = await log.commit(act(given, 0, [event("one"), event("two")]));
  assert.equal(done.status, "ok");
  assert.equal(done.n, 2);
  assert.equal(await log.count(), 0);
  const envelopes = await log.since(0, 10);
  assert.deepEqual(envelopes, done.envelopes);
  const [first, second] = envelopes.map(([, , header]) => parseHeader(header));
  assert.equal(envelopes[0][1], idOf(envelopes[0][2]));
  assert.equal(second.prev, envelopes[0][1]);
  assert.deepEqual([first.seq, second.seq, first.cmd, first.hlc, second.hlc], [1, 2, given.id, "0001763716200000-0000", "0001763716200000-0001"]);
  assert.deepEqual(await log.tail(), { n: 2, id: envelopes[1][1] });
  assert.equal(await log.at(2), envelopes[1][1]);
  assert.equal(await log.at(3), null);
  assert.deepEqual((await log.heads())[0].seq, 2);
});

test("what will stand in the log is told before the disk has it, and only by the transaction that appends it", async (t) => {
  const log = await workspace(t);
  const given = command();
  await log.receive(given, "tab1");
  const told = [];
  const appended = (done) => told.push({ n: done.n, ids: done.envelopes.map(([, id]) => id) });
  const stale = await log.commit({ ...act(given, 7, [event()]), appended });
  assert.deepEqual([stale.status, told], ["stale", []]);
  let isDone = false;
  const committing = log.commit({ ...act(given, 0, [event("one"), event("two")]), appended: (done) => (assert.equal(isDone, false), appended(done)) });
  const done = await committing.finally(() => (isDone = true));
  assert.deepEqual(told, [{ n: 2, ids: done.envelopes.map(([, id]) => id) }]);
  const already = await log.commit({ ...act(given, 2, [event()]), appended });
  assert.deepEqual([already.status, told.length], ["already", 1]);
});

test("who wrote last, and alone, hears of the next events before their transaction; whoever else may be writing ends that", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: WALL });
  let now = 10_000;
  t.mock.method(performance, "now", () => now);
  const log = await workspace(t);
  /** Commit one note; tells whether it was foreseen, and what was told and what is there. */
  const note = async (into, after) => {
    let told;
    const committing = into.commit({ ...act({ ...command(), id: null }, after, [event(`note ${after}`), event()]), appended: (done) => (told = structuredClone(done)) });
    // Before the database has had a turn.
    for (let turn = 0; turn < 5; turn++) await null;
    const isForeseen = told !== undefined;
    const done = await committing;
    return { isForeseen, told, done };
  };
  const first = await note(log, 0);
  assert.deepEqual([first.isForeseen, first.done.n], [false, 2]);
  const second = await note(log, 2);
  assert.equal(second.isForeseen, true);
  assert.deepEqual([second.told.envelopes, second.told.n, second.told.head], [second.done.envelopes, second.done.n, second.done.head]);
  // Not on what the log is not known to end with.
  assert.deepEqual([(await note(log, 2)).isForeseen, (await log.size())], [false, 4]);

  now += 3000;
  await note(log, 4);
  const other = await openLog(log.name);
  t.after(() => other.close());
  const heard = new Promise((resolve) => log.on("change", resolve));
  assert.equal((await note(other, 6)).done.status, "ok");
  await heard;
  assert.equal((await note(log, 8)).isForeseen, false);
  now += 2999;
  assert.equal((await note(log, 10)).isForeseen, false, "the other may write again");
  now += 1;
  assert.equal((await note(log, 12)).isForeseen, false);
  assert.equal((await note(log, 14)).isForeseen, true);

  await log.merge([], WALL);
  assert.equal((await note(log, 16)).isForeseen, false, "what came in stands behind what this page wrote");
});

test("several commands become events in one transaction, each with its own author and time, or none does", async (t) => {
  const log = await workspace(t);
  const [one, two, three] = [command(), command(), command()].map((given, n) => ({ ...given, actor: `Person ${n}`, at: WALL + n }));
  for (const given of [one, two]) await log.receive(given, "tab1");
  const told = [];
  const appended = (done) => told.push(done.envelopes.length);
  const batch = (...also) => ({ ...act(one, 0, [event("a")]), also: also.map((given) => act(given, 0, [event("b"), event("c")])), appended });
  // A row that is gone was settled elsewhere: nothing of the batch is written.
  assert.deepEqual(await log.commit(batch(two, three)), { status: "already" });
  assert.deepEqual([await log.count(), await log.size(), told], [2, 0, []]);
  const done = await log.commit(batch(two));
  assert.deepEqual([done.status, done.n, await log.count(), told], ["ok", 3, 0, [3]]);
  const headers = (await log.since(0, 10)).map(([, , header]) => parseHeader(header));
  assert.deepEqual(headers.map(({ cmd, actor, at, seq }) => [cmd, actor, at, seq]), [
    [one.id, "Person 0", WALL, 1], [two.id, "Person 1", WALL + 1, 2], [two.id, "Person 1", WALL + 1, 3],
  ]);
  assert.equal(headers[2].prev, (await log.at(2)));
  assert.deepEqual(await log.commit({ ...batch(), after: 0 }), { status: "already" });
});

test("a command that was committed once is already there", async (t) => {
  const log = await workspace(t);
  const given = command();
  await log.receive(given, "tab1");
  await log.commit(act(given, 0, [event()]));
  assert.deepEqual(await log.commit(act(given, 1, [event()])), { status: "already" });
  assert.equal((await log.tail()).n, 1);
});

test("a decision made on an older log is stale, writes nothing and keeps the command", async (t) => {
  const log = await workspace(t);
  await write(log, [event()]);
  const given = command();
  await log.receive(given, "tab1");
  assert.deepEqual(await log.commit(act(given, 0, [event()])), { status: "stale" });
  assert.equal((await log.tail()).n, 1);
  assert.equal(await log.count(), 1);
});

test("a body that cannot be kept writes none of the act's events", async (t) => {
  const log = await workspace(t);
  const deep = { ...event(), body: "[".repeat(33) + "]".repeat(33) };
  await assert.rejects(write(log, [event(), deep]), { code: "too-big" });
  await assert.rejects(write(log, [event(), { ...event(), body: '{"v":1,"text":"\ud800"}' }]), { code: "too-big" });
  await assert.rejects(write(log, [event(), { ...event(), type: "not a type" }]), { code: "invalid" });
  assert.equal((await log.tail()).n, 0);
  assert.deepEqual(await log.heads(), []);
});

test("names, times and zones that are odd are still recorded", async (t) => {
  const log = await workspace(t);
  const odd = { command: null, after: 0, actor: "Zoe\u0308 \ud800" + "x".repeat(300), at: NaN, tz: "", events: [{ ...event(), over: ["b".repeat(64), "a".repeat(64), "b".repeat(64)] }], wall: NaN };
  const done = await log.commit(odd);
  const header = parseHeader(done.envelopes[0][2]);
  assert.equal(header.actor.slice(0, 5), "Zo\u00eb \ufffd");
  assert.equal(header.actor.length, 200);
  assert.deepEqual([header.at, header.tz, header.hlc], [0, "UTC", "0000000000000000-0001"]);
  assert.deepEqual(header.over, ["a".repeat(64), "b".repeat(64)]);
  assert.equal((await log.verify()).isWhole, true);
});

test("two connections writing at once make one chain without gap or fork", async (t) => {
  const name = freshName();
  const tabs = [await workspace(t, name), await workspace(t, name), await workspace(t, name)];
  const tries = { stale: 0, ok: 0 };
  const burst = async (log, count) => {
    while (count) {
      const given = command();
      await log.receive(given, "tab");
      for (let status = "stale"; status !== "ok"; ) {
        ({ status } = await log.commit(act(given, (await log.tail()).n, [event(), event()])));
        tries[status]++;
      }
      count--;
    }
  };
  await Promise.all(tabs.map((log) => burst(log, 40)));
  const report = await tabs[0].verify();
  assert.equal(report.isWhole, true, JSON.stringify(report));
  assert.equal(report.events, 240);
  assert.equal(report.chains.length, 1);
  assert.ok(tries.stale > 0, "the writers met");
  assert.equal(await tabs[1].count(), 0);
});

test("one command given to two tabs is committed once", async (t) => {
  const name = freshName();
  const [a, b] = [await workspace(t, name), await workspace(t, name)];
  const given = command();
  await Promise.all([a.receive(given, "t"), b.receive(given, "t")]);
  assert.equal(await a.count(), 1);
  const done = await Promise.all([a, b].map((log) => log.commit(act(given, 0, [event()]))));
  assert.deepEqual(done.map(({ status }) => status).sort(), ["already", "ok"]);
});

test("inbox rows can be refused, struck, stuck and dismissed", async (t) => {
  const log = await workspace(t);
  const [a, b] = [command(), command()];
  await log.receive(a, "tab1");
  await log.receive(b, "tab2");
  const refusal = { what: "w", why: "y", next: "n" };
  await log.refuse(a.id, refusal);
  assert.equal(await log.strike(b.id), 1);
  assert.equal(await log.strike(b.id), 2);
  await log.stick(b.id);
  const rows = await log.inbox();
  assert.deepEqual(rows.map(({ id, tab, state, strikes }) => [id, tab, state, strikes]), [[a.id, "tab1", "refused", 0], [b.id, "tab2", "stuck", 2]]);
  assert.deepEqual(rows[0].refusal, refusal);
  assert.deepEqual(rows[0].command, a);
  assert.equal(await log.dismiss(a.id), true);
  assert.equal(await log.dismiss(a.id), false);
  assert.equal(await log.strike(a.id), 0);
  assert.equal(await log.count(), 1);
});

test("since and stream give rows in arrival order and honour the limit", async (t) => {
  const log = await workspace(t);
  const other = "document/bbbbbbbbbbbbbbbb";
  for (let i = 0; i < 50; i++) await write(log, [event(`${i}`, [], i % 2 ? other : RUN)]);
  assert.deepEqual((await log.since(10, 5)).map(([n]) => n), [11, 12, 13, 14, 15]);
  assert.deepEqual((await log.stream(other)).map(([n]) => n), Array.from({ length: 25 }, (_, i) => i * 2 + 2));
  assert.deepEqual(await log.since(50, 5), []);
  assert.equal((await log.since(0, 1000)).length, 50);
});

test("large bodies are handed over a few at a time", async (t) => {
  const log = await workspace(t);
  for (let i = 0; i < 40; i++) await write(log, [event("x".repeat(2_000_000))]);
  const some = await log.since(0, 4000);
  assert.ok(some.length >= 1 && some.length < 40, `${some.length} rows`);
  let n = 0;
  for (let part; (part = await log.since(n, 4000)).length; ) n = part.at(-1)[0];
  assert.equal(n, 40);
});

test("the device is minted once, also by two tabs at once, and then stays", async (t) => {
  const name = freshName();
  const [a, b] = [await workspace(t, name), await workspace(t, name)];
  const [one, two] = await Promise.all([a.identity(), b.identity()]);
  assert.match(one.dev, /^[a-z2-7]{16}$/);
  assert.equal(one.dev, two.dev);
  assert.equal(one.epoch, 0);
  await write(a, [event()]);
  assert.equal(parseHeader((await a.since(0, 1))[0][2]).dev, one.dev);
});

test("settings, drafts and blobs are kept", async (t) => {
  const log = await workspace(t);
  await log.kv.set("person", "Ada");
  assert.equal((await log.identity()).person, "Ada");
  assert.equal(await log.kv.get("nothing"), null);
  await log.drafts.set("note", "half a sen");
  assert.equal(await log.drafts.get("note"), "half a sen");
  assert.deepEqual((await log.drafts.all()).map(({ key, text }) => [key, text]), [["note", "half a sen"]]);
  await log.drafts.delete("note");
  assert.equal(await log.drafts.get("note"), null);
  const sha = await log.blobs.put(new TextEncoder().encode("abc"), "text/plain");
  assert.equal(sha, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const kept = await log.blobs.get(sha);
  assert.deepEqual([kept.type, kept.size, new TextDecoder().decode(kept.bytes)], ["text/plain", 3, "abc"]);
  assert.deepEqual(await log.blobs.list(), [sha]);
});

test("erase takes the body and its blobs, keeps the chain, and moves the epoch", async (t) => {
  const log = await workspace(t);
  const sha = await log.blobs.put(new TextEncoder().encode("secret"), "text/plain");
  const done = await write(log, [event(`see ${sha}`), event("kept")]);
  assert.deepEqual(await log.erase([done.envelopes[0][1]]), { epoch: 1, blobs: 1 });
  assert.deepEqual((await log.since(0, 9)).map((envelope) => envelope[3] === null), [true, false]);
  assert.equal(await log.blobs.get(sha), null);
  assert.equal((await log.identity()).epoch, 1);
  const report = await log.verify();
  assert.deepEqual([report.isWhole, report.erased], [true, 1]);
});

test("erase takes refused acts that repeat the words in the same transaction, and no other", async (t) => {
  const log = await workspace(t);
  const done = await write(log, [event("secret")]);
  const [one, two] = [command(), command()];
  for (const each of [one, two]) await log.receive(each, "tab1");
  await log.refuse(one.id, { what: "No.", why: "So.", next: "Then." });
  const [{ n }] = await log.inbox();
  await log.erase([done.envelopes[0][1]], [n]);
  assert.deepEqual((await log.inbox()).map(({ id }) => id), [two.id]);
});

test("erase keeps a blob that another event names, until that one is erased too", async (t) => {
  const log = await workspace(t);
  const [shared, own] = [await log.blobs.put(new TextEncoder().encode("shared"), "text/plain"), await log.blobs.put(new TextEncoder().encode("own"), "text/plain")];
  const done = await write(log, [event(`see ${shared} and ${own}`), event(`also ${shared}`), event("bare"), event(`names no blob: ${"ab".repeat(32)}`)]);
  const [first, second, third, fourth] = done.envelopes.map((envelope) => envelope[1]);
  assert.equal((await log.erase([first, fourth])).blobs, 1);
  assert.deepEqual(await log.blobs.list(), [shared]);
  assert.deepEqual(await log.erase([second, third]), { epoch: 2, blobs: 1 });
  assert.deepEqual(await log.blobs.list(), []);
  assert.equal((await log.verify()).erased, 4);
});

test("two events that share a blob, erased together, leave none", async (t) => {
  const log = await workspace(t);
  const sha = await log.blobs.put(new TextEncoder().encode("shared"), "text/plain");
  const done = await write(log, [event(sha), event(sha)]);
  assert.deepEqual(await log.erase(done.envelopes.map((envelope) => envelope[1])), { epoch: 1, blobs: 1 });
});

test("other tabs hear of a commit, and a stopped listener does not", async (t) => {
  const name = freshName();
  const [a, b] = [await workspace(t, name), await workspace(t, name)];
  const heard = new Promise((resolve) => b.on("change", resolve));
  b.on("change", () => assert.fail("stopped"))();
  await write(a, [event()]);
  assert.deepEqual(await heard, { what: "events", n: 1 });
});

test("a log shorter than its mirror in localStorage is noticed", async (t) => {
  const kept = new Map();
  globalThis.localStorage = { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v) };
  t.after(() => delete globalThis.localStorage);
  const log = await workspace(t);
  await write(log, [event(), event()]);
  assert.equal(await log.lost(), null);
  const { dev } = await log.identity();
  kept.set(`${log.name}.head`, JSON.stringify({ dev, seq: 5, id: "f".repeat(64) }));
  assert.equal((await log.lost()).seq, 5);
  for (const odd of ["5", "{}", "[", '{"id":7}']) {
    kept.set(`${log.name}.head`, odd);
    assert.equal(await log.lost(), null, odd);
  }
});

test("what is missing is not forgotten when the emptied log is written to under another device", async (t) => {
  const kept = new Map();
  globalThis.localStorage = { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v) };
  t.after(() => delete globalThis.localStorage);
  const log = await workspace(t);
  kept.set(`${log.name}.head`, JSON.stringify({ dev: "a".repeat(16), seq: 5, id: "f".repeat(64) }));
  await write(log, [event()]);
  assert.deepEqual([(await log.lost()).dev, (await log.lost()).seq], ["a".repeat(16), 5]);
});

test("what a device lost of its own chain is not forgotten when it goes on, until it is brought back", async (t) => {
  const kept = new Map();
  globalThis.localStorage = { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v) };
  t.after(() => delete globalThis.localStorage);
  const log = await workspace(t);
  for (const text of ["one", "two", "three"]) await write(log, [event(text)]);
  const all = await records(log);
  const [, second, third] = await log.rows(0, 9);
  // A damaged database comes back as it was before its last act.
  await log.store.write(["events", "bodies", "heads"], (tx) => {
    tx.store("events").delete(third.n);
    tx.store("bodies").delete(third.id);
    const { dev, seq, hlc } = JSON.parse(second.header);
    tx.store("heads").put({ dev, seq, id: second.id, hlc });
  });
  assert.equal((await log.lost()).id, third.id);
  for (const text of ["four", "five"]) await write(log, [event(text)]);
  assert.equal((await log.lost()).id, third.id);
  await log.merge(all, WALL);
  assert.equal(await log.lost(), null);
  await write(log, [event("six")]);
  assert.equal(JSON.parse(kept.get(`${log.name}.head`)).id, (await log.tail()).id);
});

test("known tells which ids are here", async (t) => {
  const log = await workspace(t);
  await write(log, [event(), event()]);
  const [one] = await ids(log);
  assert.deepEqual(await log.known([one, "f".repeat(64)]), new Set([one]));
});

test("openLog says in sentences what to do when the browser refuses storage", async () => {
  const kept = globalThis.indexedDB;
  try {
    globalThis.indexedDB = undefined;
    await assert.rejects(openLog(freshName()), (error) => error.code === "blocked" && /Allow site data/.test(error.next));
    globalThis.indexedDB = { open: () => { throw new DOMException("denied", "SecurityError"); } };
    await assert.rejects(openLog(freshName()), { code: "blocked" });
  } finally {
    globalThis.indexedDB = kept;
  }
});

test("an act on one stream is stale only when something came to that stream", async (t) => {
  const log = await workspace(t);
  await write(log, [event("mine")]);
  await write(log, [event("elsewhere", [], "document/bbbbbbbbbbbbbbbb")]);
  const act = { command: null, actor: "Ada", at: WALL, tz: "UTC", events: [event("tick")], wall: WALL };
  assert.equal((await log.commit({ ...act, after: 1 })).status, "stale");
  assert.equal((await log.commit({ ...act, after: 1, alone: 0 })).status, "stale");
  const done = await log.commit({ ...act, after: 1, alone: 1 });
  assert.deepEqual([done.status, done.envelopes[0][0]], ["ok", 3]);
  assert.equal((await log.commit({ ...act, after: 1, alone: 1 })).status, "stale");
  assert.equal((await log.commit({ ...act, after: 1, alone: 3 })).status, "ok");
  assert.equal((await log.verify()).isWhole, true);
});

test("a log that lost its end takes no act that was decided before, whatever it rests on", async (t) => {
  const log = await workspace(t);
  await write(log, [event("what is left")]);
  const act = { command: null, after: 5, actor: "Ada", at: WALL, tz: "UTC", events: [event("tick")], wall: WALL };
  assert.equal((await log.commit({ ...act, alone: 5 })).status, "stale");
});
