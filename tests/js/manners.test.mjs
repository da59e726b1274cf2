// An import goes behind whoever works meanwhile: it waits while an act is on its way, never for long, and takes small steps afterwards.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openLog } from "../../static/js/log/log.js";
import { Manners } from "../../static/js/log/manners.js";
import { command, event, records, WALL, workspace, write } from "./workspace.mjs";

/** What tells of other tabs, by hand. */
function heard() {
  const uses = new Set();
  return { on: (_, use) => (uses.add(use), () => uses.delete(use)), say: (what) => uses.forEach((use) => use({ what })), uses };
}

function deferred() {
  let resolve;
  const promise = new Promise((use) => (resolve = use));
  return { promise, resolve };
}

/** Milliseconds until the import may go on. @param {Manners} manners */
async function waited(manners) {
  const began = performance.now();
  await manners.turn();
  return performance.now() - began;
}

test("nobody works: nothing is waited for, and a chunk may be long", async () => {
  const manners = new Manners(heard());
  assert.ok((await waited(manners)) < 20);
  assert.ok(manners.chunkTime > 100);
});

test("an act on its way is let through, and then its screen is drawn", async () => {
  const tabs = heard();
  const manners = new Manners(tabs);
  tabs.say("inbox");
  setTimeout(() => tabs.say("events"), 60);
  const took = await waited(manners);
  assert.ok(took > 80 && took < 300, `${took} ms`);
  assert.ok(manners.chunkTime < 20, "whoever acted will act again");
});

test("an act that never comes is not waited for long, nor is what only other imports say", async () => {
  const tabs = heard();
  const manners = new Manners(tabs);
  tabs.say("writing");
  assert.ok((await waited(manners)) < 20);
  tabs.say("inbox");
  const took = await waited(manners);
  assert.ok(took > 350 && took < 900, `${took} ms`);
});

test("one act after the other: the wait is for the last of them", async () => {
  const tabs = heard();
  const manners = new Manners(tabs);
  tabs.say("inbox");
  tabs.say("events");
  tabs.say("inbox");
  setTimeout(() => tabs.say("events"), 100);
  assert.ok((await waited(manners)) > 100);
});

test("once stopped nothing is listened to", () => {
  const tabs = heard();
  new Manners(tabs).stop();
  assert.equal(tabs.uses.size, 0);
});

test("an import of thousands lets another tab's act in between", async (t) => {
  const [from, to] = await Promise.all([workspace(t), workspace(t)]);
  for (let n = 0; n < 6000; n += 500) await write(from, Array.from({ length: 500 }, (_, i) => event(`${n + i}`)), WALL);
  const tab = await openLog(to.name);
  t.after(() => tab.close());
  const all = await records(from);
  let added = 0;
  const began = deferred();
  const merging = to.merge(all, WALL, (soFar) => began.resolve((added = soFar.added)));
  await began.promise;
  await tab.receive(command(), "tab2");
  // Long enough for several chunks, if they went on.
  await new Promise((resolve) => setTimeout(resolve, 150));
  const atThatTime = added;
  assert.equal((await write(tab, [event("mine")], WALL)).status, "ok", "nobody wrote meanwhile");
  assert.ok(atThatTime < 6000);
  const merged = await merging;
  assert.equal(merged.added, 6000);
  assert.equal((await to.verify()).isWhole, true);
});
