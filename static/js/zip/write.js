// Names and texts in, one archive out: the same files in the same order are the same bytes, for nothing in it tells the time.

import * as zip from "@zip.js/zip.js/lib/zip-core-custom.js";

/** The first day an archive can name, in every time zone. */
const NO_DAY = new Date(1980, 0, 1);

zip.configure({ useWebWorkers: false });

/** @param {AsyncIterable<{name: string, text: string}>} files @returns {Promise<Blob>} */
export async function writeZip(files) {
  const writer = new zip.ZipWriter(new zip.BlobWriter("application/zip"), { lastModDate: NO_DAY, extendedTimestamp: false });
  for await (const { name, text } of files) await writer.add(name, new zip.Uint8ArrayReader(new TextEncoder().encode(text)));
  return writer.close();
}
