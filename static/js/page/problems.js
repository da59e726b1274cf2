// A problem: the author's own "If not" while one writes what went wrong, and where that leads, or the way back, one tap behind it.

import { dialog } from "./acts.js";

/** The dialog, with what the step's button knows. @param {HTMLElement} button */
export function showWays({ dataset }) {
  const box = dialog("problem-dialog");
  const branch = box?.querySelector("[data-slot=branch]");
  const words = branch?.querySelector("[data-slot=otherwise]");
  const go = box?.querySelector("[data-slot=go-on]");
  const way = go?.querySelector("button");
  const where = way?.querySelector("[data-slot=where]");
  const back = box?.querySelector("[data-slot=back]");
  if (!branch || !words || !go || !way || !where || !(back instanceof HTMLElement)) return;
  words.textContent = dataset["otherwise"] ?? "";
  branch.toggleAttribute("hidden", !dataset["otherwise"]);
  go.toggleAttribute("hidden", !dataset["leads"]);
  where.textContent = dataset["leadsWords"] ?? "";
  way.dataset["route"] = dataset["leads"] ?? "";
  back.hidden = !dataset["rollback"];
  back.dataset["route"] = dataset["rollback"] ?? "";
}

/** Record it, then go on there; without words there is nothing to record yet. @param {HTMLElement} button @param {(route: string) => void} go */
export function recordAndGo(button, go) {
  const form = button.closest("form");
  if (!form?.reportValidity()) return;
  form.requestSubmit();
  go(button.dataset["route"] ?? "");
}
