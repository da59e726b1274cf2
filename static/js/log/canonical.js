// Header fields in, canonical ASCII JSON and content ids out; Python checks the same form (tests/vectors/headers.json).

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { isHlc } from "./clock.js";
import { Failure } from "./failure.js";
import { DEEPEST, isTooDeep } from "./screen.js";

/**
 * @typedef {{actor: string, at: number, cmd: string, dev: string, dh: string, hlc: string, over: string[],
 *   prev: string, seq: number, stream: string, type: string, tz: string, v: number}} Header
 */

/** Milliseconds at the end of the year 9999, the last that every reader can show. */
export const LAST_TIME = 253_402_300_799_999;
const LONGEST_ACTOR = 200;
/** Characters that take plain JavaScript some milliseconds to hash. */
const LONG = 65_536;
const ZONE = /^[A-Za-z0-9_+\-/:]{1,64}$/;
export const STREAM = /^[a-z][a-z-]{0,31}\/[a-z0-9][a-z0-9-]{0,63}$/;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

const isHash = /** @param {unknown} v */ (v) => typeof v === "string" && /^[0-9a-f]{64}$/.test(v);
const isId = /** @param {unknown} v */ (v) => typeof v === "string" && /^[a-z2-7]{16}$/.test(v);
const isCount = /** @param {unknown} v */ (v) => Number.isSafeInteger(v) && /** @type {number} */ (v) >= 1;
const isTime = /** @param {unknown} v */ (v) => Number.isSafeInteger(v) && /** @type {number} */ (v) >= 0 && /** @type {number} */ (v) <= LAST_TIME;
const matches = /** @param {RegExp} pattern */ (pattern) => /** @param {unknown} v */ (v) => typeof v === "string" && pattern.test(v);

/** What each field of a header must be. NFC is the writer's duty: readers know different Unicode versions. @type {Record<keyof Header, (value: any) => boolean>} */
const FIELDS = {
  actor: (v) => typeof v === "string" && v.isWellFormed() && [...v].length <= LONGEST_ACTOR,
  at: isTime,
  cmd: isId,
  dev: isId,
  dh: isHash,
  hlc: isHlc,
  over: (v) => Array.isArray(v) && v.every((id, i) => isHash(id) && (i === 0 || v[i - 1] < id)),
  prev: (v) => v === "" || isHash(v),
  seq: isCount,
  stream: matches(STREAM),
  type: matches(/^[A-Z][A-Za-z0-9]{0,63}$/),
  tz: matches(ZONE),
  v: isCount,
};
const KEYS = Object.keys(FIELDS).length;

