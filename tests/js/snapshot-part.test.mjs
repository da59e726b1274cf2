// A part of a log goes out: chosen streams, a period, without attachments, with contents left out; it verifies and merges back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { applyImport, planImport } from "../../static/js/log/import.js";
import { writeSnapshot } from "../../static/js/log/snapshot.js";
import { event, RUN, WALL, workspace, write } from "./workspace.mjs";

const OTHER = "document/bbbbbbbbbbbbbbbb";

async function filled(t) {
  const log = await workspace(t);
  const picture = await log.blobs.put(new Uint8Array([1, 2, 3]), "image/png");
  const other = await log.blobs.put(new Uint8Array([4, 5, 6]), "image/png");
  await write(log, [event(`a picture ${picture}`)], WALL);
  await write(log, [event(`of the document ${other}`, [], OTHER)], WALL + 1000);
  await write(log, [event("token=secret")], WALL + 2000);
  await write(log, [event("erased later")], WALL + 3000);
  await log.erase([(await log.headers(3, 1))[0].id]);
  return { log, picture, other, ids: (await log.headers(0, 9)).map(({ id }) => id) };
}

const read = async (log, choice) => JSON.parse(await (await writeSnapshot(log, { app: "test", choice })).text());

test("one run goes out with its attachments and nothing of the rest", async (t) => {
  const { log, picture, ids } = await filled(t);
  const file = await read(log, { streams: new Set([RUN]) });
  assert.deepEqual(file.scope, { streams: [RUN], attachments: true });
  assert.equal(file.events.length, 3);
  assert.deepEqual([Object.keys(file.blobs), file.inbox, file.erased], [[picture], [], [ids[3]]]);
  assert.equal(JSON.stringify(file).includes(OTHER), false);
  assert.equal(Object.values(file.heads)[0].seq, 4);
});

test("of a stream only chosen events go out", async (t) => {
  const { log, ids } = await filled(t);
  const file = await read(log, { streams: new Set([RUN, OTHER]), only: new Map([[RUN, new Set([ids[2]])]]) });
  assert.deepEqual(Object.keys(file.data).sort(), [ids[1], ids[2]].sort());
  assert.deepEqual([file.scope.streams, file.events.length], [[OTHER, RUN], 2]);
});

test("a period goes by the time people see, its end not included", async (t) => {
  const { log } = await filled(t);
  assert.equal((await read(log, { from: WALL + 1000, until: WALL + 2000 })).events.length, 1);
  assert.equal((await read(log, { from: WALL + 1000 })).events.length, 3);
});

test("what is left out stays here; the chain still verifies, and the whole file brings it later", async (t) => {
  const { log, ids } = await filled(t);
  const leaveOut = new Map([[ids[2], "secrets"]]);
  const part = await writeSnapshot(log, { app: "test", choice: { leaveOut, attachments: false } });
  const file = JSON.parse(await part.text());
  assert.deepEqual([file.scope.leftOut, file.scope.attachments, file.blobs], [{ secrets: 1 }, false, {}]);
  assert.equal(JSON.stringify(file).includes("token=secret"), false);
  assert.deepEqual(file.erased, [ids[3]]);
  const there = await workspace(t);
  const plan = await planImport(part, there);
  assert.deepEqual([plan.isWhole, plan.new, plan.missingBodies], [true, 4, 2]);
  await applyImport(plan, there);
  assert.deepEqual((await there.verify()).chains.map(({ gaps, forks }) => [gaps, forks]), [[[], []]]);
  const whole = await planImport(await writeSnapshot(log, { app: "test" }), there);
  assert.deepEqual([whole.new, whole.fills], [0, 1]);
  await applyImport(whole, there);
  assert.match((await there.stream(RUN))[1][3], /token=secret/);
});

test("everything says nothing of a part, and names each stream for people", async (t) => {
  const { log } = await filled(t);
  await write(log, [{ ...event("", [], "run/cccccccccccccccc"), body: JSON.stringify({ v: 1, title: "Drain\u001b the  queue" }) }]);
  const file = await read(log, {});
  assert.equal("scope" in file, false);
  assert.equal(file.state.streams["run/cccccccccccccccc"], "Drain the queue");
});

test("an attachment of a content that is left out stays here too", async (t) => {
  const { log, picture, other, ids } = await filled(t);
  const file = await read(log, { leaveOut: new Map([[ids[0], "personal"]]) });
  assert.deepEqual(Object.keys(file.blobs), [other]);
  assert.equal(JSON.stringify(file).includes(picture), false);
});
