// Links in and out: any text comes back, and no broken, hostile or foreign link gets further than three sentences.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { deflateRawSync } from "node:zlib";
import { isLink, packed, unpacked } from "../../static/js/share/link.js";

const VECTORS = JSON.parse(readFileSync(new URL("../vectors/links.json", import.meta.url), "utf8"));
const LETTERS = ["a", "\n", "\r", "\0", "\ufeff", "é", "😀", "\ud83d", "\u2028", '"', "\\", "<", "#", " "];

/** @param {Uint8Array | string} content @param {string} [start] */
function sealed(content, start = "d1") {
  const data = typeof content === "string" ? deflateRawSync(content) : content;
  const check = sha256.create().update(utf8ToBytes(`${start}\n`)).update(data).digest().subarray(0, 6);
  return `${start}=${Buffer.concat([check, data]).toString("base64url")}`;
}

/** @param {string} part @param {RegExp} why */
const refuses = (part, why) => assert.rejects(unpacked(part), (/** @type {any} */ error) => error.code === "link" && [error.what, error.why, error.next].every((one) => /[.]$/.test(one)) && why.test(error.message));

test("any document comes back as it was", async () => {
  let seed = 7;
  const next = (/** @type {number} */ most) => (seed = (seed * 48271) % 2147483647) % most;
  for (let round = 0; round < 200; round++) {
    const text = Array.from({ length: next(60) }, () => LETTERS[next(LETTERS.length)]).join("");
    const part = await packed({ kind: "d", name: `${round}.md`, text });
    assert.ok(isLink(`#${part}`));
    assert.deepEqual(await unpacked(part), { kind: "d", name: `${round}.md`, text });
  }
});

test("a run's snapshot comes back as it was", async () => {
  const part = await packed({ kind: "r", snapshot: '{"format":"sophie.snapshot"}\n' });
  assert.deepEqual(await unpacked(part), { kind: "r", snapshot: '{"format":"sophie.snapshot"}\n' });
});

for (const { why, link, name, text } of VECTORS.good) test(`read: ${why}`, async () => assert.deepEqual(await unpacked(link), { kind: "d", name, text }));
for (const { why, link } of VECTORS.bad) test(`refused: ${why}`, () => refuses(link, /./));

test("what a chat program hangs on at the end changes nothing, what it cuts off is noticed", async () => {
  const part = await packed({ kind: "d", name: "a.md", text: "# A\n" });
  for (const tail of [".", ")", ").", "…", "%20", "”"]) assert.equal((await unpacked(part + tail)).kind, "d");
  for (let end = part.length - 1; end > 3; end--) await refuses(part.slice(0, end), /cut or changed/);
});

test("a bomb is stopped at five megabytes", async () => {
  const began = performance.now();
  await refuses(sealed(`{"name":"a","text":"${"0".repeat(60_000_000)}"}`), /more than 5 MB/);
  assert.ok(performance.now() - began < 5000);
});

test("each kind of fault has its own reason", async () => {
  await refuses(sealed("{}", "d2"), /newer Sophie/);
  await refuses(sealed("{}", "x1"), /newer Sophie/);
  await refuses(sealed("{}", "d0"), /cut or changed/);
  await refuses("d1=a!b", /cut or changed/);
  await refuses("d1=", /cut or changed/);
  await refuses(sealed(new Uint8Array([1, 2, 3])), /damaged/);
  await refuses(sealed(deflateRawSync(Buffer.from([0xff]))), /no text/);
  await refuses(sealed("[".repeat(100_000)), /no document/);
  await refuses(sealed('{"name":1,"text":"a"}'), /no document/);
  await refuses(`d1=${"A".repeat(100_001)}`, /characters long/);
});

test("an address that asks for a screen is no link", () => {
  for (const hash of ["", "#/now", "#/library?at=d1=", "#at-d1"]) assert.ok(!isLink(hash));
});
