// A log goes out as one file and comes back the same, whole or damaged, as Sophie wrote it or as another tool re-wrote it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { applyImport, planImport } from "../../static/js/log/import.js";
import { screenBody } from "../../static/js/log/screen.js";
import { writeSnapshot } from "../../static/js/log/snapshot.js";
import { titleOf } from "../../static/js/log/titles.js";
import { command, event, ids, records, workspace, write } from "./workspace.mjs";

const APP = { app: "test", at: Date.UTC(2026, 10, 21) };

/** A log with a bit of everything in it, and its snapshot as lines. */
async function filled(t) {
  const log = await workspace(t);
  for (const text of ["one", "zwei \u00fc \u{1f600} \u2028", 'all "quotes" and \\ and \u007f', "four\r\nlines"]) await write(log, [event(text)]);
  await log.blobs.put(new Uint8Array([0, 1, 2, 253, 254, 255]), "image/png");
  await log.receive(command("check-step", { step: "s1", done: true }), "tab1");
  const blob = await writeSnapshot(log, APP);
  return { log, blob, lines: (await blob.text()).split("\n") };
}

const file = (lines, end = "\n") => new Blob([Array.isArray(lines) ? lines.join(end) : lines]);

/** Import into an empty log; the plan and what came of it. */
async function importInto(t, blob, how) {
  const log = await workspace(t);
  const plan = await planImport(blob, log);
  return { log, plan, merged: await applyImport(plan, log, how) };
}

const refusedAs = (code) => (error) => error.code === code && Boolean(error.what && error.why && error.next);

test("a snapshot brings everything to an empty log, and twice changes nothing", async (t) => {
  const { log, blob } = await filled(t);
  const { log: other, plan, merged } = await importInto(t, blob, { inbox: true });
  assert.deepEqual([plan.new, plan.known, plan.rejected, plan.missingBodies, plan.isWhole, plan.truncated], [4, 0, [], 0, true, false]);
  assert.deepEqual([plan.app, plan.exportedAt, plan.by], ["test", "2026-11-21T00:00:00.000Z", (await log.identity()).dev]);
  assert.deepEqual([merged.added, merged.blobs, merged.rejected], [4, 1, []]);
  assert.deepEqual(await records(other), await records(log));
  const [sha] = await log.blobs.list();
  assert.deepEqual(new Uint8Array((await other.blobs.get(sha)).bytes), new Uint8Array([0, 1, 2, 253, 254, 255]));
  assert.deepEqual((await other.inbox()).map(({ command }) => command), (await log.inbox()).map(({ command }) => command));
  const again = await planImport(blob, other);
  assert.deepEqual([again.new, again.known, again.blobs.new], [0, 4, 0]);
  assert.deepEqual((await applyImport(again, other)).added, 0);
  assert.deepEqual(plan.heads, again.heads);
});

test("an empty log makes a good snapshot", async (t) => {
  const { plan } = await importInto(t, await writeSnapshot(await workspace(t), APP));
  assert.deepEqual([plan.total, plan.isWhole], [0, true]);
});

test("a snapshot is valid JSON of the written format", async (t) => {
  const { log, blob } = await filled(t);
  const snapshot = JSON.parse(await blob.text());
  assert.deepEqual(Object.keys(snapshot), ["format", "version", "minReader", "app", "exportedAt", "by", "events", "data", "blobs", "inbox", "erased", "unreadable", "state", "heads", "count", "sha256"]);
  assert.equal(snapshot.events.length, snapshot.count);
  const [{ dev, seq, id, hlc }] = await log.heads();
  assert.deepEqual(snapshot.heads, { [dev]: { seq, id, hlc } });
});

