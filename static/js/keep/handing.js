// A stream in, the part of the log that whoever takes it over needs out: itself, the documents it names, the people, the devices that wrote.

import { parseHeader } from "../log/canonical.js";

/** Ids as bodies name streams of other kinds. */
const ID = /"([a-z2-7]{16})"/g;
const NAMED = ["document/"];
const PEOPLE = "team/people";
const MOST = 200;

/** @param {import("../log/log.js").Log} log @param {string} stream @returns {Promise<import("../log/snapshot.js").Choice>} */
export async function partFor(log, stream) {
  /** @type {Set<string>} */
  const ids = new Set();
  const streams = new Set([stream, PEOPLE]);
  for (const [, , header, body] of await log.stream(stream)) {
    streams.add(`device/${parseHeader(header).dev}`);
    for (const [, id = ""] of (body ?? "").matchAll(ID)) if (ids.size < MOST) ids.add(id);
  }
  const asked = [...ids].flatMap((id) => NAMED.map((kind) => kind + id));
  for (const [name, events] of await log.countOf(asked)) {
    if (!events) continue;
    streams.add(name);
    for (const [, , header] of await log.stream(name)) streams.add(`device/${parseHeader(header).dev}`);
  }
  return { streams, attachments: true };
}
