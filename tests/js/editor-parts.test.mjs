// What the editor does with texts: the part of a long one that the box holds, and the draft that is taken at a pause.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Box } from "../../static/js/page/box.js";
import { Drafts } from "../../static/js/page/drafts.js";
import { MOST, countLines, partAt, startOf } from "../../static/js/page/parts.js";

const long = Array.from({ length: 9000 }, (_, n) => `## Part ${n}\n\n1. Do the thing number ${n} and look\n`).join("\n");

test("a short text is held whole", () => {
  assert.deepEqual(partAt("# A\n\ntext", 3), { from: 0, to: 9 });
});

test("a line of a long text is in the part around it, which is whole sections", () => {
  for (const line of [1, 2, 500, 17_000, countLines(long)]) {
    const { from, to } = partAt(long, line);
    const at = startOf(long, line);
    assert.ok(from <= at && at <= to, `line ${line}`);
    assert.ok(to - from <= MOST + 1, `line ${line}`);
    assert.ok(from === 0 || long.startsWith("## Part", from));
  }
});

test("a text of one line, or of line ends alone, has parts too", () => {
  for (const text of ["x".repeat(500_000), "\n".repeat(500_000)]) {
    for (const line of [1, 250_000, 500_001]) {
      const { from, to } = partAt(text, line);
      assert.ok(0 <= from && from < to && to <= text.length);
    }
  }
});

test("lines are counted as the box counts them", () => {
  assert.equal(countLines(""), 1);
  assert.equal(countLines("a\nb\n"), 3);
  assert.equal(startOf("a\nb\nc", 3), 4);
  assert.equal(startOf("a", 9), 1);
});

/** Drafts over a store in memory. */
function drafts() {
  const rows = new Map();
  const store = {
    get: async (/** @type {string} */ key) => rows.get(key) ?? null,
    set: async (/** @type {string} */ key, /** @type {string} */ text) => void rows.set(key, text),
    delete: async (/** @type {string} */ key) => void rows.delete(key),
    all: async () => [...rows].map(([key, text]) => ({ key, text, at: 0 })),
  };
  return { rows, drafts: new Drafts(store) };
}

test("a long text is taken once, at the pause or when the page is left", async () => {
  const { rows, drafts: kept } = drafts();
  let taken = 0;
  for (let key = 0; key < 5; key++) kept.put("edit/a/t", () => `text ${++taken}`, 60_000);
  assert.equal(taken, 0);
  await kept.flush();
  assert.equal(taken, 1);
  assert.equal(rows.get("edit/a/t"), "text 1");
});

test("a draft that is dropped is not written by the pause that waited", async () => {
  const { rows, drafts: kept } = drafts();
  kept.put("edit/a/t", () => "text", 1);
  await kept.drop("edit/a/t");
  await new Promise((resolve) => setTimeout(resolve, 20));
  await kept.flush();
  assert.equal(rows.size, 0);
});

test("a text as it was is no draft", async () => {
  const { rows, drafts: kept } = drafts();
  await kept.keepNow("edit/a/t", () => "text");
  assert.equal(rows.size, 1);
  await kept.keepNow("edit/a/t", () => "");
  assert.equal(rows.size, 0);
});

/** As much of a text box as the editor's box needs. */
const field = () => ({ value: "", selectionStart: 0, blur() {}, focus() {}, setSelectionRange(from, to) { Object.assign(this, { selectionStart: from, selectionEnd: to }); } });

test("a box holds the whole of a short text and says where the caret is", () => {
  const box = new Box(field());
  box.hold("one\ntwo\nthree", 1);
  assert.deepEqual([box.text, box.isPart, box.first, box.last], ["one\ntwo\nthree", false, 1, 3]);
  assert.equal(box.select(2), false);
  assert.deepEqual([box.field.value.slice(box.field.selectionStart, box.field.selectionEnd), box.line], ["two", 2]);
});

test("a line outside the part brings its part, and what was typed in the one before stays", () => {
  const box = new Box(field());
  box.hold(long, 1);
  assert.equal(box.isPart, true);
  box.field.value = `typed\n${box.field.value}`;
  assert.equal(box.select(box.last + 200), true);
  assert.equal(box.text, `typed\n${long}`);
  assert.ok(box.first > 1 && box.first <= box.line && box.line <= box.last);
});