const REWRITTEN = {
  "a byte order mark": (lines) => file("\ufeff" + lines.join("\n")),
  "CRLF line ends": (lines) => file(lines, "\r\n"),
  "no line end at the end": (lines) => file(lines.join("\n").trimEnd()),
  "one line": (lines) => file(JSON.stringify(JSON.parse(lines.join("\n")))),
  "indentation": (lines) => file(JSON.stringify(JSON.parse(lines.join("\n")), null, 2)),
  "other key order and new top keys": (lines) => {
    const { data, events, ...rest } = JSON.parse(lines.join("\n"));
    return file(JSON.stringify({ data, zebra: { nested: [1] }, ...rest, events: events.reverse() }));
  },
};
for (const [name, rewrite] of Object.entries(REWRITTEN)) {
  test(`a snapshot with ${name} is still a snapshot`, async (t) => {
    const { log, lines } = await filled(t);
    const { log: other, plan } = await importInto(t, rewrite(lines));
    assert.deepEqual([plan.total, plan.rejected, plan.missingBodies], [4, [], 0]);
    assert.deepEqual(await ids(other), await ids(log));
  });
}

test("events in another order find their contents, and repeated lines count once", async (t) => {
  const { log, lines } = await filled(t);
  const at = lines.indexOf('"events":[') + 1;
  const events = lines.slice(at, at + 4).map((line) => line.replace(/,$/, ""));
  const shuffled = [events[2], events[0], events[2], events[3], events[1]].map((line, i) => line + (i < 4 ? "," : ""));
  const { log: other, plan } = await importInto(t, file(lines.toSpliced(at, 4, ...shuffled)));
  assert.deepEqual([plan.total, plan.rejected, plan.missingBodies], [4, [], 0]);
  assert.deepEqual(await ids(other), await ids(log));
  assert.deepEqual((await other.verify()).missing, []);
});

test("a flipped character in each line costs at most that line, and the line is named", async (t) => {
  const { lines } = await filled(t);
  for (let i = 0; i < lines.length - 1; i++) {
    const text = lines[i];
    const at = Math.floor(text.length / 2);
    const hurt = text.slice(0, at) + (text[at] === "#" ? "%" : "#") + text.slice(at + 1);
    const log = await workspace(t);
    const plan = await planImport(file(lines.with(i, hurt)), log).catch((error) => error);
    if (plan instanceof Error) {
      assert.match(text, /format|minReader/, `line ${i + 1} refuses the file: ${plan.message}`);
      continue;
    }
    const { added } = await applyImport(plan, log);
    assert.ok(added >= 3, `line ${i + 1} (${text.slice(0, 30)}) costs ${4 - added} events`);
    assert.ok(!plan.isWhole || /"app"|"state"|"erased"|"exportedAt"|"by"|"heads"|"unreadable"|"inbox"|"blobs"|^[\]}],$/.test(text), `line ${i + 1} goes unnoticed: ${text}`);
    if (/^"[{0-9a-f]/.test(text) && !/^"[A-Za-z]{2,20}":/.test(text)) assert.ok(plan.rejected.some(({ line }) => line === i + 1), `line ${i + 1} is not named`);
  }
});

test("a cut file keeps what came before the cut and says that it is cut", async (t) => {
  const { lines, blob } = await filled(t);
  const end = lines.indexOf('"data":{') + 2;
  const kept = new Blob([lines.slice(0, end).join("\n")]);
  const { log, plan, merged } = await importInto(t, kept);
  assert.deepEqual([plan.truncated, plan.isWhole, plan.total, plan.missingBodies], [true, false, 4, 3]);
  assert.equal(merged.added, 4);
  const rest = await planImport(blob, log);
  assert.equal((await applyImport(rest, log)).filled, 3);
  assert.deepEqual((await log.verify()).missing, []);
  for (let size = 1; size < blob.size; size += 97) {
    const plan = await planImport(blob.slice(0, size), log).catch((error) => error);
    assert.ok(plan.truncated || plan.code, `cut at ${size}`);
  }
});

test("removed lines are noticed by the count and the sum", async (t) => {
  const { lines } = await filled(t);
  const { plan } = await importInto(t, file(lines.toSpliced(lines.indexOf('"events":[') + 2, 1)));
  assert.deepEqual([plan.total, plan.isWhole, plan.rejected.length], [3, false, 1]);
});

