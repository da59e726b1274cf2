// An archive in, its Markdown files' bytes out, one at a time; what cannot or must not be unpacked comes with the reason.

import * as zip from "@zip.js/zip.js/lib/zip-core-custom.js";
import { isArchive, isMarkdown, whyUnsafe } from "./paths.js";

/**
 * @typedef {{path: string, bytes: Uint8Array} | {path: string, why: string} | {path: string, aside: true}} Unpacked
 *   path "" is the archive itself; `aside`: neither Markdown nor text
 * @typedef {typeof LIMITS} Limits
 * @typedef {import("@zip.js/zip.js").FileEntry} Entry
 */

const MB = 1024 * 1024;

/** What one archive may ask of this tab. The sizes an archive states may lie: what comes out is counted too. */
export const LIMITS = { archive: 256 * MB, entries: 5000, text: 5 * MB, total: 128 * MB, ratio: 200 };

const IN_MEMORY = 32 * MB;
const SYMLINK = 0xa000;
const DAMAGED = "is damaged: what is in it is not what was packed. Pack it again.";
/** @type {Record<string, string>} */
const WHY = {
  [zip.ERR_EOCDR_NOT_FOUND]: "is no ZIP archive, or was cut: its table of contents is missing. Ask for it again.",
  [zip.ERR_BAD_FORMAT]: "is no ZIP archive, or was cut. Ask for it again.",
  [zip.ERR_CENTRAL_DIRECTORY_NOT_FOUND]: "was cut: its table of contents is not whole. Ask for it again.",
  [zip.ERR_SPLIT_ZIP_FILE]: "is one part of a split archive. Join the parts first.",
  [zip.ERR_ENCRYPTED_CENTRAL_DIRECTORY]: "is encrypted. Unpack it with its password and bring the files.",
  [zip.ERR_AMBIGUOUS_ARCHIVE]: "can be read in more than one way. Pack it again.",
  [zip.ERR_OVERLAPPING_ENTRY]: "shares its bytes with another file of the archive, as only a ZIP bomb does.",
  [zip.ERR_UNSUPPORTED_COMPRESSION]: "is packed in a way that browsers cannot unpack. Pack it again as a plain ZIP.",
};

zip.configure({ useWebWorkers: false });

/** In memory where it is small: a thousand little slices of a file take longer than all of it. @param {Blob} file */
const source = async (file) => (file.size <= IN_MEMORY ? new zip.Uint8ArrayReader(new Uint8Array(await file.arrayBuffer())) : new zip.BlobReader(file));

/** @param {Blob} file @param {Limits} [limits] @returns {AsyncGenerator<Unpacked>} */
export async function* readZip(file, limits = LIMITS) {
  if (file.size > limits.archive) return yield { path: "", why: `is larger than ${limits.archive / MB} MB. Bring it in parts.` };
  const seen = new Seen(limits);
  /** @type {zip.ZipReader<unknown> | undefined} */
  let reader;
  try {
    reader = new zip.ZipReader(await source(file), { checkSignature: true, checkOverlappingEntry: true });
    for await (const entry of reader.getEntriesGenerator({ filenameValidation: "tolerant" })) {
      if (entry.directory) continue;
      if (++seen.entries > limits.entries) return yield { path: "", why: `holds more than ${limits.entries.toLocaleString("en")} files; the rest of them stayed out. Bring it in parts.` };
      yield await unpacked(entry, nameOf(entry), seen);
      if (seen.total > limits.total) return yield { path: "", why: `unpacks to more than ${limits.total / MB} MB; the rest of it stayed out. Bring it in parts.` };
    }
  } catch (error) {
    yield { path: "", why: sentence(error) };
  } finally {
    await reader?.close().catch(() => null);
  }
}

/** What was taken out of one archive so far. */
class Seen {
  /** @param {Limits} limits */
  constructor(limits) {
    this.limits = limits;
    this.entries = 0;
    this.total = 0;
    /** @type {Set<string>} */
    this.paths = new Set();
  }
}

/** @param {Entry} entry @param {string} path @param {Seen} seen @returns {Promise<Unpacked>} */
async function unpacked(entry, path, seen) {
  const why = whyUnsafe(path) ?? whyNot(entry, path, seen);
  if (why) return { path, why };
  if (!isMarkdown(path)) return { path, aside: true };
  seen.paths.add(path);
  try {
    return { path, bytes: await bytesOf(entry, seen) };
  } catch (error) {
    return { path, why: sentence(error) };
  }
}

/** @param {Entry} entry @param {string} path @param {Seen} seen */
function whyNot(entry, path, { limits, paths }) {
  if (isArchive(path)) return "is an archive within the archive. Unpack it and bring its files.";
  if (!isMarkdown(path)) return null;
  if (entry.encrypted) return "is encrypted. Unpack it with its password and bring the file.";
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === SYMLINK) return "is a link to a file, not a file. Pack the file itself.";
  if (paths.has(path)) return "stands in the archive twice; the first one was taken.";
  if (entry.uncompressedSize > limits.text) return tooLarge(limits);
  return isBomb(entry, limits) ? `unpacks to ${Math.round(entry.uncompressedSize / entry.compressedSize)} times its size, as only a ZIP bomb does.` : null;
}

/** @param {Limits} limits */
const tooLarge = (limits) => `is larger than ${limits.text / MB} MB. Split it into smaller documents.`;

/** A short text of blanks packs well too: only what is large as well is suspicious. @param {Entry} entry @param {Limits} limits */
const isBomb = ({ uncompressedSize, compressedSize }, limits) => uncompressedSize > limits.text / 5 && uncompressedSize > compressedSize * limits.ratio;

/** @param {Entry} entry @param {Seen} seen @returns {Promise<Uint8Array>} */
async function bytesOf(entry, seen) {
  /** @type {Uint8Array[]} */
  const pieces = [];
  let size = 0;
  const count = new WritableStream({
    write(/** @type {Uint8Array} */ piece) {
      size += piece.length;
      seen.total += piece.length;
      if (size > seen.limits.text) throw new Refusal(tooLarge(seen.limits));
      pieces.push(piece);
    },
  });
  await entry.getData(count);
  return new Uint8Array(await new Blob(/** @type {BlobPart[]} */ (pieces)).arrayBuffer());
}

class Refusal extends Error {}

/** @param {unknown} error */
function sentence(error) {
  if (error instanceof Refusal) return error.message;
  return WHY[error instanceof Error ? error.message : ""] ?? DAMAGED;
}

/** Archives of some systems hold UTF-8 names without saying so. @param {Entry} entry */
function nameOf(entry) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(entry.rawFilename).replaceAll("\\", "/");
  } catch {
    return entry.filename.replaceAll("\\", "/");
  }
}
