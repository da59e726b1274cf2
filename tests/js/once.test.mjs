// A double click is one act; what was refused, or came through a while ago, can be pressed again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Once } from "../../static/js/page/once.js";

const start = (args = {}) => ({ name: "start-run", stream: `run/${Math.random()}`, mint: "run", over: [], then: "open", args });
const tick = (done) => ({ name: "check-step", stream: "run/a", over: [], then: "", args: { step: "s1", done } });

function desk() {
  const [begun, going] = [[], new Set()];
  let now = 0;
  const once = new Once((id) => going.has(id), () => now);
  const press = (wish) =>
    once.press(wish, () => {
      const id = String(begun.push(wish));
      going.add(id);
      return { id, kept: Promise.resolve(true) };
    });
  return { begun, going, once, press, later: (ms) => (now += ms) };
}

test("a double click starts one run, also while the engine takes its time", async () => {
  const { begun, going, press, later } = desk();
  assert.deepEqual(await Promise.all([press(start()), press(start())]), ["1", "1"]);
  later(60_000);
  assert.equal(await press(start()), "1");
  assert.equal(begun.length, 1);
  going.clear();
  assert.equal(await press(start()), "2");
});

test("another act between, or other words, make it another act", async () => {
  const { begun, press } = desk();
  for (const done of [true, false, true]) await press(tick(done));
  await press(start({ fields: { Host: "db" } }));
  await press(start({ fields: { Host: "mq" } }));
  assert.equal(begun.length, 5);
});

test("on a screen opened since, what has come through can be pressed again at once, what is on its way cannot", async () => {
  const { begun, going, once, press } = desk();
  await press(start());
  once.moved();
  assert.equal(await press(start()), "1");
  going.clear();
  once.moved();
  assert.equal(await press(start()), "2");
  assert.equal(begun.length, 2);
});

test("what was refused can be tried again at once", async () => {
  const { begun, once, press } = desk();
  const id = await press(start());
  once.refused(id);
  await press(start());
  assert.equal(begun.length, 2);
});