/** Canonical ASCII JSON: sorted keys, no spaces, no floats, everything beyond 0x7e as \uxxxx. @param {any} value @returns {string} */
export function canonical(value) {
  if (typeof value === "string") return quoted(value);
  if (Number.isSafeInteger(value) || typeof value === "boolean" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object") return `{${Object.keys(value).sort().map((key) => `${keyed(key)}:${canonical(value[key])}`).join(",")}}`;
  throw new Failure("invalid", { what: `A header cannot hold ${typeof value === "number" ? "this number" : `a ${typeof value}`}.` });
}

/** @param {string} text */
function quoted(text) {
  if (!text.isWellFormed()) throw new Failure("invalid", { what: "This text holds half of a character." });
  return JSON.stringify(text).replace(/[\x7f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Plain keys only, so that every language sorts them alike and none is special to one. @param {string} key */
function keyed(key) {
  if (!/^[a-z][A-Za-z0-9]*$/.test(key)) throw new Failure("invalid", { what: "A header has a key that is not a plain word." });
  return `"${key}"`;
}

/** The canonical text of a header about to be written. @param {Header} header */
export function headerText(header) {
  const text = canonical(header);
  const wrong = faultOf(text);
  if (wrong) throw new Failure("invalid", { what: "This event was not written.", why: wrong, next: "Please report this: it is a fault of Sophie." });
  return text;
}

/** @param {string} text a header this code has checked @returns {Header} */
export const parseHeader = (text) => JSON.parse(text);

/** The one form of a header of version 1 with a plain name: looked at without taking it apart. */
const USUAL = /^\{"actor":"[ !#-\[\]-~]{0,200}","at":(0|[1-9][0-9]{0,14}),"cmd":"[a-z2-7]{16}","dev":"[a-z2-7]{16}","dh":"[0-9a-f]{64}","hlc":"0[0-9]{15}-[0-9a-f]{4}","over":\[((?:"[0-9a-f]{64}")?)\],"prev":"([0-9a-f]{64})?","seq":([1-9][0-9]{0,14}),"stream":"[a-z][a-z-]{0,31}\/[a-z0-9][a-z0-9-]{0,63}","type":"[A-Z][A-Za-z0-9]{0,63}","tz":"[A-Za-z0-9_+\-/:]{1,64}","v":1\}$/;

/** Why a text is not a header, as a sentence; null when it is one. @param {string} text @returns {string | null} */
export function faultOf(text) {
  const usual = USUAL.exec(text);
  if (usual && Number(usual[1]) <= LAST_TIME && (usual[4] === "1") === (usual[3] === undefined)) return null;
  if (isTooDeep(text)) return `The header is nested more than ${DEEPEST} levels deep.`;
  /** @type {any} */
  let header;
  try {
    header = JSON.parse(text);
    if (canonical(header) !== text) return "The header is not in its canonical form.";
  } catch {
    return "The header is not JSON.";
  }
  return fieldFault(header);
}

/** @param {any} header */
function fieldFault(header) {
  if (!(header instanceof Object) || Array.isArray(header)) return "The header is not an object.";
  for (const [key, isRight] of Object.entries(FIELDS)) {
    if (!Object.hasOwn(header, key) || !isRight(header[key])) return `The header's "${key}" is missing or wrong.`;
  }
  if (header.v === 1 && Object.keys(header).length !== KEYS) return "The header has a field that version 1 does not know.";
  if ((header.seq === 1) !== (header.prev === "")) return "The header's place in its chain is wrong.";
  return null;
}

/** @param {string | Uint8Array} data text is hashed as UTF-8 @returns {string} 64 hex digits */
export const sha256Hex = (data) => bytesToHex(sha256(typeof data === "string" ? utf8ToBytes(data) : data));

/** @param {string} header */
export const idOf = (header) => sha256Hex(header);

/** The body's hash, salted so that a short erased body cannot be guessed. @param {string} nonce @param {string} body */
export const bodyHash = (nonce, body) => sha256Hex(nonce + body);

/** The same, without keeping a long body's hashing in the page's way. @param {string} nonce @param {string} body @returns {string | Promise<string>} */
export function bodyHashAside(nonce, body) {
  // Off https there is no other way.
  if (body.length < LONG || !globalThis.crypto?.subtle) return bodyHash(nonce, body);
  return crypto.subtle.digest("SHA-256", utf8ToBytes(nonce + body)).then((hash) => bytesToHex(new Uint8Array(hash)));
}

/** Whether a content is the one a header names; a salt of another length would let a part of the body pass for it. @param {string} dh @param {string} nonce @param {string} body */
export const isContentOf = (dh, nonce, body) => /^[0-9a-f]{32}$/.test(nonce) && bodyHash(nonce, body) === dh;

/** A new id: 80 random bits as 16 characters. */
export function mint() {
  const bits = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[parseInt(five, 2)]).join("");
}

export const newNonce = () => bytesToHex(crypto.getRandomValues(new Uint8Array(16)));

/** A person's name as headers hold it: whole characters, NFC, at most 200. @param {string} name */
export const actorText = (name) => [...name.toWellFormed().normalize("NFC")].slice(0, LONGEST_ACTOR).join("");

/** @param {number} at a clock that may be wrong */
export const timeOf = (at) => Math.min(LAST_TIME, Math.max(0, Math.trunc(Number(at) || 0)));

/** A time zone's name; UTC when the browser gives none that can be one. @param {string} tz */
export const zoneText = (tz) => (ZONE.test(tz) ? tz : "UTC");
