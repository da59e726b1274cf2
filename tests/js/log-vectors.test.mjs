// The vectors that JavaScript and Python share: one form of a header, one id, one clock, one order.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { actorText, bodyHash, bodyHashAside, canonical, faultOf, headerText, idOf, mint, newNonce } from "../../static/js/log/canonical.js";
import { adopt, byOrder, nextHlc, parseHlc } from "../../static/js/log/clock.js";
import { screenForeign } from "../../static/js/log/screen.js";
import { random } from "./workspace.mjs";

const vectors = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
const { good, bad } = vectors("headers");
const clock = vectors("clock");

test("good headers have one text, one id and one content hash", () => {
  for (const { name, fields, nonce, body, dh, text, id } of good) {
    assert.equal(headerText(fields), text, name);
    assert.match(text, /^[\x20-\x7e]*$/, name);
    assert.equal(faultOf(text), null, name);
    assert.equal(idOf(text), id, name);
    assert.equal(bodyHash(nonce, body), dh, name);
  }
});

test("a long content has the same hash when it is taken aside, also where the browser offers no hashing", async (t) => {
  const nonce = newNonce();
  const bodies = ["short", "x".repeat(70_000), `${"é😀".repeat(30_000)}\ud800`];
  for (const body of bodies) assert.equal(await bodyHashAside(nonce, body), bodyHash(nonce, body));
  assert.ok(bodyHashAside(nonce, bodies[1]) instanceof Promise);
  t.mock.getter(crypto, "subtle", () => undefined);
  for (const body of bodies) assert.equal(bodyHashAside(nonce, body), bodyHash(nonce, body));
});

test("bad headers are refused with a sentence", () => {
  for (const { name, text } of bad) assert.match(String(faultOf(text)), /^The header.*\.$/, name);
});

test("the clock agrees with the vectors", () => {
  for (const { last, wall, next } of clock.next) assert.equal(nextHlc(last, wall), next);
  for (const { last, seen, wall, adopted } of clock.adopt) assert.equal(adopt(last, seen, wall), adopted);
  for (const { hlc, numbers } of clock.parsed) assert.deepEqual(parseHlc(hlc), numbers);
  assert.deepEqual([...clock.sorted].reverse().sort(byOrder), clock.sorted);
});

test("the clock never stands still or goes back, whatever the wall clock does", () => {
  const roll = random(3);
  let last = "0001763716200000-0000";
  for (let i = 0; i < 200_000; i++) {
    const wall = roll() < 0.9 ? 1_763_716_200_000 : 1_763_716_200_000 + (roll() - 0.5) * 2e9;
    const next = nextHlc(last, wall);
    assert.ok(next > last);
    last = adopt(next, nextHlc(next, wall + roll() * 1e6), wall);
  }
});

test("names are kept in one form, at most 200 characters", () => {
  for (const { given, kept } of vectors("names").names) assert.equal(actorText(given), kept);
});

test("a header cannot hold what another language would read differently", () => {
  for (const value of [1.5, NaN, Infinity, 2 ** 53, undefined, { "\u00e4": 1 }, { __proto__: null, "a b": 1 }, "\ud800", () => {}]) assert.throws(() => canonical({ more: value }), { code: "invalid" });
});

test("ids are 80 random bits in 16 characters", () => {
  const ids = new Set(Array.from({ length: 2000 }, mint));
  assert.equal(ids.size, 2000);
  for (const id of ids) assert.match(id, /^[a-z2-7]{16}$/);
  assert.deepEqual(new Set([...ids].join("")).size, 32);
  assert.match(newNonce(), /^[0-9a-f]{32}$/);
});

test("contents are taken or left out as the vectors say, in the same words", () => {
  const { good, bad } = vectors("contents");
  for (const { name, text } of good) assert.equal(screenForeign(text), null, name);
  for (const { name, text, why } of bad) assert.equal(screenForeign(text), why, name);
});
