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

/** "today", "1 day ago", "214 days ago", by the reader's own days. @param {Date} moment @param {Date} [now] */
export function daysAgo(moment, now = new Date()) {
  const midnight = (/** @type {Date} */ date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.max(0, Math.round((midnight(now) - midnight(moment)) / 86_400_000));
  return days === 0 ? "today" : `${days} ${days === 1 ? "day" : "days"} ago`;
}

/** "in 12:00", "overdue by 3:10". @param {number} left seconds */
export const until = (left) => (left >= 0 ? `in ${span(left)}` : `overdue by ${span(-left)}`);

/** Minutes and seconds while they matter, days when they do not. @param {number} seconds */
const span = (seconds) => (seconds < 172_800 ? elapsed(seconds) : `${Math.floor(seconds / 86_400)} days`);

/** "3:40 so far", and from the expected time on how far over it is. @param {number} seconds @param {number} limit */
export const soFar = (seconds, limit) => (seconds > limit ? `${elapsed(seconds)} so far, overdue by ${elapsed(seconds - limit)}` : `${elapsed(seconds)} so far`);

/** Write every <time datetime> below `root` in the reader's zone; UTC stays in the title. @param {ParentNode} root */
export function localise(root) {
  for (const element of root.querySelectorAll("time[datetime]:not([data-since])")) {
    const moment = new Date(/** @type {HTMLTimeElement} */ (element).dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    if (element.matches("[data-ago],[data-due],[data-deadline]")) {
      element.setAttribute("title", `${exact.format(moment)} · ${moment.toISOString()}`);
      continue;
    }
    // What is to come is no fault of a clock.
    const words = isAhead(moment) && !element.matches("[data-coming]") ? `${local(moment)} (that device's clock was ahead)` : local(moment);
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
    const seconds = Math.max(0, (Date.now() - since) / 1000);
    const limit = Number(element.getAttribute("data-limit"));
    say(element, limit ? soFar(seconds, limit) : elapsed(seconds), since);
    if (limit) element.toggleAttribute("data-over", seconds > limit);
  }
  for (const element of root.querySelectorAll("[data-due]")) {
    const seconds = (Date.parse(element.getAttribute("data-due") ?? "") - Date.now()) / 1000;
    say(element, remaining(seconds), seconds);
    element.toggleAttribute("data-over", seconds <= 0);
  }
  for (const element of root.querySelectorAll("[data-deadline]")) {
    const due = Date.parse(element.getAttribute("data-deadline") ?? "");
    say(element, until((due - Date.now()) / 1000), due);
    element.toggleAttribute("data-over", due < Date.now());
  }
  for (const element of root.querySelectorAll("[data-ago]")) {
    const moment = Date.parse(element.getAttribute("data-ago") ?? "");
    say(element, daysAgo(new Date(moment)), moment);
  }
}

/** "2:04:10 left", or how long it has been over. @param {number} seconds until it is due */
export function remaining(seconds) {
  return seconds > 0 ? `${elapsed(seconds + 1)} left` : `over for ${elapsed(-seconds)}`;
}

/** @param {Element} element @param {string} text @param {number} moment what it was read from */
function say(element, text, moment) {
  if (!Number.isNaN(moment) && element.textContent !== text) element.textContent = text;
}

/** Whether a moment at which the screen stands otherwise has come. @param {number} [now] ms */
export function hasTurned(now = Date.now()) {
  for (const element of document.querySelectorAll("[data-next]")) if (Date.parse(element.getAttribute("data-next") ?? "") <= now) return true;
  return false;
}

/** Let counters tick while the page is seen, and have the screen drawn again when what it shows has changed by time alone. @param {() => unknown} redraw */
export function startClocks(redraw) {
  let asked = 0;
  let today = new Date().toDateString();
  setInterval(() => {
    if (document.hidden) return;
    // "23:50" of yesterday needs its date, and what does not change is not drawn again.
    if (today !== new Date().toDateString()) {
      today = new Date().toDateString();
      localise(document);
    }
    tick(document);
    // Asked once a minute at most: an engine that starts anew answers later.
    if (hasTurned() && Date.now() - asked > 60_000) {
      asked = Date.now();
      redraw();
    }
  }, 1000);
}