test("files that are something else are told apart in sentences", async (t) => {
  const log = await workspace(t);
  const { lines } = await filled(t);
  const text = lines.join("\n");
  const cases = [
    ["", "not-json"], ["# A runbook\n\n1. Step", "not-json"], ["[1,2]", "not-json"], ["{", "not-json"], ['{"a":1}', "not-a-snapshot"], ['{"format":"excalidraw"}', "not-a-snapshot"],
    ['{"a":' + "[".repeat(100_000), "too-big"],
    [text.replace('"minReader":1', '"minReader":2'), "too-new"],
    [text.replace('"minReader":1', '"minReader":"1"'), "too-new"],
    [text.replace("sophie.snapshot", "other.snapshot"), "not-a-snapshot"],
  ];
  for (const [content, code] of cases) await assert.rejects(planImport(new Blob([content]), log), refusedAs(code), `${content.slice(0, 40)} is ${code}`);
  const utf16 = new Uint8Array(new Uint16Array([...`\ufeff${text}`].map((c) => c.charCodeAt(0))).buffer);
  await assert.rejects(planImport(new Blob([utf16]), log), refusedAs("utf-16"));
  await assert.rejects(planImport(new Blob([utf16.slice(2)]), log), refusedAs("utf-16"));
  await assert.rejects(planImport(new Blob([new Uint8Array(5000)]), log), refusedAs("utf-16"));
});

test("a newer snapshot that this reader may read is read, and said to be newer", async (t) => {
  const { lines } = await filled(t);
  const newer = lines.map((line) => (line === '"version":1,' ? '"version":2,\n"galaxy":{\n"far":[1],\n"away":2\n},' : line));
  const { plan } = await importInto(t, file(newer));
  assert.deepEqual([plan.newerThanReader, plan.version, plan.total, plan.rejected], [true, 2, 4, []]);
});

test("hostile keys and shapes change nothing but their own line", async (t) => {
  const { lines } = await filled(t);
  const at = lines.indexOf('"data":{') + 1;
  const evil = [
    '"__proto__":{"nonce":"x","body":"x","polluted":true},',
    `"${"a".repeat(64)}":{"nonce":"x","body":{"__proto__":{"polluted":true}}},`,
    `"${"b".repeat(64)}":{"nonce":"x","body":"${"[".repeat(50_000)}"},`,
    `"${"c".repeat(64)}":${"[".repeat(50_000)},`,
  ];
  const { plan } = await importInto(t, file(lines.toSpliced(at, 0, ...evil)));
  assert.deepEqual([plan.total, plan.missingBodies, plan.rejected.length], [4, 0, 4]);
  assert.equal({}.polluted, undefined);
  const whole = JSON.parse(lines.join("\n"));
  const text = JSON.stringify(whole).replace('"data":{', '"__proto__":{"polluted":true},"constructor":{},"data":{');
  assert.equal((await importInto(t, file(text))).plan.total, 4);
  assert.equal({}.polluted, undefined);
});

test("a top key or a waiting act that is nested too deep costs its own line", async (t) => {
  const { lines } = await filled(t);
  const deep = "[".repeat(20_000) + "]".repeat(20_000);
  const evil = lines.map((line) => (/^"(app|heads)"/.test(line) ? `${line.slice(0, line.indexOf(":"))}:${deep},` : line === '"inbox":[' ? `"inbox":[\n{"id":"x","command":{"args":${deep}}},` : line));
  const { source, records, ...shown } = await planImport(file(evil), await workspace(t));
  assert.deepEqual([shown.total, shown.rejected.length], [4, 3]);
  assert.equal(structuredClone(shown).total, 4, "it crosses to the page");
});

test("an older file does not bring back an attachment that was erased here with its text", async (t) => {
  const log = await workspace(t);
  const [one, two] = await Promise.all(["one", "two"].map((text) => log.blobs.put(new TextEncoder().encode(text), "text/plain")));
  await write(log, [event(`see ${one} and ${two}`), event(`see ${two}`)]);
  const older = await writeSnapshot(log, APP);
  const [{ id }] = await log.rows(0, 1);
  await log.erase([id]);
  assert.deepEqual(await log.blobs.list(), [two]);
  const plan = await planImport(older, log);
  assert.deepEqual([plan.blobs.total, plan.blobs.new], [2, 0]);
  assert.equal((await applyImport(plan, log)).blobs, 0);
  assert.deepEqual(await log.blobs.list(), [two]);
  const elsewhere = await workspace(t);
  assert.equal((await applyImport(await planImport(older, elsewhere), elsewhere)).blobs, 2);
});

