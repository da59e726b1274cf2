// A memory image as the build packs it, unpacked; damaged, refused; already unpacked, left alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { unpack } from "../../static/js/engine/zstd.js";

/** "Sophie " 10,000 times, packed as build/image.py does it. */
const packed = () => Uint8Array.from(Buffer.from("KLUv/aRwEQEAfQAAOFNvcGhpZSABAGYRyosRvrR9QA==", "base64"));
const text = (bytes) => new TextDecoder().decode(bytes);

test("what was packed comes out whole", async () => {
  assert.equal(text(await unpack(packed().buffer)), "Sophie ".repeat(10_000));
});

test("what a host or the service worker has already unpacked stays as it is", async () => {
  for (const bytes of [new Uint8Array(0), Uint8Array.from([1]), new TextEncoder().encode("an image")]) assert.equal(await unpack(bytes.buffer), bytes.buffer);
});

test("one that was cut off anywhere is refused", async () => {
  for (let size = 4; size < packed().length; size++) await assert.rejects(unpack(packed().slice(0, size).buffer), /damaged|as it should be/, String(size));
});

test("one that was changed anywhere is refused", async () => {
  for (let at = 4; at < packed().length; at++) {
    const changed = packed();
    changed[at] ^= 1;
    await assert.rejects(unpack(changed.buffer), /damaged|as it should be/, String(at));
  }
});
