// The last logical time and the wall clock in, the next logical time out; it never refuses and never goes back.

/** A clock from elsewhere is followed at most this far ahead of our own. */
export const MOST_AHEAD = 5 * 60_000;
const TOP = 0xffff;

/** Before the first event. */
export const START = "0000000000000000-0000";

/** @param {unknown} text @returns {text is string} */
export function isHlc(text) {
  return typeof text === "string" && /^[0-9]{16}-[0-9a-f]{4}$/.test(text) && Number.isSafeInteger(Number(text.slice(0, 16)));
}

/** @param {string} hlc @returns {[number, number]} milliseconds and counter */
export const parseHlc = (hlc) => [Number(hlc.slice(0, 16)), parseInt(hlc.slice(17), 16)];

/** @param {number} ms @param {number} counter */
export const formatHlc = (ms, counter) => `${String(ms).padStart(16, "0")}-${counter.toString(16).padStart(4, "0")}`;

/** The time of the next event; a full counter borrows a millisecond. @param {string} last @param {number} wall */
export function nextHlc(last, wall) {
  const [ms, counter] = parseHlc(last);
  const now = Number.isFinite(wall) ? Math.trunc(wall) : 0;
  if (now > ms && Number.isSafeInteger(now)) return formatHlc(now, 0);
  return counter < TOP ? formatHlc(ms, counter + 1) : formatHlc(ms + 1, 0);
}

/** Our last time after seeing another device's: the later one, unless that is too far ahead to be believed. @param {string} last @param {string} seen @param {number} wall */
export function adopt(last, seen, wall) {
  return seen > last && parseHlc(seen)[0] <= wall + MOST_AHEAD ? seen : last;
}

/** Order of events: logical time, then id. @param {{hlc: string, id: string}} a @param {{hlc: string, id: string}} b */
export function byOrder(a, b) {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}
