// The page's small parts: turns, strikes, pending rows, brought files, clocks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Checkpoints } from "../../static/js/page/checkpoints.js";
import { elapsed, local, remaining } from "../../static/js/page/clocks.js";
import { nameOf } from "../../static/js/page/files.js";
import { drawInbox } from "../../static/js/page/inboxview.js";
import { Pending } from "../../static/js/page/pending.js";
import { Strikes } from "../../static/js/page/strikes.js";
import { Turns } from "../../static/js/page/turns.js";

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
  const told = { unsaved: 0, lost: 0, isSlow: false };
  const slow = [];
  return Object.assign(new Pending((counts) => Object.assign(told, counts), () => slow.push(told.unsaved)), { told, slow });
}

test("what is in hand counts as unsaved from the first moment to the last", () => {
  const it = pending();
  it.put(command("c1"), "keeping");
  assert.deepEqual(it.told, { unsaved: 1, lost: 0, isSlow: false });
  it.put(command("c1"), "waiting");
  it.put(command("c2"), "lost");
  assert.deepEqual(it.told, { unsaved: 2, lost: 1, isSlow: false });
  assert.deepEqual(it.withState("lost").map(({ id }) => id), ["c2"]);
  it.drop("c1");
  it.drop("c1");
  it.drop("c2");
  assert.deepEqual(it.told, { unsaved: 0, lost: 0, isSlow: false });
});

test("only what takes long is marked as pending: a quick act ends before", async () => {
  const it = pending();
  it.put(command("quick"), "keeping");
  it.drop("quick");
  it.put(command("long"), "keeping");
  it.put(command("long"), "waiting");
  await new Promise((resolve) => setTimeout(resolve, 250));
  assert.deepEqual([it.told.unsaved, it.told.isSlow], [1, true]);
  assert.ok(it.slow.length >= 1);
  it.drop("long");
  assert.deepEqual([it.told.unsaved, it.told.isSlow], [0, false]);
  // Its mark goes with it, and so does that of a row which another tab took out of the inbox.
  assert.equal(it.slow.at(-1), 0);
  it.match([inboxRow("theirs")]);
  const before = it.slow.length;
  it.match([]);
  assert.equal(it.slow.length, before + 1);
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

test("after an erasure the next checkpoint is due by all that had to be replayed", async () => {
  const saved = { n: 5000, id: "i", epoch: 1, projection: "p", bytes: new ArrayBuffer(1) };
  const log = { at: async () => "i" };
  const checkpoints = new Checkpoints({ checkpoint: { get: async () => saved } });
  await checkpoints.load(log, 1);
  assert.equal(checkpoints.isDue(5000), false);
  assert.equal(await checkpoints.load(log, 2), null);
  assert.equal(checkpoints.isDue(5000), true);
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

test("a wait says how much is left, and for how long it has been over", () => {
  assert.equal(remaining(3599), "1:00:00 left");
  assert.equal(remaining(0.2), "0:01 left");
  assert.equal(remaining(-59), "over for 0:59");
});

test("a refused act shows all that was written with it, and no file that came with it", (t) => {
  /** @type {any[]} */
  let shown = [];
  const made = (name) => ({ name, dataset: {}, children: /** @type {any[]} */ ([]), append(...parts) { this.children.push(...parts); } });
  const box = { hidden: false, querySelector: () => ({ replaceChildren: (...items) => (shown = items) }) };
  const before = globalThis.document;
  t.after(() => void (globalThis.document = before));
  globalThis.document = /** @type {any} */ ({ getElementById: () => box, createElement: made });
  const refusal = { what: "It was not recorded.", why: "", next: "" };
  const row = (name, args) => /** @type {any} */ ({ id: name, state: "refused", refusal, command: { name, at: 1, args } });
  drawInbox([row("skip-step", { step: "s1", reason: "No standby here" }), row("hand-over", { text: "All calm", blockers: "The vendor", next: " " }), row("import-document", { text: "# Long" })]);
  const quotes = shown.map((item) => item.children.filter(({ name }) => name === "blockquote").map(({ textContent }) => textContent));
  assert.deepEqual(quotes, [["No standby here"], ["All calm", "The vendor"], []]);
});
