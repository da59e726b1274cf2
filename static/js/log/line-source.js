// A snapshot as Sophie writes it in (one entry a line), its entries out; a damaged line costs that line only.

import { lineBatches, lines } from "./lines.js";
import { isTooDeep } from "./screen.js";

/**
 * @typedef {import("./lines.js").Line} Line
 * @typedef {import("./lines.js").Place} Place
 */

/** The start of a top key's line; no entry of a list looks like this. */
const TOP_KEY = /^"([A-Za-z][A-Za-z0-9]{0,39})":/;
/** How an entry of a list starts, for a list whose opening line is lost. @type {[string, RegExp][]} */
const ENTRIES = [["events", /^"\{\\"/], ["data", /^"[0-9a-f]{64}":\{"nonce"/], ["blobs", /^"[0-9a-f]{64}":\{"type"/]];
const PEEK = 96;
const LISTS = new Set(["events", "data", "blobs", "inbox", "erased", "unreadable"]);
const HASH = /^[0-9a-f]{64}$/;

export class LineSource {
  /** Null when the file is not one entry a line. @param {Blob} file @returns {Promise<LineSource | null>} */
  static async of(file) {
    const source = new LineSource(file);
    await source.#scan();
    return source.lists.has("events") ? source : null;
  }

  /** @param {Blob} file */
  constructor(file) {
    this.file = file;
    /** @type {Record<string, any>} */
    this.top = Object.create(null);
    /** Where each list's first entry is. @type {Map<string, Place>} */
    this.lists = new Map();
    /** @type {{line: number, why: string}[]} */
    this.damaged = [];
    this.truncated = true;
  }

  /** Finds the top keys; of the entries only the first bytes are looked at. */
  async #scan() {
    let list = "";
    for await (const batch of lineBatches(this.file, undefined, PEEK)) {
      for (const peeked of batch) {
        const key = TOP_KEY.exec(peeked.line === 1 ? peeked.text.replace(/^\{/, "") : peeked.text)?.[1];
        if (key) list = await this.#topKey(key, peeked);
        else if (peeked.text === "}") this.truncated = false;
        else if (/^[\]}],?$/.test(peeked.text)) list = "";
        else if (!list) list = this.#strayLine(peeked);
      }
    }
  }

  /** A line outside all lists: the first entry of a list whose opening line is lost, or damage. @param {Line} peeked @returns {string} */
  #strayLine({ text, start, line }) {
    const [list = ""] = ENTRIES.find(([name, shape]) => shape.test(text) && !this.lists.has(name)) ?? [];
    if (list) this.lists.set(list, { start, line });
    else if (text !== "{" && text !== "") this.damaged.push({ line, why: "This line is damaged." });
    return list;
  }

  /** @param {string} key @param {Line} peeked @returns {Promise<string>} the list that starts here, or "" */
  async #topKey(key, peeked) {
    const text = peeked.end - peeked.start <= PEEK ? peeked.text : await this.file.slice(peeked.start, peeked.end).text();
    if (/[[{]\s*$/.test(text)) {
      if (!this.lists.has(key)) this.lists.set(key, { start: peeked.end + 1, line: peeked.line + 1 });
      return key;
    }
    const entry = shallow(`{${text.trim().replace(/^\{/, "").replace(/,$/, "")}}`);
    if (entry && !LISTS.has(key)) this.top[key] = entry[key];
    else if (!entry) this.damaged.push({ line: peeked.line, why: `The line of "${key}" is damaged.` });
    return "";
  }

  /** The entries of one list, without their commas. @param {string} name @returns {AsyncGenerator<Line>} */
  async *#entries(name) {
    const place = this.lists.get(name);
    if (!place) return;
    for await (const line of lines(this.file, place)) {
      if (/^[\]}],?$/.test(line.text) || TOP_KEY.test(line.text)) return;
      yield { ...line, text: line.text.endsWith(",") ? line.text.slice(0, -1) : line.text };
    }
  }

  /** @returns {AsyncGenerator<import("./container.js").HeaderEntry>} */
  async *headers() {
    for await (const { line, text } of this.#entries("events")) {
      const header = parsed(text);
      yield typeof header === "string" ? { line, header } : { line, why: "This event is damaged." };
    }
  }

  /** @returns {AsyncGenerator<import("./container.js").BodyEntry>} */
  async *bodies() {
    for await (const { line, text, start, end } of this.#entries("data")) {
      const entry = bodyOf(text);
      yield entry ? { line, ...entry, place: { start, end } } : { line, why: "The content of an event is damaged." };
    }
  }

  /** Read an entry a second time. @param {{start: number, end: number}} place */
  async again({ start, end }) {
    const text = (await this.file.slice(start, end).text()).trimEnd();
    return bodyOf(text.replace(/,$/, "")) ?? { nonce: "", body: "" };
  }

  /** @returns {AsyncGenerator<import("./container.js").BlobEntry>} */
  async *blobs() {
    for await (const { line, text } of this.#entries("blobs")) {
      const [sha, kept] = pair(text);
      if (typeof kept?.base64 === "string") yield { line, sha, type: String(kept.type ?? ""), base64: kept.base64 };
      else yield { line, why: "This attachment is damaged." };
    }
  }

  /** Ids of events whose content was erased where the file was written. @returns {AsyncGenerator<string>} */
  async *erased() {
    for await (const { text } of this.#entries("erased")) {
      const id = parsed(text);
      if (typeof id === "string" && HASH.test(id)) yield id;
    }
  }

  /** @returns {AsyncGenerator<import("./container.js").InboxEntry>} */
  async *inbox() {
    for await (const { line, text } of this.#entries("inbox")) {
      const row = shallow(text);
      yield row instanceof Object ? { line, row } : { line, why: "This waiting act is damaged." };
    }
  }
}

/** @param {string} text @returns {any} undefined when it is not JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same for values that are handed on: what is nested too deep could not even be copied. @param {string} text @returns {any} */
const shallow = (text) => (isTooDeep(text) ? undefined : parsed(text));

/** A line `"name":value`. @param {string} text @returns {[string, any]} */
const pair = (text) => Object.entries(parsed(`{${text}}`) ?? {})[0] ?? ["", undefined];

/** @param {string} text */
function bodyOf(text) {
  const [id, kept] = pair(text);
  const isRight = HASH.test(id) && typeof kept?.nonce === "string" && typeof kept?.body === "string";
  return isRight ? { id, nonce: kept.nonce, body: kept.body } : null;
}
