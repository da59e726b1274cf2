// Archives in and out: hostile ones are refused in a sentence while the others come in, and what goes out comes back byte for byte.

import assert from "node:assert/strict";
import { test } from "node:test";
import { distinct } from "../../static/js/zip/paths.js";
import { LIMITS, readZip } from "../../static/js/zip/read.js";
import { writeZip } from "../../static/js/zip/write.js";
import { archive } from "./archives.mjs";
import { random } from "./workspace.mjs";

/** @param {Buffer} bytes @param {object} [limits] */
async function read(bytes, limits = {}) {
  const all = [];
  for await (const one of readZip(new Blob([bytes]), { ...LIMITS, ...limits })) all.push(one);
  return all;
}

const textOf = (one) => Buffer.from(one.bytes).toString();
const good = { name: "ops/db/fail over.md", data: "# Fail over\r\n", packed: true };

test("names, folders and bytes are kept; what is no Markdown is set aside", async () => {
  const [a, b, c, d] = await read(archive([good, { name: "ops/" }, { name: "ü.txt", data: "\ufeffx", flags: 0 }, { name: "img/a.png", data: "PNG" }, { name: "b.MARKDOWN", data: "b" }]));
  assert.deepEqual([a.path, textOf(a)], ["ops/db/fail over.md", "# Fail over\r\n"]);
  assert.deepEqual([b.path, textOf(b)], ["ü.txt", "\ufeffx"]);
  assert.deepEqual(c, { path: "img/a.png", aside: true });
  assert.deepEqual([d.path, textOf(d)], ["b.MARKDOWN", "b"]);
});

const HOSTILE = [
  ["a way out of the folder", { name: "../../etc/x.md", data: "x" }, /outside of its archive/],
  ["a way out of the folder, written for Windows", { name: "a\\..\\..\\x.md", data: "x" }, /outside of its archive/],
  ["a place from the root", { name: "/etc/x.md", data: "x" }, /from its root/],
  ["a place on a drive", { name: "C:\\x.md", data: "x" }, /from its root/],
  ["a line in a name", { name: "a\nb.md", data: "x" }, /control characters/],
  ["too many folders", { name: `${"a/".repeat(40)}x.md`, data: "x" }, /folders deep/],
  ["too long a name", { name: `${"a".repeat(300)}.md`, data: "x" }, /255 characters/],
  ["an archive in the archive", { name: "inner.zip", data: archive([good]) }, /archive within the archive/],
  ["an encrypted file", { name: "secret.md", data: "x", flags: 0x801 }, /encrypted/],
  ["a link", { name: "link.md", data: "/etc/passwd", unix: 0xa1ff }, /is a link/],
  ["a bomb", { name: "bomb.md", data: "a".repeat(4_000_000), packed: true }, /ZIP bomb/],
  ["a text over 5 MB", { name: "large.md", data: "ab\n".repeat(2_000_000), packed: true }, /5 MB/],
  ["a bomb that says it is small", { name: "liar.md", data: "a".repeat(8_000_000), packed: true, size: 10 }, /damaged|5 MB/],
  ["other bytes than were packed", { name: "rotten.md", data: "# Rotten", crc: 1 }, /damaged/],
  ["bytes shared with another file", { name: "again.md", data: "# Again", at: 0 }, /more than one way/],
];

for (const [what, entry, why] of HOSTILE) {
  test(`${what} stays out with its reason, and its neighbours come in`, async () => {
    const all = await read(archive([good, entry, { name: "last.md", data: "# Last" }]));
    assert.equal(all.length, 3, JSON.stringify(all));
    assert.match(all[1].why, why);
    assert.deepEqual([textOf(all[0]), textOf(all[2])], ["# Fail over\r\n", "# Last"]);
  });
}

test("a name that stands twice is taken once", async () => {
  const [first, second] = await read(archive([{ name: "a.md", data: "1" }, { name: "a.md", data: "2" }]));
  assert.equal(textOf(first), "1");
  assert.match(second.why, /twice/);
});

test("what is cut, empty or no archive is said of the archive", async () => {
  const whole = archive([good]);
  for (const bytes of [whole.subarray(0, whole.length - 30), whole.subarray(40), Buffer.alloc(0), Buffer.from("# no archive")]) {
    const all = await read(bytes);
    assert.match(all.at(-1).why, /ZIP|cut|damaged/, JSON.stringify(all));
  }
  assert.deepEqual(await read(archive([])), []);
});

test("number and sum of what comes out are limited", async () => {
  const many = archive(Array.from({ length: 6 }, (_, n) => ({ name: `${n}.md`, data: "x".repeat(100) })));
  const few = await read(many, { entries: 4 });
  assert.equal(few.length, 5);
  assert.match(few[4].why, /more than 4 files/);
  const small = await read(many, { total: 250 });
  assert.equal(small.filter((one) => one.bytes).length, 3);
  assert.match(small.at(-1).why, /unpacks to more/);
  assert.match((await read(many, { archive: 10 }))[0].why, /larger than/);
});

test("what goes out comes back byte for byte, and the same library is the same file", async () => {
  const pieces = ["# T", "\r\n", "\r", "\n", "\ufeff", "\t", "é", "数", "🚒", "a", " ", "\u0000", "|", "```"];
  const next = random(7);
  const files = Array.from({ length: 60 }, (_, n) => ({ name: `f/${n}.md`, text: Array.from({ length: n * 3 }, () => pieces[Math.floor(next() * pieces.length)]).join("") }));
  const pack = () => writeZip((async function* () { yield* files; })());
  const zip = await pack();
  const back = await read(Buffer.from(await zip.arrayBuffer()));
  assert.deepEqual(back.map((one) => [one.path, textOf(one)]), files.map(({ name, text }) => [name, text]));
  assert.deepEqual(new Uint8Array(await (await pack()).arrayBuffer()), new Uint8Array(await zip.arrayBuffer()));
});

test("exported names are safe, distinct, and themselves where they can be", () => {
  const wishes = ["a.md", "A.md", "a.md", "ops/a.md", "../../x.md", "/x.md", "C:\\y.md", "con.md", "a/b.md", "a", "b", "b.md/c.md", "", "..", "x?.md", "é.md", "e\u0301.md", "\ud800.md", "name. /z.md", `${"n".repeat(200)}.md`];
  const names = distinct(wishes);
  assert.deepEqual(names.slice(0, 4), ["a.md", "A (2).md", "a (3).md", "ops/a.md"]);
  assert.equal(new Set(names.map((name) => name.normalize("NFC").toLowerCase())).size, wishes.length);
  for (const name of names) {
    assert.match(name, /^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^<>:"|?*\\\u0000-\u001f]+\.md$/, name);
    assert.ok(name.isWellFormed());
    assert.ok(!names.some((other) => other.toLowerCase().startsWith(`${name.toLowerCase()}/`)), `${name} is a file and a folder`);
  }
});
