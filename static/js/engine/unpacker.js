// A worker: a packed memory image in, its bytes out, away from the page's thread and from Python's.

import { unpack } from "./zstd.js";

addEventListener("message", async ({ data }) => {
  try {
    const image = await unpack(data);
    postMessage({ image }, { transfer: [image] });
  } catch (error) {
    postMessage({ why: error instanceof Error ? error.message : String(error) });
  }
});
