// What fits the words typed into the palette: every word, the nearest first, and always a way to search.

import assert from "node:assert/strict";
import { test } from "node:test";
import { jumps, matching, screens } from "../../static/js/page/palette-entries.js";

const PLACES = {
  documents: [{ id: "a".repeat(16), title: "Redémarrer l’API", parts: ["Restart: slow & sure"] }, { id: "b".repeat(16), title: "Failover of the database", parts: [] }],
  runs: [
    { id: "c".repeat(16), title: "Failover of the database", subject: "eu-1", open: true, number: 4 },
    { id: "d".repeat(16), title: "Failover of the database", subject: "", open: false, number: 0 },
  ],
};
const ALL = [...jumps(PLACES), ...screens()];
const texts = (typed) => matching(ALL, typed).map(({ kind, text, hint }) => [kind, text, hint].filter(Boolean).join(" | "));

test("every word must be there, wherever, without accents or capitals", () => {
  assert.equal(texts("api REDEM")[0], "document | Redémarrer l’API");
  assert.deepEqual(texts("redem nothing"), ["search | Search the library for “redem nothing”"]);
});

test("a run comes before its document, an open one before a finished one", () => {
  assert.deepEqual(texts("failover").slice(0, 3), ["run | Failover of the database | eu-1, at step 4", "run | Failover of the database | finished", "document | Failover of the database"]);
});

test("a procedure is started from anywhere, its name kept to the letter in the address", () => {
  const [start] = matching(ALL, "start slow");
  assert.equal(start.text, "Start run: Restart: slow & sure");
  assert.equal(start.route, `#/library/${"a".repeat(16)}/start?procedure=Restart%3A%20slow%20%26%20sure`);
});

test("nothing typed lists what is open and the screens, no documents and nothing finished", () => {
  const found = matching(ALL, "  ");
  assert.deepEqual(found.filter(({ kind }) => kind !== "screen").map(({ kind, hint }) => [kind, hint]), [["run", "eu-1, at step 4"]]);
  assert.ok(found.length > 10);
});

test("the beginning of a name is nearer than its middle, and a hint is farther than both", () => {
  const entries = ["Turn it on", "Return", "Other"].map((text) => ({ kind: "document", text, hint: text === "Other" ? "turn" : "" }));
  assert.deepEqual(matching(entries, "turn").map(({ text }) => text).slice(0, 3), ["Turn it on", "Return", "Other"]);
});

test("half a character and a regular expression are only words", () => {
  assert.equal(matching(ALL, "\ud83d").at(-1).kind, "search");
  assert.equal(matching(ALL, "(.*[").length, 1);
});

test("thousands of entries are searched within a frame", () => {
  const many = jumps({ documents: Array.from({ length: 1000 }, (_, n) => ({ id: "a".repeat(16), title: `Runbook ${n} of the shop`, parts: ["One", "Two", "Three"] })), runs: [] });
  const began = performance.now();
  assert.equal(matching(many, "runbook 99")[0].text, "Runbook 99 of the shop");
  assert.ok(performance.now() - began < 250);
});
