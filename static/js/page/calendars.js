// Calendar files out and in, and the keys of a row of tabs.

import { paragraph } from "./elements.js";
import { DEADLINES } from "./engine.js";
import { answered, mayLeave, secretsIn } from "./leaving.js";
import { download } from "./snapshots.js";

const LARGEST = 2_000_000;

/** Download one schedule, or all, for the calendar that reminds while Sophie is closed. @param {import("./page.js").Page} page @param {string} id "" is all */
export async function exportCalendar(page, id) {
  const { supervisor, loop, signals } = page.parts;
  const reply = await supervisor.turn("calendar", () => loop.ask({ call: "calendar", id }, DEADLINES.gesture));
  if (reply?.status !== "ok") return signals.toast("The calendar could not be written. Nothing was changed; try again when the engine runs.");
  const box = document.getElementById("said-calendar");
  const type = "text/calendar";
  if (!mayLeave(secretsIn({ type, text: reply["text"] }), box)) return;
  const name = id ? `sophie-schedule-${id}.ics` : "sophie-schedules.ics";
  download(new Blob([reply["text"]], { type }), name);
  answered(box, paragraph(`${name} saved.`));
}

/** A calendar file becomes days off: its text goes with the command, and the engine reads it. @param {import("./page.js").Page} page @param {HTMLElement} input */
export async function addHolidays(page, input) {
  const file = input instanceof HTMLInputElement ? input.files?.[0] : undefined;
  if (!file || !(input instanceof HTMLInputElement)) return;
  const { signals } = page.parts;
  input.value = "";
  if (file.size > LARGEST) return signals.alert("No holidays were added. The file is larger than 2 MB. Bring a calendar of holidays only.");
  const text = await file.text();
  await page.perform({ name: "add-holidays", stream: input.dataset["stream"] ?? "", over: [], args: { text }, then: "" });
}

/** Arrow keys move between the tabs of a row, as everywhere. */
export function listenForTabs() {
  document.addEventListener("keydown", (event) => {
    const tab = event.target instanceof HTMLElement ? event.target.closest("[role=tab]") : null;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!tab || !by) return;
    const tabs = [...(tab.parentElement?.querySelectorAll("[role=tab]") ?? [])];
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
    event.preventDefault();
    if (!(next instanceof HTMLElement)) return;
    next.focus();
    next.click();
  });
}
