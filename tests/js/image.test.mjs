// The memory image's format: what is packed comes back, and an image never goes where it does not belong.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ImageError, pack, read } from "../../static/js/engine/image.js";

const PREFACE = 64;

/** A snapshot as Pyodide writes it: at byte 4 stands how long its preface is. @param {Uint8Array} memory */
function snapshot(memory) {
  const bytes = new Uint8Array(PREFACE + memory.length);
  new Uint32Array(bytes.buffer)[1] = PREFACE;
  bytes.set(memory, PREFACE);
  return bytes;
}

/** Memory before Python starts: some of it is filled. */
function fresh() {
  const memory = new Uint8Array(64 * 1024);
  for (let at = 5_000; at < 20_000; at++) memory[at] = at % 251;
  return memory;
}

/** Memory after Python started: part of the filled is changed, some is blanked, and there is more of it. */
function later() {
  const memory = new Uint8Array(80 * 1024);
  memory.set(fresh());
  memory.fill(7, 9_000, 9_500);
  memory.fill(0, 15_000, 17_000);
  memory.fill(9, 70_000, 70_010);
  return memory;
}

/** @param {Uint8Array} memory */
function runtime(memory) {
  return {
    HEAPU8: memory,
    growMemory(bytes) {
      const grown = new Uint8Array(bytes);
      grown.set(this.HEAPU8);
      this.HEAPU8 = grown;
    },
  };
}

test("the memory comes back to the byte, in much less room", () => {
  const { preface, image } = pack(snapshot(later()), fresh());
  const python = runtime(fresh());
  read(image.slice().buffer)(python);
  assert.deepEqual(python.HEAPU8, later());
  assert.equal(preface.length, PREFACE);
  assert.ok(image.length < 12 * 1024);
});

test("a runtime that starts from other memory is refused", () => {
  const { image } = pack(snapshot(later()), fresh());
  const other = fresh();
  other[6_000] ^= 1;
  assert.throws(() => read(image.slice().buffer)(runtime(other)), ImageError);
  assert.throws(() => read(image.slice().buffer)(runtime(new Uint8Array(1024))), ImageError);
});

test("what the runtime leaves in memory that Python will overwrite does not matter", () => {
  const { image } = pack(snapshot(later()), fresh());
  const other = fresh();
  other[9_100] = 1;
  const python = runtime(other);
  read(image.slice().buffer)(python);
  assert.deepEqual(python.HEAPU8, later());
});
