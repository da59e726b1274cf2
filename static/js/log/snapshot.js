// A log in, one file out (docs/formats/snapshot.md), written line by line and without Python, so that it works when all else failed.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * @typedef {import("./log.js").Log} Log
 * @typedef {import("./schema.js").EventRow} EventRow
 */

export const FORMAT = "sophie.snapshot";
export const VERSION = 1;

const PAGE = 2000;
const PART = 4 * 1024 * 1024;
const BASE64_STEP = 3 * 8192;

/** Everything the log holds, read as it stands: damaged rows go out as they are. @param {Log} log @param {{app: string, at?: number}} by @returns {Promise<Blob>} */
export async function writeSnapshot(log, by) {
  /** @type {Blob[]} */
  const parts = [];
  let part = "";
  for await (const text of snapshotText(log, by)) {
    part += text;
    if (part.length < PART) continue;
    // A Blob's bytes need not stay in this tab's memory.
    parts.push(new Blob([part]));
    part = "";
  }
  return new Blob([...parts, part], { type: "application/json" });
}

/** @param {Log} log @param {{app: string, at?: number}} by @returns {AsyncGenerator<string>} */
async function* snapshotText(log, { app, at = Date.now() }) {
  /** @type {string[]} */
  const unreadable = [];
  const { n: until } = await log.tail();
  const { dev } = await log.identity();
  const sum = new Sum();
  const top = { format: FORMAT, version: VERSION, minReader: 1, app, exportedAt: new Date(at).toISOString(), by: dev };
  yield `{${Object.entries(top).map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join(",\n")},\n`;
  yield* list("events", "[]", headerLines(log, until, sum, unreadable));
  yield* list("data", "{}", bodyLines(log, until, unreadable));
  yield* list("blobs", "{}", blobLines(log, unreadable));
  yield* list("inbox", "[]", inboxLines(log));
  yield* list("unreadable", "[]", unreadable.map((what) => JSON.stringify(what)));
  const heads = Object.fromEntries((await log.heads()).map(({ dev, seq, id, hlc }) => [dev, { seq, id, hlc }]));
  yield `"heads":${JSON.stringify(heads)},\n"count":${sum.count},\n"sha256":"${sum.digest()}"\n}\n`;
}

/** One top key with one entry a line. @param {string} key @param {string} brackets @param {Iterable<string> | AsyncIterable<string>} entries */
async function* list(key, brackets, entries) {
  yield `"${key}":${brackets[0]}\n`;
  let between = "";
  for await (const entry of entries) {
    yield between + entry;
    between = ",\n";
  }
  yield `${between && "\n"}${brackets[1]},\n`;
}

/** @param {Log} log @param {number} until @param {Sum} sum @param {string[]} unreadable */
async function* headerLines(log, until, sum, unreadable) {
  for await (const row of rows(log.headers, until, unreadable, "event")) {
    sum.add(String(row.header));
    yield JSON.stringify(String(row.header));
  }
}

/** @param {Log} log @param {number} until @param {string[]} unreadable */
async function* bodyLines(log, until, unreadable) {
  for await (const { id, nonce, body } of rows(log.rows, until, unreadable, "content")) {
    if (body !== null) yield `"${id}":${JSON.stringify({ nonce, body })}`;
  }
}

/** @param {Log} log @param {string[]} unreadable */
async function* blobLines(log, unreadable) {
  for (const sha of await log.blobs.list()) {
    const row = await log.blobs.get(sha).catch(() => null);
    if (row) yield `"${sha}":${JSON.stringify({ type: row.type, base64: base64(new Uint8Array(row.bytes)) })}`;
    else unreadable.push(`blob ${sha}`);
  }
}

/** @param {Log} log */
async function* inboxLines(log) {
  for (const row of await log.inbox()) yield JSON.stringify(row);
}

/** Rows up to the tail as it was at the start. Where a page cannot be read, its rows are tried one by one. @template {EventRow} R @param {(n: number, limit: number) => Promise<R[]>} read @param {number} until @param {string[]} unreadable @param {string} what @returns {AsyncGenerator<R>} */
async function* rows(read, until, unreadable, what) {
  for (let n = 0; n < until; ) {
    const page = await read(n, PAGE).catch(() => null);
    if (page) {
      yield* page.filter((row) => row.n <= until);
      n = page.at(-1)?.n ?? until;
      continue;
    }
    for (const end = Math.min(n + PAGE, until); n < end; n++) {
      const one = await read(n, 1).catch(() => null);
      if (one?.[0]?.n === n + 1) yield one[0];
      else if (!one) unreadable.push(`${what} ${n + 1}`);
    }
  }
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += BASE64_STEP) text += btoa(String.fromCharCode(...bytes.subarray(at, at + BASE64_STEP)));
  return text;
}

/** The sha256 of header lines joined by newlines, and their number. */
export class Sum {
  #hash = sha256.create();
  count = 0;

  /** @param {string} header */
  add(header) {
    this.#hash.update(utf8ToBytes((this.count++ ? "\n" : "") + header));
  }

  digest() {
    return bytesToHex(this.#hash.digest());
  }
}
