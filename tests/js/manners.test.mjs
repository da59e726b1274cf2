// An import goes behind whoever works meanwhile: it waits while an act is on its way, never for long, and takes small steps afterwards.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openLog } from "../../static/js/log/log.js";
import { Manners } from "../../static/js/log/manners.js";
import { command, event, records, WALL, workspace, write } from "./workspace.mjs";

/** What tells of other tabs, by hand. */
function heard() {
  const uses = new Set();
  const say = (what, isAct) => uses.forEach((use) => use({ what, ...(isAct && { isAct }) }));
  return { on: (_, use) => (uses.add(use), () => uses.delete(use)), say, act: () => say("inbox", true), uses };
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
  assert.ok((await waited(manners)) < 30);
  assert.ok(manners.chunkTime > 100);
});

for (const end of ["events", "erased"]) {
  test(`an act on its way is let through until "${end}" is heard, and then its screen is drawn`, async () => {
    const tabs = heard();
    const manners = new Manners(tabs);
    tabs.act();
    setTimeout(() => tabs.say(end), 60);
    const took = await waited(manners);
    assert.ok(took > 80 && took < 350, `${took} ms`);
    assert.ok(manners.chunkTime < 20, "whoever acted will act again");
  });
}

test("an act that never comes is not waited for long; what is refused, dismissed or imported elsewhere not at all", async () => {
  const tabs = heard();
  const manners = new Manners(tabs);
  tabs.say("writing");
  tabs.say("inbox");
  assert.ok((await waited(manners)) < 30);
  tabs.act();
  const took = await waited(manners);
  assert.ok(took > 350 && took < 900, `${took} ms`);
});

test("an act that comes during the wait is waited for as well", async () => {
  const tabs = heard();
  const manners = new Manners(tabs);
  tabs.act();
  setTimeout(() => tabs.act(), 30);
  setTimeout(() => tabs.say("events"), 150);
  const took = await waited(manners);
  assert.ok(took > 170, `${took} ms`);
});

test("acts without end do not hold it up for ever", async () => {
  const tabs = heard();
  const manners = new Manners(tabs);
  tabs.act();
  const more = setInterval(() => tabs.act(), 20);
  const took = await waited(manners);
  clearInterval(more);
  assert.ok(took > 700 && took < 1500, `${took} ms`);
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
  const began = deferred();
  const merging = to.merge(all, WALL, began.resolve);
  await began.promise;
  await tab.receive(command(), "tab2");
  // The chunk that was under way ends; what follows waits.
  await new Promise((resolve) => setTimeout(resolve, 150));
  const size = await to.size();
  assert.ok(size < 6000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(await to.size(), size, "nothing was added while the act was on its way");
  assert.equal((await write(tab, [event("mine")], WALL)).status, "ok");
  const merged = await merging;
  assert.equal(merged.added, 6000);
  assert.equal((await to.verify()).isWhole, true);
});
