// A chosen part of the log in, its events as a person tells them apart out: for picking those whose content stays here.

import { parseHeader } from "../log/canonical.js";
import { isChosen } from "../log/snapshot.js";
import { titleOf } from "../log/titles.js";

/** @typedef {{id: string, stream: string, type: string, at: number, actor: string, about: string}} Listed about: the step, and the first words of what was written */
/** @typedef {{events: Listed[], more: number, titles: Record<string, string>}} Listing more: how many were not listed */

const PAGE = 1000;
const MOST = 500;
const LONGEST = 120;
/** Where bodies keep what a person wrote. */
const WORDS = ["text", "reason", "value", "output", "title", "name", "to", "url"];

/** @param {import("../log/log.js").Log} log @param {import("../log/snapshot.js").Choice} choice @returns {Promise<Listing>} in the order they arrived; events without content are left out: there is nothing to keep back */
export async function eventsOf(log, choice) {
  const { n: until } = await log.tail();
  /** @type {Listing} */
  const listing = { events: [], more: 0, titles: {} };
  /** Stream to step id to the step's words. @type {Map<string, Map<string, string>>} */
  const steps = new Map();
  for (let n = 0, rows; (rows = await log.rows(n, PAGE)).length; n = rows[rows.length - 1]?.n ?? until) {
    for (const { id, stream, header, body } of rows) {
      if (body === null || !isChosen({ id, stream, header }, choice)) continue;
      listing.titles[stream] ||= titleOf(body);
      const content = read(body);
      if (Array.isArray(content["steps"])) steps.set(stream, new Map(content["steps"].map((step) => [String(step?.id), String(step?.text ?? "")])));
      if (listing.events.length === MOST) listing.more++;
      else listing.events.push({ id, stream, ...told(header), about: words(content, steps.get(stream)) });
    }
  }
  return listing;
}

/** @param {string} header */
function told(header) {
  const { type, at, actor } = parseHeader(header);
  return { type, at, actor };
}

/** @param {Record<string, any>} content @param {Map<string, string> | undefined} steps */
function words(content, steps) {
  const written = WORDS.map((name) => content[name]).find((value) => typeof value === "string" && value.trim());
  const found = [steps?.get(String(content["step"])), written].filter(Boolean).map((text) => String(text).replace(/\s+/g, " ").trim());
  return found.map((text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)).join(": ");
}

/** @param {string} body @returns {Record<string, any>} */
function read(body) {
  try {
    const value = JSON.parse(body);
    return value instanceof Object ? value : {};
  } catch {
    return {};
  }
}
