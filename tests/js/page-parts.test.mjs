// The page's small parts: turns, strikes, pending rows, brought files, clocks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { elapsed, local } from "../../static/js/page/clocks.js";
import { LARGEST, nameOf, readText, takeIn } from "../../static/js/page/files.js";
import { Pending } from "../../static/js/page/pending.js";
import { Strikes } from "../../static/js/page/strikes.js";
import { Turns } from "../../static/js/page/turns.js";

const bytes = (text) => new TextEncoder().encode(text);

test("turns run one after the other, and one that fails does not stop the next", async () => {
  const turns = new Turns();
  const said = [];
  const slow = turns.take(async () => {
    said.push("a begins");
    await new Promise((resolve) => setTimeout(resolve, 5));
    said.push("a ends");
    throw new Error("a");
  });
  const next = turns.take(async () => said.push("b"));
  await assert.rejects(slow, /a/);
  await next;
  assert.deepEqual(said, ["a begins", "a ends", "b"]);
});

test("of turns with one name only the latest is run", async () => {
  const turns = new Turns();
  const said = [];
  const open = (route) => turns.takeLatest("open", async () => (said.push(route), route));
  const answers = await Promise.all([open("#/now"), open("#/library"), turns.takeLatest("ping", async () => said.push("ping")), open("#/runs")]);
  assert.deepEqual(said, ["ping", "#/runs"]);
  assert.deepEqual([answers[0], answers[1], answers[3]], [undefined, undefined, "#/runs"]);
});

test("a stream has two lives, counted also when the cache forgets", async () => {
  const strikes = new Strikes({ strikes: { get: async () => null, set: async () => {}, all: async () => new Map(), clear: async () => {} } });
  assert.equal(await strikes.strike(""), false);
  assert.equal(await strikes.strike("run/a"), false);
  assert.equal(await strikes.strike("run/a"), true);
  assert.deepEqual(await strikes.quarantined(), ["run/a"]);
  await strikes.forgive();
  assert.deepEqual(await strikes.quarantined(), []);
});

const command = (id) => ({ id, name: "check-step", stream: "run/a", args: { step: "s1", done: true } });
const inboxRow = (id, state = "waiting") => ({ id, state, command: command(id) });

/** A Pending, and the last thing it told. */
function pending() {
  const told = { unsaved: 0, lost: 0 };
  return Object.assign(new Pending((counts) => Object.assign(told, counts)), { told });
}

test("what is in hand counts as unsaved from the first moment to the last", () => {
  const it = pending();
  it.put(command("c1"), "keeping");
  assert.deepEqual(it.told, { unsaved: 1, lost: 0 });
  it.put(command("c1"), "waiting");
  it.put(command("c2"), "lost");
  assert.deepEqual(it.told, { unsaved: 2, lost: 1 });
  assert.deepEqual(it.withState("lost").map(({ id }) => id), ["c2"]);
  it.drop("c1");
  it.drop("c1");
  it.drop("c2");
  assert.deepEqual(it.told, { unsaved: 0, lost: 0 });
});

test("the inbox as it is now: rows of other tabs come and go, what is not in it yet stays in hand", () => {
  const it = pending();
  it.put(command("mine"), "keeping");
  it.put(command("lost"), "lost");
  it.put(command("taken"), "waiting");
  it.match([inboxRow("theirs"), inboxRow("no", "refused")]);
  assert.deepEqual([...it.rows].map(([id, { state }]) => `${id} ${state}`), ["mine keeping", "lost lost", "theirs waiting", "no refused"]);
  // The inbox was read before this tab's own row was known to be kept.
  it.match([inboxRow("mine"), inboxRow("lost")]);
  assert.deepEqual(it.rows.get("mine").state, "keeping");
  assert.equal(it.told.unsaved, 2);
});

test("texts are taken as they are, with their line ends and their byte order mark", () => {
  for (const text of ["# A\n", "# A\r\n\r\n- b\r\n", "\ufeff# A", "# Ä 漢 👍", "\u001b[31mred\u001b[0m log"]) assert.deepEqual(readText(bytes(text)), { text });
});

const REFUSED = [
  ["nothing", new Uint8Array(), /empty/],
  ["spaces", bytes(" \n\t\ufeff "), /only spaces/],
  ["only a byte order mark", bytes("\ufeff"), /only spaces/],
  ["UTF-16, little end first", new Uint8Array([0xff, 0xfe, 0x23, 0]), /UTF-16/],
  ["UTF-16, big end first", new Uint8Array([0xfe, 0xff, 0, 0x23]), /UTF-16/],
  ["NUL bytes", bytes("# A\0"), /NUL/],
  ["Latin-1", new Uint8Array([0x23, 0x20, 0xe4]), /not UTF-8/],
  ["control characters", bytes("\u0001\u0002\u0003 a"), /control characters/],
  ["too much", new Uint8Array(LARGEST + 1).fill(97), /5\.0 MB.*up to 5 MB/],
];
for (const [what, data, sentence] of REFUSED) test(`no text: ${what}`, () => assert.match(readText(data).why, sentence));

test("exactly 5 MB is still taken", () => assert.equal(readText(new Uint8Array(LARGEST).fill(97)).text.length, LARGEST));

test("many files at once: each bad one has its sentence, the others go on", async () => {
  const folder = Object.assign(new File([], "folder"), { arrayBuffer: () => Promise.reject(new Error("is a folder")) });
  const intake = await takeIn([new File(["# A"], "a.md"), new File([], "b.md"), new File(["{}"], "s.JSON"), new File(["PK"], "c.zip"), folder, new File(["# D"], "d.txt")]);
  assert.deepEqual(intake.texts, [{ name: "a.md", text: "# A" }, { name: "d.txt", text: "# D" }]);
  assert.deepEqual(intake.snapshots.map(({ name }) => name), ["s.JSON"]);
  assert.deepEqual(intake.bad.map(({ name }) => name), ["b.md", "c.zip", "folder"]);
  for (const { why } of intake.bad) assert.match(why, /\.$/);
});

test("a pasted text is named after its first words", () => {
  assert.equal(nameOf("\n\n# Restart the *queue*: now!\n"), "restart-the-queue-now.md");
  assert.equal(nameOf("- Ärger 漢字\n"), "ärger-漢字.md");
  assert.equal(nameOf("***\n"), "pasted.md");
  assert.equal(nameOf(`# ${"long ".repeat(50)}`).length, 63);
});

test("time since then, also when the clock went back", () => {
  assert.deepEqual([0, 59.9, 61, 3600, 7450, -5].map(elapsed), ["0:00", "0:59", "1:01", "1:00:00", "2:04:10", "0:00"]);
});

test("today shows a time, another day its date, a far year its year", () => {
  const now = new Date(2026, 10, 21, 9, 30);
  assert.doesNotMatch(local(now, now), /2026/);
  assert.match(local(new Date(2026, 10, 20, 9, 30), now), /2026/);
  assert.match(local(new Date(2099, 0, 1), now), /2099/);
});
