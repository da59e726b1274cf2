// A document's text or a run's snapshot in, the part of a link behind its "#" out, and back (docs/formats/share.md).
// What stands behind "#" is never sent to a server, so the link itself carries everything.

import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { Failure } from "../log/failure.js";

/**
 * @typedef {"d" | "r"} Kind d: a document, r: a run
 * @typedef {{kind: "d", name: string, text: string} | {kind: "r", snapshot: string}} Shared
 */

/** Characters of a whole link. RFC 9110, 4.1: everything that handles addresses should take 8,000; many things take no more. */
export const LONGEST = 8_000;
/** What is tried to be read: other programs may have made longer ones. */
const MOST_READ = 100_000;
/** Bytes it may unpack to: what an import takes as one document. */
const MOST_UNPACKED = 5 * 1024 * 1024;
const VERSION = 1;
const CHECK = 6;
const LINK = /^#([a-z])(\d{1,4})=(.*)$/s;
/** What chat programs and mails leave hanging at the end of an address. */
const TAIL = /(?:[\s).,;:!?>\]}'"*|`…”’»]|%20|%0A|%0D)+$/i;

/** Whether an address asks for what it carries. @param {string} hash */
export const isLink = (hash) => LINK.test(hash);

/** @param {Shared} shared @returns {Promise<string>} "d1=…", without the "#" */
export async function packed(shared) {
  const content = shared.kind === "d" ? JSON.stringify({ name: shared.name, text: shared.text }) : shared.snapshot;
  const bytes = await through(utf8ToBytes(content), "CompressionStream", Infinity);
  const start = `${shared.kind}${VERSION}`;
  const whole = new Uint8Array(CHECK + bytes.length);
  whole.set(check(start, bytes));
  whole.set(bytes, CHECK);
  return `${start}=${base64url(whole)}`;
}

/** Rejects with a Failure of three sentences when it cannot be read. @param {string} part what `packed` gave, as it arrived @returns {Promise<Shared>} */
export async function unpacked(part) {
  const [, kind = "", version = "", given = ""] = LINK.exec(`#${part}`) ?? [];
  if (Number(version) > VERSION || (kind !== "d" && kind !== "r")) throw refused("A newer Sophie made it, or another program did.", "Reload Sophie while connected, then open the link again.");
  if (Number(version) < 1) throw damaged();
  if (part.length > MOST_READ) throw refused(`It is ${part.length.toLocaleString("en")} characters long, and at most ${MOST_READ.toLocaleString("en")} are read.`, "Ask for the hand-over file instead.");
  const bytes = fromBase64url(given.replace(TAIL, ""));
  const content = bytes?.subarray(CHECK);
  if (!bytes || !content || !check(`${kind}${version}`, content).every((byte, at) => byte === bytes[at])) throw damaged();
  const text = decoded(await through(content, "DecompressionStream", MOST_UNPACKED));
  if (kind === "r") return { kind, snapshot: text };
  const { name, text: words } = parsed(text);
  if (typeof name !== "string" || typeof words !== "string") throw refused("There is no document in it.", "Ask for the link again, or for the file.");
  return { kind, name, text: words };
}

/** @param {string} why @param {string} next */
const refused = (why, next) => new Failure("link", { what: "This link cannot be opened.", why, next });

const damaged = () => refused("It was cut or changed on its way: its checksum does not fit.", "Copy the whole link again, from “https” to its last letter, or ask for the file.");

/** @param {string} start "d1" @param {Uint8Array} bytes */
const check = (start, bytes) => sha256.create().update(utf8ToBytes(`${start}\n`)).update(bytes).digest().subarray(0, CHECK);

/** Pack or unpack; ends as soon as more comes out than may. @param {Uint8Array} bytes @param {"CompressionStream" | "DecompressionStream"} name @param {number} most */
async function through(bytes, name, most) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let size = 0;
  try {
    const stream = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]).stream().pipeThrough(new globalThis[name]("deflate-raw"));
    const reader = stream.getReader();
    for (let next; !(next = await reader.read()).done; ) {
      parts.push(next.value);
      size += next.value.length;
      if (size <= most) continue;
      void reader.cancel().catch(() => null);
      throw refused(`It unpacks to more than ${most / 1024 / 1024} MB.`, "Do not open it again: nobody writes such a document by hand.");
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (!(name in globalThis)) throw refused("This browser is too old to unpack it.", "Update the browser, or ask for the file.");
    throw refused("What it holds is damaged.", "Ask for the link again, or for the file.");
  }
  const whole = new Uint8Array(size);
  for (let at = 0, one; (one = parts.shift()); at += one.length) whole.set(one, at);
  return whole;
}

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refused("What it holds is no text.", "Ask for the link again, or for the file.");
  }
}

/** @param {string} text @returns {{name?: unknown, text?: unknown}} */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return value instanceof Object ? value : {};
  } catch {
    return {};
  }
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {string} text @returns {Uint8Array | null} */
function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return null;
  try {
    return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
