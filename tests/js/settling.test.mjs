// A form that wants its boxes ticked, or a reason: which one it asks for, and when it may be sent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isSettled } from "../../static/js/page/settling.js";

/** A form in small: how many boxes are open, what the reason says. */
function form({ open = 0, reason = "", why = false } = {}) {
  const focused = [];
  const boxes = Array.from({ length: open }, (_, n) => ({ focus: () => focused.push(`box ${n}`) }));
  const field = { value: reason, focus: () => focused.push("reason") };
  const told = { hidden: true, textContent: "" };
  return {
    dataset: { settles: "2 steps are still open.", ...(why ? { why: "" } : {}) },
    querySelectorAll: () => boxes,
    querySelector: (wanted) => (wanted.includes("reason") ? field : told),
    told,
    focused,
  };
}

test("open boxes want a tick or a reason", () => {
  const asked = form({ open: 1 });
  assert.equal(isSettled(asked), false);
  assert.match(asked.told.textContent, /Tick what holds, or say why/);
  assert.deepEqual(asked.focused, ["box 0"]);
  assert.equal(isSettled(form({ open: 1, reason: "late" })), true);
  assert.equal(isSettled(form()), true);
});

test("a form may want a reason whatever is ticked", () => {
  for (const open of [0, 2]) {
    const asked = form({ open, why: true, reason: "  " });
    assert.equal(isSettled(asked), false);
    assert.equal(asked.told.textContent, "2 steps are still open. Say why you finish all the same.");
    assert.deepEqual(asked.focused, ["reason"]);
    assert.equal(isSettled(form({ open, why: true, reason: "enough" })), true);
  }
});
