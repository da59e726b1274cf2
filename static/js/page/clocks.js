// Local time from UTC, and counters that tick: the engine writes moments, never durations that would need a redraw.

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

/** "03:14" today, "21 Nov 2026, 03:14" on other days. @param {Date} moment @param {Date} [now] */
export function local(moment, now = new Date()) {
  const time = clock.format(moment);
  return moment.toDateString() === now.toDateString() ? time : `${day.format(moment)}, ${time}`;
}

/** Later than now by more than clocks usually differ: written by a device whose clock was wrong. @param {Date} moment @param {number} [now] ms */
export const isAhead = (moment, now = Date.now()) => moment.getTime() > now + 5 * 60_000;

/** "4:10" or "2:04:10" since then. @param {number} seconds */
export function elapsed(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Write every <time datetime> below `root` in the reader's zone; UTC stays in the title. @param {ParentNode} root */
export function localise(root) {
  for (const element of root.querySelectorAll("time[datetime]:not([data-since])")) {
    const moment = new Date(/** @type {HTMLTimeElement} */ (element).dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const words = isAhead(moment) ? `${local(moment)} (that device's clock was ahead)` : local(moment);
    if (element.textContent === words) continue;
    element.textContent = words;
    element.setAttribute("title", `${exact.format(moment)} · ${moment.toISOString()}`);
  }
  tick(root);
}

/** @param {ParentNode} root */
function tick(root) {
  for (const element of root.querySelectorAll("[data-since]")) {
    const since = Date.parse(element.getAttribute("data-since") ?? "");
    const text = elapsed((Date.now() - since) / 1000);
    if (!Number.isNaN(since) && element.textContent !== text) element.textContent = text;
  }
  for (const element of root.querySelectorAll("[data-due]")) {
    const seconds = (Date.parse(element.getAttribute("data-due") ?? "") - Date.now()) / 1000;
    if (Number.isNaN(seconds)) continue;
    const text = remaining(seconds);
    if (element.textContent !== text) element.textContent = text;
    element.toggleAttribute("data-over", seconds <= 0);
  }
}

/** "2:04:10 left", or how long it has been over. @param {number} seconds until it is due */
export function remaining(seconds) {
  return seconds > 0 ? `${elapsed(seconds + 1)} left` : `over for ${elapsed(-seconds)}`;
}

/** Let counters tick while the page is seen. */
export function startClocks() {
  setInterval(() => {
    if (!document.hidden) tick(document);
  }, 1000);
}
