// What browsers do to a log: quota, dropped connections, other versions. Each ends in a retry or in a sentence, never in half an act.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openCache } from "../../static/js/log/cache.js";
import { receive } from "../../static/js/log/inbox.js";
import { openLog } from "../../static/js/log/log.js";
import { command, event, freshName, workspace, write } from "./workspace.mjs";

/** Replace a method until the test ends. */
function patch(t, owner, name, make) {
  const kept = owner[name];
  owner[name] = make(kept);
  t.after(() => void (owner[name] = kept));
}

/** Run `act` on each of the next `times` readwrite transactions. */
function onWrites(t, times, act) {
  patch(t, IDBDatabase.prototype, "transaction", (kept) => function transaction(stores, mode, options) {
    const made = kept.call(this, stores, mode, options);
    if (mode === "readwrite" && times-- > 0) act(made);
    return made;
  });
}

test("a full disk writes nothing, says so, and the next act after it is saved", async (t) => {
  const log = await workspace(t);
  await write(log, [event("before")]);
  const given = command();
  await log.receive(given, "tab1");
  const act = { command: given.id, after: 1, actor: "", at: 1, tz: "UTC", events: [event("a"), event("b")], wall: 1 };
  // Every request succeeds, then the transaction ends: this is how browsers say that the disk is full.
  onWrites(t, 1, (made) => {
    made.error = new DOMException("full", "QuotaExceededError");
    setImmediate(() => made.abort());
  });
  await assert.rejects(log.commit(act), (error) => error.code === "full" && /not saved/.test(error.what) && /snapshot/.test(error.next));
  assert.deepEqual([(await log.tail()).n, await log.count()], [1, 1]);
  assert.equal((await log.commit(act)).status, "ok");
  const report = await log.verify();
  assert.deepEqual([report.events, report.isWhole], [3, true]);
});

for (const name of ["InvalidStateError", "UnknownError", "AbortError"]) {
  test(`${name} from a dead connection is tried again on a fresh one`, async (t) => {
    const log = await workspace(t);
    await write(log, [event("before")]);
    let left = 2;
    let opened = 0;
    patch(t, IDBFactory.prototype, "open", (kept) => function open(...args) {
      opened++;
      return kept.apply(this, args);
    });
    patch(t, IDBDatabase.prototype, "transaction", (kept) => function transaction(...args) {
      if (args[1] === "readwrite" && left-- > 0) throw new DOMException("gone", name);
      return kept.apply(this, args);
    });
    const given = command();
    await log.receive(given, "tab1");
    const done = await log.commit({ command: given.id, after: 1, actor: "", at: 1, tz: "UTC", events: [event()], wall: 1 });
    assert.equal(done.status, "ok");
    assert.equal(opened, 2);
    assert.equal((await log.verify()).isWhole, true);
  });
}

test("a connection that stays dead ends in a sentence after three tries", async (t) => {
  const log = await workspace(t);
  let tries = 0;
  patch(t, IDBDatabase.prototype, "transaction", () => function transaction() {
    tries++;
    throw new DOMException("gone", "UnknownError");
  });
  await assert.rejects(log.tail(), { code: "broken" });
  assert.equal(tries, 3);
});

test("a browser that ends transactions by itself is asked again, and nothing is written twice", async (t) => {
  const log = await workspace(t);
  const given = command();
  await log.receive(given, "tab1");
  onWrites(t, 2, (made) => setImmediate(() => made.abort()));
  const done = await log.commit({ command: given.id, after: 0, actor: "", at: 1, tz: "UTC", events: [event(), event()], wall: 1 });
  assert.equal(done.status, "ok");
  assert.deepEqual([(await log.tail()).n, await log.count()], [2, 0]);
});

test("an error inside an act ends the whole act and is not tried again", async (t) => {
  const log = await workspace(t);
  let opened = 0;
  patch(t, IDBObjectStore.prototype, "add", (kept) => function add(value) {
    if (this.name === "bodies" && ++opened === 2) throw new TypeError("a bug");
    return kept.call(this, value);
  });
  await assert.rejects(write(log, [event(), event()]), TypeError);
  assert.equal((await log.tail()).n, 0);
  assert.equal(opened, 2);
});

