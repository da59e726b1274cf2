// A tab comes back from the background, or is given a second file: nothing of before is taken for true, nothing in hand is ended.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page } from "../../static/js/page/page.js";
import { Snapshots } from "../../static/js/page/snapshots.js";

globalThis.location ??= /** @type {any} */ ({ hash: "#/snapshots" });
globalThis.document ??= /** @type {any} */ ({ getElementById: () => null });

/** A page whose parts only remember what they were asked. */
function page(epoch) {
  const done = [];
  const parts = {
    log: { identity: async () => epoch(), inbox: async () => [] },
    memory: { epoch: 1, pause: () => {} }, cache: { clear: async () => void done.push("clear") }, drafts: { match: async () => {} },
    pending: { match: () => {} }, screen: {},
    supervisor: { ready: false, turns: { take: (work) => work() }, run: async () => void done.push("run"), wake: async () => void done.push("wake") },
  };
  return { page: new Page(/** @type {any} */ (parts)), parts, done };
}

test("an erasure whose hint was lost is noticed on the return, before anything else", async () => {
  const { page: one, parts, done } = page(() => ({ epoch: 2 }));
  await one.wake();
  assert.deepEqual([done, parts.memory.epoch], [["clear", "clear", "run", "wake"], 2]);
  done.length = 0;
  await one.wake();
  assert.deepEqual(done, ["wake"]);
});

test("a log that does not answer on the return does not keep the engine from being looked at", async () => {
  const { page: one, done } = page(() => {
    throw new Error("closed");
  });
  await one.wake();
  assert.deepEqual(done, ["wake"]);
});

test("a second snapshot does not end the one that is being added", async () => {
  const said = [];
  /** @type {(value: any) => void} */
  let end = () => {};
  const log = { name: "w", kv: { get: async () => [] }, imports: async () => [] };
  const one = new Snapshots(/** @type {any} */ ({ log, alert: (text) => said.push(text), tell: (text) => said.push(text), changed: async () => {}, copy: async () => false, go: () => {} }));
  const asked = [];
  one.keeper = /** @type {any} */ ({ call: (name) => (asked.push(name), new Promise((resolve) => (end = resolve))), end: () => asked.push("end") });
  one.plan = /** @type {any} */ ({ withdrawals: [], file: "first.json" });
  const adding = one.accept();
  await new Promise((done) => setTimeout(done, 5));
  await one.open(new File([""], "second.json"));
  assert.deepEqual(asked, ["apply"]);
  assert.match(said[0], /second\.json was not opened/);
  end({ added: 1, filled: 0, erased: 0 });
  await adding;
  assert.deepEqual([asked, said[1]], [["apply", "end"], "1 event added."]);
});

test("what the log does not take says why it waits, until something is recorded again", () => {
  const said = [];
  const parts = { signals: { notice: (id, text) => said.push(id, text), alert: () => {}, status: () => {} }, pending: { drop: () => {}, withState: () => [] }, screen: { relay: () => {} }, router: {} };
  const one = new Page(/** @type {any} */ (parts));
  one.delayed(Object.assign(new Error(), { what: "This was not saved.", why: "The disk is full.", next: "Free some space." }));
  assert.deepEqual(said, ["not-saved", "This was not saved. The disk is full. Free some space. What you did waits in this browser and is tried again."]);
  const command = /** @type {any} */ ({ id: "c", name: "add-note", stream: "run/a", args: {} });
  for (let i = 0; i < 2; i++) one.ended(command, { id: "c", status: "ok" });
  assert.deepEqual(said.slice(2), ["not-saved", null]);
});
