// The largest things that Sophie herself accepts go out and come back: nothing that can be written may be unreadable.

import assert from "node:assert/strict";
import { test } from "node:test";
import { applyImport, planImport } from "../../static/js/log/import.js";
import { LONGEST_TEXT } from "../../static/js/log/screen.js";
import { writeSnapshot } from "../../static/js/log/snapshot.js";
import { event, RUN, workspace, write } from "./workspace.mjs";

/** A body of exactly the longest length, made of one kind of character. */
function longest(piece) {
  const text = piece.repeat(Math.floor((LONGEST_TEXT - 14) / piece.length));
  return `{"v":1,"t":"${text}"}`.padEnd(LONGEST_TEXT);
}

async function roundTrip(t, log) {
  const other = await workspace(t);
  const file = await writeSnapshot(log, { app: "test" });
  const plan = await planImport(file, other);
  const merged = await applyImport(plan, other);
  assert.deepEqual([plan.isWhole, plan.rejected, merged.rejected, plan.missingBodies], [true, [], [], 0]);
  return { other, plan, merged };
}

test("a 5 MB document of nothing but quotes makes the round trip", async (t) => {
  const log = await workspace(t);
  const text = '"'.repeat(5_000_000);
  await write(log, [event(text)]);
  const { other } = await roundTrip(t, log);
  assert.equal(JSON.parse((await other.since(0, 1))[0][3]).text, text);
});

for (const [name, piece] of [["escapes", "\\\\"], ["three-byte letters", "\u6f22"], ["emoji", "\u{1f600}"]]) {
  test(`the longest body of ${name} makes the round trip`, async (t) => {
    const log = await workspace(t);
    const body = longest(piece);
    assert.equal(body.length, LONGEST_TEXT);
    await write(log, [{ ...event(), body }]);
    const { other } = await roundTrip(t, log);
    assert.equal((await other.since(0, 1))[0][3], body);
  });
}

test("a body one character longer is refused before it is written", async (t) => {
  const log = await workspace(t);
  await assert.rejects(write(log, [{ ...event(), body: `${longest("x")} ` }]), { code: "too-big" });
});

test("an attachment of 10 MB makes the round trip", async (t) => {
  const log = await workspace(t);
  const bytes = new Uint8Array(10_000_000).map((_, i) => i * 31 + (i >> 8));
  const sha = await log.blobs.put(bytes, "application/pdf");
  const { other, plan } = await roundTrip(t, log);
  assert.deepEqual(plan.blobs, { total: 1, new: 1, bytes: 10_000_000 });
  assert.deepEqual(Buffer.from((await other.blobs.get(sha)).bytes), Buffer.from(bytes));
});

test("50,000 events make the round trip", async (t) => {
  const log = await workspace(t);
  for (let i = 0; i < 25; i++) await write(log, Array.from({ length: 2000 }, (_, j) => event(`${j}`, [], i % 2 ? RUN : "document/bbbbbbbbbbbbbbbb")));
  const { other, plan, merged } = await roundTrip(t, log);
  assert.deepEqual([plan.new, merged.added], [50_000, 50_000]);
  assert.equal((await other.verify()).isWhole, true);
});

test("a thousand heads and an act over a thousand events make the round trip", async (t) => {
  const log = await workspace(t);
  const seen = (await write(log, Array.from({ length: 1000 }, () => event()))).envelopes.map(([, id]) => id);
  await write(log, [event("over all", seen)]);
  const { other } = await roundTrip(t, log);
  assert.equal((await other.verify()).events, 1001);
});
