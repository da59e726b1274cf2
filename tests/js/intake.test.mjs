// What may become a document: the same cases, the same sentences as in Python; and what a dropped JSON file is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { writeSnapshot } from "../../static/js/log/snapshot.js";
import { bring } from "../../static/js/page/files.js";
import { readText, readTyped } from "../../static/js/page/intake.js";
import { archive } from "./archives.mjs";
import { event, workspace, write } from "./workspace.mjs";

const cases = JSON.parse(readFileSync(new URL("../vectors/intake.json", import.meta.url), "utf8"));

/** @param {Iterable<File>} files */
async function brought(...files) {
  const all = [];
  for await (const one of bring(files)) all.push(one);
  return all;
}

test("the shared cases are refused in the shared sentences, and the others are read as they are", () => {
  for (const { what, base64, text, times = 1, why } of cases) {
    const bytes = base64 === undefined ? null : Buffer.from(Buffer.concat(Array(1).fill(Buffer.from(base64, "base64"))).toString("latin1").repeat(times), "latin1");
    const read = bytes ? readText(bytes) : readTyped(text.repeat(times));
    assert.equal(read.why ?? null, why, what);
    if (!why && bytes) assert.deepEqual(Buffer.from(new TextEncoder().encode(read.text)), bytes, what);
  }
});

test("text of another encoding is offered as it reads", () => {
  assert.equal(readText(Buffer.from("# Caf\xe9", "latin1")).copy.text, "# Café");
  assert.equal(readText(Buffer.from("\ufeff# Wide", "utf16le")).copy.text, "# Wide");
  assert.equal(readText(Buffer.from("\ufeff# Wide", "utf16le").swap16()).copy.text, "# Wide");
  assert.equal(readText(Buffer.from("\ufeff\ud800", "utf16le")).copy, undefined, "half of a pair");
  assert.equal(readText(new Uint8Array([0xff, 0xfe, 0x41])).copy, undefined, "half of a unit");
});

test("a file name is kept, a file that is too large is not read", async () => {
  const large = { name: "large.md", size: 6 * 1024 * 1024, arrayBuffer: () => assert.fail("it was read") };
  const [first, second] = await brought(new File(["# A"], "ops/a.md"), large);
  assert.deepEqual(first, { name: "ops/a.md", text: "# A" });
  assert.match(second.why, /over 5 MB/);
});

test("each bad file has its sentence, the others go on", async () => {
  const folder = Object.assign(new File([], "folder"), { arrayBuffer: () => Promise.reject(new Error("is a folder")) });
  const zip = new File([archive([{ name: "ops/a.md", data: "# A" }, { name: "b.png", data: "PNG" }, { name: "../c.md", data: "# C" }, { name: "d.md", data: "\0" }])], "team.zip");
  const all = await brought(folder, new File(["PK"], "cut.ZIP"), zip, new File([archive([])], "none.zip"), new File(["# Z"], "z.txt"));
  assert.deepEqual(all.map(({ name }) => name), ["folder", "cut.ZIP", "ops/a.md", "../c.md in team.zip", "d.md", "team.zip", "none.zip", "z.txt"]);
  assert.deepEqual(all.filter((one) => one.why).map(({ name }) => name), ["folder", "cut.ZIP", "../c.md in team.zip", "d.md", "none.zip"]);
  assert.deepEqual(all[5].aside, ["b.png"]);
});

test("a snapshot is told from other JSON, and deep nesting does no harm", async (t) => {
  const log = await workspace(t);
  await write(log, [event()]);
  const snapshot = new File([await writeSnapshot(log, { app: "test" })], "sophie-1.json");
  const hostile = new File(["[".repeat(200_000)], "deep.json");
  const nested = new File([`{"a":${"[".repeat(100_000)}`], "nested.json");
  const all = await brought(snapshot, new File(["{}"], "other.json"), new File(["# A"], "not.json"), hostile, nested);
  assert.equal(all[0].snapshot, snapshot);
  for (const one of all.slice(1)) assert.match(one.why, /nothing that Sophie reads|no whole JSON|deeper than/, one.name);
});

test("a calendar is no document, and its place is said", async () => {
  const [one] = await brought(new File(["BEGIN:VCALENDAR"], "holidays.ics"));
  assert.match(one.why, /Holidays from a calendar file/);
});
