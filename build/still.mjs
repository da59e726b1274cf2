// A machine in; a machine out whose dice always fall the same and whose clock only counts.
// Python reads both while it starts, and the same sources have to give the same image.

import nodeCrypto from "node:crypto";

let [drawn, ticks] = [0, 0];

/** @template {ArrayBufferView} T @param {T} view @returns {T} */
function fill(view) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = 0; at < bytes.length; at++) {
    drawn = (Math.imul(drawn, 1103515245) + 12345) >>> 0;
    bytes[at] = drawn >>> 16;
  }
  return view;
}

const START = Date.UTC(2000, 0, 1);

nodeCrypto.randomFillSync = fill;
Object.defineProperty(globalThis, "crypto", { value: { getRandomValues: fill } });
Date.now = () => START + 1000 * ticks++;
performance.now = () => 1000 * ticks++;
