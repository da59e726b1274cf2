// A file somebody brings in, what may be kept of it out: a picture made small enough, a text without its secrets, or the words that refuse it.

import { mask } from "../log/secrets.js";

/** @typedef {{bytes: ArrayBuffer, type: string, name: string, note: string} | {why: string}} Prepared `note`: what was changed, "" for nothing; `why` follows the file's name */

const MB = 1024 * 1024;
export const LARGEST = 10 * MB;
/** A larger picture is not even opened: a phone has not the memory. */
export const LARGEST_PICTURE = 40 * MB;
/** Pixels of a picture's longer side that are kept. */
const SIDE = 2048;
const PICTURE = /^image\/(?:png|jpeg|webp|avif|bmp|gif)$/;
const TEXT = /^text\/|[/+](?:json|xml|yaml|x-yaml|x-sh|javascript|x-ndjson)$/;
const TEXT_NAME = /\.(?:log|txt|md|json|jsonl|ya?ml|csv|tsv|xml|conf|cfg|ini|env|sh|sql|har|out|diff|patch)$/i;
const TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,80}$/;

/** @param {File} file @returns {Promise<Prepared>} */
export async function prepare(file) {
  const name = file.name || "pasted";
  const type = plainType(file.type);
  if (file.size === 0) return { why: "is empty, or is a folder: there is nothing to keep." };
  if (PICTURE.test(type)) return picture(file, name, type);
  if (file.size > LARGEST) return { why: `is ${size(file.size)}. At most ${size(LARGEST)} are kept for a file: keep it where it is, and add a link to it.` };
  const bytes = await file.arrayBuffer().catch(() => null);
  if (!bytes) return { why: "could not be read by the browser. Attach it again." };
  return TEXT.test(type) || TEXT_NAME.test(name) ? unsecret(bytes, name, type) : { bytes, type, name, note: "" };
}

/** @param {File} file @param {string} name @param {string} type @returns {Promise<Prepared>} */
async function picture(file, name, type) {
  if (file.size > LARGEST_PICTURE) return { why: `is ${size(file.size)}. Pictures of up to ${size(LARGEST_PICTURE)} are made smaller and kept: take a screenshot of the part that matters, or add a link.` };
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return file.size > LARGEST ? { why: "is no picture that this browser can read." } : { bytes: await file.arrayBuffer(), type, name, note: "" };
  try {
    const share = SIDE / Math.max(bitmap.width, bitmap.height);
    const isSmall = share >= 1 && file.size <= LARGEST;
    if (isSmall || (type === "image/gif" && file.size <= LARGEST)) return { bytes: await file.arrayBuffer(), type, name, note: "" };
    const smaller = await drawn(bitmap, Math.min(1, share), type === "image/png" ? "image/png" : "image/jpeg");
    if (!smaller || smaller.size > LARGEST) return { why: `is ${size(file.size)}, and could not be made smaller than ${size(LARGEST)}. Add a link to it.` };
    return { bytes: await smaller.arrayBuffer(), type: plainType(smaller.type), name, note: `made smaller, from ${size(file.size)} to ${size(smaller.size)}` };
  } finally {
    bitmap.close();
  }
}

/** @param {ImageBitmap} bitmap @param {number} share @param {string} type @returns {Promise<Blob | null>} */
function drawn(bitmap, share, type) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * share));
  canvas.height = Math.max(1, Math.round(bitmap.height * share));
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, type, 0.85));
}

/** A log may hold what nobody wants to keep. @param {ArrayBuffer} bytes @param {string} name @param {string} type @returns {Prepared} */
function unsecret(bytes, name, type) {
  try {
    const { text, found } = mask(new TextDecoder(lettersOf(bytes), { fatal: true, ignoreBOM: true }).decode(bytes));
    if (!found.length) return { bytes, type, name, note: "" };
    return { bytes: /** @type {ArrayBuffer} */ (new TextEncoder().encode(text).buffer), type, name, note: `masked in it: ${found.join(", ")}` };
  } catch {
    return { bytes, type, name, note: "not looked through for secrets: its letters could not be read" };
  }
}

/** What a Windows shell writes begins with two bytes that say so. @param {ArrayBuffer} bytes */
function lettersOf(bytes) {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

/** @param {string} type */
function plainType(type) {
  const plain = (type.split(";")[0] ?? "").trim().toLowerCase();
  return TYPE.test(plain) ? plain : "application/octet-stream";
}

/** @param {number} bytes */
export const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`);
