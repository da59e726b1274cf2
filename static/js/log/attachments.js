// A snapshot's attachments in, those that may come in out: they are what their name says, and were not erased here.

import { sha256Hex } from "./canonical.js";
import { erasedOf } from "./reading.js";

/**
 * @typedef {import("./log.js").Log} Log
 * @typedef {import("./import.js").Plan} Plan
 */

/** Names of attachments in a body: any sha256 it holds. */
const HASH = /\b[0-9a-f]{64}\b/g;

/** Count them, and name the damaged ones. @param {Plan} plan @param {Log} log */
export async function weighBlobs(plan, log) {
  const have = new Set(await log.blobs.list());
  for await (const entry of plan.source.blobs()) {
    const bytes = bytesOf(entry);
    if (!bytes) plan.rejected.push({ line: entry.line, why: "why" in entry ? entry.why : "This attachment is not what was written: the hash differs." });
    else if ("sha" in entry) {
      plan.blobs.total++;
      plan.blobs.bytes += bytes.length;
      if (!have.has(entry.sha)) plan.attachments.add(entry.sha);
    }
  }
  plan.blobs.new = (await wanted(plan, log)).size;
}

/** @param {Plan} plan @param {Log} log @returns {Promise<number>} how many came in */
export async function takeBlobs(plan, log) {
  const left = await wanted(plan, log);
  let taken = 0;
  for await (const entry of left.size ? plan.source.blobs() : []) {
    const bytes = bytesOf(entry);
    if (!bytes || !("sha" in entry) || !left.delete(entry.sha)) continue;
    await log.blobs.put(bytes, entry.type);
    taken++;
  }
  return taken;
}

/** The new ones, without those whose texts were all erased here: an older file must not bring them back. @param {Plan} plan @param {Log} log @returns {Promise<Set<string>>} */
async function wanted({ source, attachments }, log) {
  /** Which events name each of them, as far as the file says. @type {Map<string, string[]>} */
  const naming = new Map([...attachments].map((sha) => [sha, []]));
  if (!naming.size) return new Set();
  for await (const entry of source.bodies()) if ("id" in entry) for (const [sha] of entry.body.matchAll(HASH)) naming.get(sha)?.push(entry.id);
  const erased = await erasedOf(log.store, [...naming.values()].flat());
  const isGone = /** @param {string[]} ids */ (ids) => ids.length > 0 && ids.every((id) => erased.has(id));
  return new Set([...naming].filter(([, ids]) => !isGone(ids)).map(([sha]) => sha));
}

/** An attachment's bytes, when they are what their name says. @param {import("./container.js").BlobEntry} entry @returns {Uint8Array<ArrayBuffer> | null} */
function bytesOf(entry) {
  if (!("sha" in entry)) return null;
  try {
    const bytes = Uint8Array.from(atob(entry.base64), (c) => c.charCodeAt(0));
    return sha256Hex(bytes) === entry.sha ? bytes : null;
  } catch {
    return null;
  }
}
