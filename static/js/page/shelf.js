// The library in, one archive of its Markdown out, each text as it was imported, byte for byte.

import { mask } from "../log/secrets.js";
import { distinct } from "../zip/paths.js";

/**
 * @typedef {{stream: string, revision: string, name: string}} Book which revision of a document stands, and the file it came from
 * @typedef {{log: import("../log/log.js").Log, books: () => Promise<Book[] | null>, save: (blob: Blob, name: string) => void, tell: (text: string) => void}} Parts
 */

const NO_ENGINE = "Sophie is not ready, and only she knows which revisions stand. Try again in a moment; Rescue export on Snapshots holds every text.";
const NO_PACKER = "Nothing was packed: that part of Sophie could not be fetched. Connect once and try again; a snapshot holds every text.";
const EMPTY = "There is no document to export yet.";

/** @param {Parts} parts */
export async function exportLibrary({ log, books, save, tell }) {
  const found = await books();
  if (!found?.length) return tell(found ? EMPTY : NO_ENGINE);
  const packer = await import("#zip").catch(() => null);
  if (!packer) return tell(NO_PACKER);
  // One order on every device: the same library is the same file.
  const sorted = [...found].sort((a, b) => compare(a.name, b.name) || compare(a.stream, b.stream));
  const names = distinct(sorted.map(({ name }) => name));
  const count = { texts: 0, leaky: 0 };
  const blob = await packer.writeZip(texts(log, sorted, names, count));
  save(blob, `sophie-library-${new Date().toISOString().slice(0, 10)}.zip`);
  const gone = found.length - count.texts;
  const leaky = count.leaky ? ` In ${count.leaky.toLocaleString("en")} of them is what looks like a secret: look before you hand the file on.` : "";
  tell(`${count.texts.toLocaleString("en")} ${count.texts === 1 ? "document" : "documents"} exported as Markdown${gone ? `; ${gone} ${gone === 1 ? "has" : "have"} no text in this browser` : ""}.${leaky}`);
}

/** @param {Parts["log"]} log @param {Book[]} books @param {string[]} names @param {{texts: number, leaky: number}} count */
async function* texts(log, books, names, count) {
  for (const [at, { stream, revision }] of books.entries()) {
    const body = (await log.stream(stream)).find((envelope) => envelope[1] === revision)?.[3];
    // Erased, or not part of what was imported here.
    const text = body ? JSON.parse(body).text : undefined;
    if (typeof text !== "string") continue;
    count.texts++;
    if (mask(text).found.length) count.leaky++;
    yield { name: names[at] ?? "", text };
  }
}

/** By code units, which no language setting changes. @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
