// A snapshot that another tool re-indented in, the same entries out; it must be read in one piece, so its size is limited.

import { notASnapshot, notJson, tooBig, tooDeep } from "./refusals.js";
import { isTooDeep } from "./screen.js";

const LARGEST = 64 * 1024 * 1024;

/** @param {Blob} file @returns {Promise<import("./container.js").Source>} */
export async function wholeSource(file) {
  if (file.size > LARGEST) throw tooBig(file.size, LARGEST);
  const text = await file.text();
  const snapshot = parse(text);
  if (!(snapshot instanceof Object) || snapshot.format === undefined) throw notASnapshot();
  const { events, data, blobs, inbox, erased, ...top } = snapshot;
  return {
    top,
    truncated: false,
    damaged: [],
    async *headers() {
      const finder = new Finder(text);
      for (const header of array(events)) {
        const line = finder.line(header);
        yield typeof header === "string" ? { line, header } : { line, why: "This event is damaged." };
      }
    },
    async *bodies() {
      const finder = new Finder(text);
      for (const [id, kept] of entries(data)) {
        const line = finder.line(id);
        const isRight = typeof kept?.nonce === "string" && typeof kept?.body === "string";
        yield isRight ? { line, id, nonce: kept.nonce, body: kept.body, place: kept } : { line, why: "The content of an event is damaged." };
      }
    },
    again: async (place) => place,
    async *blobs() {
      const finder = new Finder(text);
      for (const [sha, kept] of entries(blobs)) {
        const line = finder.line(sha);
        const isRight = typeof kept?.base64 === "string";
        yield isRight ? { line, sha, type: String(kept.type ?? ""), base64: kept.base64 } : { line, why: "This attachment is damaged." };
      }
    },
    async *erased() {
      for (const id of array(erased)) if (typeof id === "string" && /^[0-9a-f]{64}$/.test(id)) yield id;
    },
    async *inbox() {
      const finder = new Finder(text);
      for (const row of array(inbox)) {
        const line = finder.line(row?.id);
        yield row instanceof Object ? { line, row } : { line, why: "This waiting act is damaged." };
      }
    },
  };
}

/** @param {string} text @returns {any} */
function parse(text) {
  if (isTooDeep(text)) throw tooDeep();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(error);
  }
}

/** @param {unknown} value @returns {any[]} */
const array = (value) => (Array.isArray(value) ? value : []);

/** @param {unknown} value @returns {[string, any][]} */
const entries = (value) => (value instanceof Object ? Object.entries(value) : []);

/** Finds the line numbers of entries asked for in their order. */
class Finder {
  #at = 0;
  #line = 1;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  /** The line an entry's JSON text stands on; the last known line when another tool wrote it differently. @param {unknown} entry */
  line(entry) {
    const at = this.text.indexOf(JSON.stringify(entry) ?? "", this.#at);
    if (at < 0) return this.#line;
    this.#line += this.text.slice(this.#at, at).split("\n").length - 1;
    this.#at = at;
    return this.#line;
  }
}