test("a tab whose database another tab takes over closes, tells, and never opens it again", async (t) => {
  const log = await workspace(t);
  await write(log, [event()]);
  const told = new Promise((resolve) => log.on("closed", resolve));
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(log.name);
    request.onsuccess = resolve;
    request.onerror = reject;
    request.onblocked = () => reject(new Error("the old tab blocks"));
  });
  assert.match(await told, /Reload/);
  await assert.rejects(log.tail(), { code: "closed" });
  await assert.rejects(write(log, [event()]), { code: "closed" });
});

test("a database of a newer version is left alone", async () => {
  const name = freshName();
  await new Promise((resolve) => {
    indexedDB.open(name, 2).onsuccess = (event) => resolve(event.target.result.close());
  });
  await assert.rejects(openLog(name), { code: "newer" });
});

test("a body the browser cannot read back is missing, and the rest is still read", async (t) => {
  const log = await workspace(t);
  const { envelopes } = await write(log, [event("a"), event("b"), event("c")]);
  patch(t, IDBObjectStore.prototype, "get", (kept) => function get(key) {
    if (this.name !== "bodies" || key !== envelopes[1][1]) return kept.call(this, key);
    const operation = () => { throw new DOMException("Data lost due to missing file.", "NotReadableError"); };
    return this.transaction._execRequestAsync({ source: this, operation });
  });
  assert.deepEqual((await log.since(0, 9)).map((envelope) => envelope[3] === null), [false, true, false]);
  assert.deepEqual((await log.verify()).missing, [envelopes[1][1]]);
});

test("the cache may be deleted at any time, and its failures are nothing", async (t) => {
  const cache = await openCache(freshName());
  t.after(() => cache.close());
  await cache.screens.set({ route: "#/", build: "b", epoch: 0, html: "<p>", title: "t", at: 1 });
  await cache.checkpoint.set({ n: 3, id: "i", epoch: 0, projection: "1", bytes: new ArrayBuffer(4) });
  await cache.strikes.set("run/x", 2);
  assert.equal((await cache.screens.get("#/")).html, "<p>");
  assert.equal((await cache.checkpoint.get()).n, 3);
  assert.deepEqual([await cache.strikes.get("run/x"), await cache.strikes.get("run/y"), [...(await cache.strikes.all())]], [2, null, [["run/x", 2]]]);
  await new Promise((resolve) => { indexedDB.deleteDatabase(cache.store.name).onsuccess = resolve; });
  assert.equal(await cache.screens.get("#/"), null);
  await cache.strikes.set("run/z", 1);
  assert.equal(await cache.strikes.get("run/z"), 1);
  patch(t, IDBDatabase.prototype, "transaction", () => () => { throw new DOMException("full", "QuotaExceededError"); });
  await cache.screens.set({ route: "#/", build: "b", epoch: 0, html: "<p>", title: "t", at: 1 });
  assert.equal(await cache.checkpoint.get(), null);
  assert.deepEqual(await cache.diagnostics.all(), []);
});

test("the diagnostics are a ring of 500", async (t) => {
  const cache = await openCache(freshName());
  t.after(() => cache.close());
  for (let i = 1; i <= 510; i++) await cache.diagnostics.add("tick", `${i}`);
  const all = await cache.diagnostics.all();
  assert.deepEqual([all.length, all[0].detail, all.at(-1).detail], [500, "11", "510"]);
});

test("a row that the disk refused by itself, without ending its transaction, was not kept", async () => {
  const refusing = (name) => ({
    read: async () => ({ id: "kept before" }),
    async write(_, work) {
      let given;
      work({ give: (value) => (given = value), last() {}, store: () => ({ add() {} }), on: (_, __, otherwise) => otherwise(new DOMException("no", name)) });
      return given;
    },
  });
  await assert.rejects(receive(refusing("QuotaExceededError"), { id: "a" }, "tab1"), { code: "full" });
  assert.deepEqual(await receive(refusing("ConstraintError"), { id: "a" }, "tab1"), { id: "kept before" });
});
