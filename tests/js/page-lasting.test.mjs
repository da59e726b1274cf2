// The browser is asked once to keep what is here, after real work; its answer is remembered.

import assert from "node:assert/strict";
import { test } from "node:test";

/** Each page load has a module of its own. */
let loads = 0;
const load = () => import(`../../static/js/page/lasting.js?${++loads}`);

/** A browser that answers so, and what a log keeps over its visits. */
function browser({ kept = false, name = "sophie" } = {}) {
  const held = new Map();
  const log = { name, kv: { get: async (key) => held.get(key) ?? null, set: async (key, value) => void held.set(key, value) } };
  const world = { log, held, asked: 0, isInstalled: false, kept };
  const storage = { persisted: async () => false, persist: async () => (world.asked++, world.kept) };
  Object.defineProperty(globalThis, "navigator", { value: { storage }, configurable: true });
  globalThis.matchMedia = () => ({ matches: world.isInstalled });
  return world;
}

test("nothing is asked before there is work, and then once over all visits", async () => {
  const world = browser();
  const first = await load();
  await first.askAfter(world.log, "name-device");
  assert.equal(world.asked, 0);
  await Promise.all(["import-document", "import-document", "start-run"].map((name) => first.askAfter(world.log, name)));
  await first.askOnce(world.log);
  assert.equal(world.asked, 1);
  assert.equal(world.held.get("lasting").kept, false);
  await (await load()).askAfter(world.log, "start-run");
  assert.equal(world.asked, 1);
});

test("a browser that said no is asked once more when Sophie is installed, one that promised is not", async () => {
  for (const [kept, times] of [[false, 2], [true, 1]]) {
    const world = browser({ kept });
    await (await load()).askOnce(world.log);
    world.isInstalled = true;
    for (let visit = 0; visit < 3; visit++) await (await load()).askOnce(world.log);
    assert.equal(world.asked, times);
  }
});

test("by a tap it is asked whatever was answered before, and not for practice", async () => {
  const world = browser();
  const { ask, askOnce } = await load();
  await askOnce(world.log);
  assert.equal(await ask(world.log), false);
  assert.equal(world.asked, 2);
  const practice = browser({ name: "sophie-practice" });
  await (await load()).askOnce(practice.log);
  assert.equal(practice.asked, 0);
});
