// The reader's zone, as the engine can use it: from which moment the clock is how many minutes ahead of UTC.

const MONTH = 30 * 24 * 3600_000;
const YEARS = 12;

/** @param {number} at */
const minutes = (at) => -new Date(at).getTimezoneOffset();

/** Changes of the last years and the next. @param {number} [now] @returns {{name: string, changes: [number, number][]}} */
export function zone(now = Date.now()) {
  /** @type {[number, number][]} */
  const changes = [];
  const from = now - YEARS * 12 * MONTH;
  changes.push([0, minutes(from)]);
  for (let at = from; at < now + 12 * MONTH; at += MONTH) if (minutes(at) !== minutes(at + MONTH)) changes.push([turn(at, at + MONTH), minutes(at + MONTH)]);
  return { name: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC", changes };
}

/** The moment between these two at which the clock is turned. @param {number} low @param {number} high */
function turn(low, high) {
  const before = minutes(low);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (minutes(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
