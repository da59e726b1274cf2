// Merge is a union by id: any order, any repetition, nothing lost; a copied profile is told apart; clocks from afar are not followed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { canonical, idOf, parseHeader } from "../../static/js/log/canonical.js";
import { event, ids, random, records, WALL, workspace, write } from "./workspace.mjs";

const HOUR = 3_600_000;

test("merging in any order and again and again only ever grows to the same union", async (t) => {
  const roll = random(7);
  const devices = await Promise.all([1, 2, 3].map(() => workspace(t)));
  for (let round = 0; round < 60; round++) {
    const log = devices[Math.floor(roll() * 3)];
    if (roll() < 0.7) await write(log, [event(`${round}`), event("b")].slice(0, 1 + Math.floor(roll() * 2)), WALL + Math.floor((roll() - 0.5) * 40 * HOUR));
    const before = await ids(log);
    const other = await records(devices[Math.floor(roll() * 3)]);
    await log.merge(other.filter(() => roll() < 0.8).sort(() => roll() - 0.5), WALL);
    const after = new Set(await ids(log));
    assert.ok(before.every((id) => after.has(id)), "nothing is lost");
  }
  for (const a of devices) for (const b of devices) await a.merge(await records(b), WALL);
  const [one, two, three] = await Promise.all(devices.map(ids));
  assert.deepEqual(one, two);
  assert.deepEqual(one, three);
  for (const log of devices) assert.equal((await log.verify()).isWhole, true);
  const again = await devices[0].merge(await records(devices[1]), WALL);
  assert.deepEqual([again.added, again.known, again.device], [0, one.length, null]);
});

test("a copied profile that wrote under our device id gives this copy a new one", async (t) => {
  const [a, b] = [await workspace(t), await workspace(t)];
  await write(a, [event("before the copy")]);
  const { dev } = await a.identity();
  await b.kv.set("device", { dev });
  await b.merge(await records(a), WALL);
  await b.kv.set("device", { dev });
  const head = (await a.heads())[0];
  assert.deepEqual((await b.heads())[0], head);
  await write(a, [event("here")]);
  await write(b, [event("there")]);
  const merged = await a.merge(await records(b), WALL);
  assert.match(merged.device, /^[a-z2-7]{16}$/);
  assert.equal((await a.identity()).dev, merged.device);
  const done = await write(a, [event("after")]);
  const header = parseHeader(done.envelopes[0][2]);
  assert.deepEqual([header.dev, header.seq, header.prev], [merged.device, 1, ""]);
  const report = await a.verify();
  assert.equal(report.events, 4);
  assert.deepEqual(report.chains.map(({ forks }) => forks), [[2], []]);
});

test("a clock 70 years ahead is stored and not followed; one a minute ahead is", async (t) => {
  const [far, near, ours] = [await workspace(t), await workspace(t), await workspace(t)];
  await write(far, [event("2099")], WALL + 70 * 365 * 24 * HOUR);
  await write(near, [event("a minute")], WALL + 60_000);
  assert.equal((await ours.merge(await records(far), WALL)).added, 1);
  const next = parseHeader((await write(ours, [event()])).envelopes[0][2]);
  assert.equal(next.hlc, "0001763716200000-0000");
  await ours.merge(await records(near), WALL);
  const after = parseHeader((await write(ours, [event()])).envelopes[0][2]);
  assert.equal(after.hlc, "0001763716260000-0001");
});

test("bad records are named and the others still come in", async (t) => {
  const [from, to] = [await workspace(t), await workspace(t)];
  await write(from, [event("a"), event("b"), event("c"), event("d")]);
  const all = await records(from);
  const bad = [
    { ...all[0], header: all[0].header.replace("Ada", "Bob\u00e9"), line: 1 },
    { ...all[1], body: all[1].body.replace("b", "x"), line: 2 },
    { ...all[2], line: 3 },
    { header: "{}", nonce: "", body: null, line: 4 },
    { ...all[3], header: canonical({ ...parseHeader(all[3].header), more: 1 }), line: 5 },
  ];
  const merged = await to.merge(bad, WALL);
  assert.deepEqual(merged.rejected.map(({ line }) => line), [1, 2, 4, 5]);
  assert.match(merged.rejected[1].why, /hash differs/);
  assert.equal(merged.added, 2);
  const [, second] = await to.since(0, 9);
  assert.deepEqual((await to.since(0, 9)).map((envelope) => envelope[3] === null), [true, false]);
  assert.equal(second[2], all[2].header);
  const report = await to.verify();
  assert.deepEqual([report.missing.length, report.chains[0].gaps], [1, [{ from: 0, to: 2 }]]);
});

