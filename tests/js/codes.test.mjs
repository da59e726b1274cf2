// A sheet of paper typed back: each line an act with its time, or a sentence that says what is wrong with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readCodes } from "../../static/js/page/codes.js";

const known = { "1K": { step: "s1", number: 1, text: "Stop it", over: "" }, "2P": { step: "s2", number: 2, text: "Look", over: "e1 e2" }, "3A": { step: "s3", number: 3, text: "Start it", over: "" } };
const started = new Date(2026, 10, 21, 22, 10, 30).getTime();
const now = new Date(2026, 10, 22, 4, 0, 0).getTime();
const read = (text) => readCodes(text, known, started, now);
const clock = (at) => new Date(at).toString().slice(4, 21);

test("a code is a step, with the time of the sheet on the day of the start or the next", () => {
  const [first, second, third] = read("1K 2210\n2p 0:12\n3A");
  assert.deepEqual([first.name, first.args, clock(first.at)], ["check-step", { step: "s1", done: true }, "Nov 21 2026 22:10"]);
  assert.equal(clock(second.at), "Nov 22 2026 00:12");
  assert.equal(third.at, now);
});

test("x and a reason is a skip, ! and words a problem", () => {
  const [skip, problem] = read("1K 23:05 x not needed\n2P ! it hung");
  assert.deepEqual([skip.name, skip.args], ["skip-step", { step: "s1", reason: "not needed" }]);
  assert.deepEqual([problem.name, problem.args], ["report-problem", { step: "s2", text: "it hung" }]);
});

test("what cannot be read is told by line, the rest is read", () => {
  const all = read("hello\n9Z\n1K\n1K\n2P 2561\n3A x\n\n2P 0900");
  assert.deepEqual(all.map(({ line, why }) => [line, Boolean(why)]), [[1, true], [2, true], [3, false], [4, true], [5, true], [6, true], [8, true]]);
  for (const { why } of all) if (why) assert.match(why, /[.:!]$|!$/);
});

test("a sheet of many lines is read at once", () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`${n + 1}K`, { step: `s${n + 1}`, number: n + 1, text: "", over: "" }]));
  assert.equal(readCodes(Object.keys(many).join("\n"), many, started, now).filter(({ why }) => !why).length, 500);
});

test("a time that may be of several days is asked for elsewhere", () => {
  const [code] = Object.keys(known);
  const later = started + 30 * 3_600_000;
  const hour = String(new Date(started + 3_600_000).getHours()).padStart(2, "0");
  const [one] = readCodes(`${code} ${hour}:30`, known, started, later);
  assert.match(one.why, /may be of several days/);
  const [plain] = readCodes(code, known, started, later);
  assert.equal(plain.why, undefined);
});

test("the day after the start may have 23 hours or 25", () => {
  const before = process.env.TZ;
  process.env.TZ = "Europe/Berlin";
  try {
    const night = new Date(2026, 9, 24, 23, 50).getTime();
    const [one] = readCodes("1K 0800", known, night, new Date(2026, 9, 25, 9, 0).getTime());
    assert.equal(clock(one.at), "Oct 25 2026 08:00");
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});
