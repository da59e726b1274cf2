// Runs that are open, on every other screen and on the app's icon: a strip that leads back, a number on the badge.

import { markBar } from "./bar.js";

/**
 * @typedef {{id: string, title: string, number: number, total: number, current: string, since: string, drill: boolean, paused: boolean}} Active the run worked last
 */

/** @param {Active | null} active @param {number} open */
export function drawStrip(active, open) {
  const strip = document.getElementById("active-strip");
  if (!strip) return;
  strip.hidden = !active;
  markBar();
  if (!active) return;
  const link = strip.querySelector("a[data-slot=run]");
  link?.setAttribute("href", `#/runs/${active.id}`);
  say(strip, "title", active.title);
  say(strip, "where", where(active));
  const clock = strip.querySelector("[data-slot=clock]");
  clock?.setAttribute("data-since", active.since);
  // At rest no time is counted.
  clock?.toggleAttribute("hidden", active.paused);
  const more = strip.querySelector("a[data-slot=more]");
  if (more instanceof HTMLElement) {
    more.hidden = open < 2;
    more.textContent = `${open - 1} more`;
  }
}

/** @param {Active} active */
function where({ number, total, current, drill, paused }) {
  const words = [drill ? "Drill" : "Run", paused ? "paused" : "", number ? `step ${number} of ${total}: ${current}` : "every step settled"];
  return words.filter(Boolean).join(", ");
}

/** @param {HTMLElement} strip @param {string} slot @param {string} text */
function say(strip, slot, text) {
  const element = strip.querySelector(`[data-slot=${slot}]`);
  if (element && element.textContent !== text) element.textContent = text;
}

/** What the number on the icon is made of: runs that are open, and what is due where a person asked for it. */
const counted = { runs: 0, due: 0 };

/** On the icon of an installed app; elsewhere there is none. @param {Partial<typeof counted>} counts */
export function badge(counts) {
  const { runs, due } = Object.assign(counted, counts);
  const asked = runs + due ? navigator.setAppBadge?.(runs + due) : navigator.clearAppBadge?.();
  asked?.catch(() => undefined);
}
