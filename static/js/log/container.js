// A file in, a readable snapshot container out: its top keys, and its entries as streams; or a failure that says what the file is instead.

import { lineBatches } from "./lines.js";
import { LineSource } from "./line-source.js";
import { notASnapshot, notJson, tooNew, utf16 } from "./refusals.js";
import { FORMAT, VERSION } from "./snapshot.js";
import { wholeSource } from "./whole-source.js";

/**
 * @typedef {{line: number, header: string} | {line: number, why: string}} HeaderEntry
 * @typedef {{line: number, id: string, nonce: string, body: string, place: any} | {line: number, why: string}} BodyEntry
 * @typedef {{line: number, sha: string, type: string, base64: string} | {line: number, why: string}} BlobEntry
 * @typedef {{line: number, row: any} | {line: number, why: string}} InboxEntry
 * @typedef {{top: Record<string, any>, truncated: boolean, damaged: {line: number, why: string}[],
 *   headers: () => AsyncGenerator<HeaderEntry>, bodies: () => AsyncGenerator<BodyEntry>, again: (place: any) => Promise<{nonce: string, body: string}>,
 *   erased: () => AsyncGenerator<string>, blobs: () => AsyncGenerator<BlobEntry>, inbox: () => AsyncGenerator<InboxEntry>}} Source
 */

const PEEK = 4096;

/** @param {Blob} file @returns {Promise<Source>} */
export async function openContainer(file) {
  await refuseOtherFiles(file);
  const source = (await LineSource.of(file)) ?? (await wholeSource(file));
  const { format, minReader = 1 } = source.top;
  if (format !== undefined && format !== FORMAT) throw notASnapshot();
  // Any other version than a number up to this one is of no Sophie that is known.
  if (typeof minReader !== "number" || minReader > VERSION) throw tooNew(source.top);
  return source;
}

/** @param {Blob} file */
async function refuseOtherFiles(file) {
  const [a, b] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0) throw utf16();
  for await (const batch of lineBatches(file.slice(0, PEEK))) {
    for (const { text } of batch) {
      if (!text.trim()) continue;
      if (text.trimStart()[0] !== "{") throw notJson();
      return;
    }
  }
  throw notJson();
}