test("a body that was missing is filled in later, and the epoch moves so that engines read it", async (t) => {
  const [from, to] = [await workspace(t), await workspace(t)];
  await write(from, [event("a")]);
  const [record] = await records(from);
  await to.merge([{ ...record, body: null }], WALL);
  const { epoch } = await to.identity();
  const merged = await to.merge([record], WALL);
  assert.deepEqual([merged.added, merged.known, merged.filled], [0, 1, 1]);
  assert.equal((await to.since(0, 1))[0][3], record.body);
  assert.equal((await to.identity()).epoch, epoch + 1);
});

test("what was erased here is not brought back by an older snapshot", async (t) => {
  const [from, to] = [await workspace(t), await workspace(t)];
  await write(from, [event("secret")]);
  const all = await records(from);
  await to.merge(all, WALL);
  await to.erase([idOf(all[0].header)]);
  assert.equal((await to.merge(all, WALL)).filled, 0);
  assert.equal((await to.since(0, 1))[0][3], null);
  await from.merge(await records(to), WALL);
  assert.equal((await from.since(0, 1))[0][3], all[0].body, "and an erasure elsewhere removes nothing here");
});

test("events of a newer version are kept byte for byte", async (t) => {
  const log = await workspace(t);
  const header = canonical({ actor: "Ada", at: 1, cmd: "a".repeat(16), dev: "b".repeat(16), dh: "c".repeat(64), hlc: "0000000000000001-0000", over: [], prev: "", seq: 1, stream: "planet/mars", type: "PlanetFound", tz: "UTC", v: 2, zone: { deep: [1, "\u00fc", null, true] } });
  const merged = await log.merge([{ header, nonce: "", body: null }], WALL);
  assert.deepEqual(merged.rejected, []);
  assert.equal((await log.since(0, 1))[0][2], header);
});

for (const [name, body] of Object.entries({
  "a key twice": '{"v":1,"a":{"x":1,"x":2}}',
  "a key twice, once escaped": '{"v":1,"ab":1,"\\u0061b":2}',
  "NaN": '{"v":1,"n":NaN}',
  "a number without end": '{"v":1,"n":[1e999]}',
  "a whole number that is rounded": '{"v":1,"n":9007199254740993}',
})) {
  test(`a content from elsewhere with ${name} stays out, and its header is kept`, async (t) => {
    const [from, to] = [await workspace(t), await workspace(t)];
    await write(from, [{ ...event(), body }, { ...event(), body: '{"v":1,"x":{"x":[{"x":1},{"x":-2.5e3}]},"t":"{\\"x\\":1,\\"x\\":NaN}"}' }]);
    const merged = await to.merge(await records(from), WALL);
    assert.deepEqual([merged.added, merged.rejected.length], [2, 1]);
    assert.match(merged.rejected[0].why, /^Its content is left out\. It holds a (number|key)/);
    assert.deepEqual((await to.since(0, 9)).map((envelope) => envelope[3] === null).sort(), [false, true]);
  });
}

test("a salt that takes a part of the body to itself brings no other content", async (t) => {
  const [from, to] = [await workspace(t), await workspace(t)];
  await write(from, [event("a")]);
  const [{ header, nonce, body }] = await records(from);
  const merged = await to.merge([{ header, nonce: nonce + body.slice(0, 5), body: body.slice(5) }], WALL);
  assert.deepEqual([merged.added, merged.rejected.length], [1, 1]);
  assert.equal((await to.merge([{ header, nonce, body }], WALL)).filled, 1);
  const row = { id: idOf(header), nonce: nonce + body.slice(0, 5), body: body.slice(5) };
  await to.store.write(["bodies"], (tx) => tx.store("bodies").put(row));
  assert.equal((await to.verify()).wrong.length, 1);
});

test("an import that is withdrawn, here or elsewhere, moves the epoch: what was read before is not true any more", async (t) => {
  const [from, to] = [await workspace(t), await workspace(t)];
  await write(from, [event("a")]);
  assert.equal((await from.identity()).epoch, 0);
  await write(from, [event("gone", [], "import/aaaaaaaaaaaaaaaa")]);
  assert.equal((await from.identity()).epoch, 1);
  await to.merge(await records(from), WALL);
  assert.equal((await to.identity()).epoch, 1);
  await to.merge(await records(from), WALL);
  assert.equal((await to.identity()).epoch, 1);
});
