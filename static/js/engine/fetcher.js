// A worker: the address of the memory image in, its bytes out. Taking in more than 20 MB piece by piece, and unpacking
// them on a first visit, would keep the page's own thread from its screen for a tenth of a second and more.

import { fetched } from "./arrivals.js";
import { unpack } from "./zstd.js";

addEventListener("message", async ({ data: address }) => {
  try {
    const image = await unpack(await (await fetched(address)).arrayBuffer());
    postMessage({ image }, { transfer: [image] });
  } catch (error) {
    postMessage({ why: error instanceof Error ? error.message : String(error) });
  }
});