test("a heading of a million marks and spaces is titled at once", () => {
  const began = performance.now();
  for (const fill of [" ", "#", "\t"]) assert.match(titleOf(JSON.stringify({ text: `# Drain${fill.repeat(1e6)}x` })), /^Drain/);
  assert.ok(performance.now() - began < 2000);
  const titles = { "# A ##": "A", "# A # B": "A # B", "## ###": "#", "#\n\n# B": "B", "# C#": "C", "#D\n": "" };
  for (const [text, title] of Object.entries(titles)) assert.equal(titleOf(JSON.stringify({ text })), title, text);
});

test("a body nested too deep, too long or broken is left out; its header stays", async (t) => {
  assert.equal(screenBody('{"v":1}'), null);
  assert.equal(screenBody("[".repeat(32) + "]".repeat(32)), null);
  assert.match(screenBody("[".repeat(33)), /32 levels/);
  assert.equal(screenBody(JSON.stringify("[".repeat(1000) + '\\"{')), null);
  assert.match(screenBody("x".repeat(16 * 1024 * 1024 + 1)), /characters long/);
  assert.match(screenBody('"\ud800"'), /half/);
  assert.match(screenBody(undefined), /not text/);
});

test("rows the browser cannot read are named, and all others are saved", async (t) => {
  const { log } = await filled(t);
  const [, second] = await log.headers(0, 9);
  const kept = IDBObjectStore.prototype.getAll;
  t.after(() => void (IDBObjectStore.prototype.getAll = kept));
  IDBObjectStore.prototype.getAll = function getAll(range, limit) {
    const hits = this.name === "events" && range?.lower < second.n && range.lower + (limit ?? 1e9) >= second.n;
    if (!hits) return kept.call(this, range, limit);
    return this.transaction._execRequestAsync({ source: this, operation() { throw new DOMException("lost", "NotReadableError"); } });
  };
  const snapshot = JSON.parse(await (await writeSnapshot(log, APP)).text());
  IDBObjectStore.prototype.getAll = kept;
  assert.deepEqual(snapshot.unreadable, ["event 2", "content 2"]);
  assert.equal(snapshot.events.length, 3);
});

test("a damaged row goes out as it is and is named when it comes back", async (t) => {
  const { log } = await filled(t);
  const [row] = await log.headers(0, 1);
  await log.store.write(["events"], (tx) => tx.store("events").put({ ...row, header: row.header.replace('"Ada"', '"Eve"') }));
  assert.equal((await log.verify()).wrong.length, 1);
  const { plan } = await importInto(t, await writeSnapshot(log, APP));
  assert.equal(plan.total, 4);
  assert.ok(plan.rejected.length >= 1);
});

test("the snapshot kept from version 1 is read in full, for ever", async (t) => {
  const kept = new Blob([readFileSync(new URL("../golden/v1/first.json", import.meta.url))]);
  const { log, plan, merged } = await importInto(t, kept, { inbox: true });
  assert.deepEqual([plan.isWhole, plan.total, plan.missingBodies, plan.newerThanReader, plan.inbox.length, plan.blobs.total], [true, 7, 1, true, 1, 1]);
  assert.deepEqual([merged.added, merged.rejected], [7, []]);
  const [document] = await log.since(0, 1);
  assert.equal(JSON.parse(document[3]).text, '# Restart the queue\n\n1. Drain "all" nodes\n2. F\u00fc\u00dfe \u{1f600}\n\u2028end\n');
  const written = JSON.parse(await (await writeSnapshot(log, APP)).text());
  const before = JSON.parse(await kept.text());
  assert.deepEqual(written.events.sort(), before.events.sort());
  for (const key of ["data", "blobs", "heads", "count"]) assert.deepEqual(written[key], before[key], `${key} goes out as it came`);
});
