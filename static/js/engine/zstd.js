// A packed memory image in, its bytes out. What is not packed (a host or the service worker was first) comes back as it is.

import { ZSTDDecoder } from "zstddec";

/** What every Zstandard file begins with. */
const MAGIC = 0xfd2fb528;

/** @param {ArrayBuffer} bytes */
const isPacked = (bytes) => bytes.byteLength >= 4 && new DataView(bytes).getUint32(0, true) === MAGIC;

/** Takes 0.1 to 0.2 s: not for the page's own thread. @param {ArrayBuffer} bytes @returns {Promise<ArrayBuffer>} */
export async function unpack(bytes) {
  if (!isPacked(bytes)) return bytes;
  const decoder = new ZSTDDecoder();
  await decoder.init();
  const size = unpackedSize(new DataView(bytes));
  // It looks at the file's own checksum, and gives back something else for a file that is damaged.
  const { buffer, byteLength } = decoder.decode(new Uint8Array(bytes), size);
  if (byteLength !== size) throw new Error("it is damaged.");
  return /** @type {ArrayBuffer} */ (buffer);
}

/** What the file's head says (RFC 8878, 3.1.1.1), in the form that build/image.py writes: no window, no dictionary, 4 bytes. @param {DataView} file */
function unpackedSize(file) {
  if (file.byteLength < 9 || file.getUint8(4) >> 5 !== 0b101) throw new Error("it is not packed as it should be.");
  return file.getUint32(5, true);
}
