// A small screen as a sheet over the one that is open: what is under it stays where it is. The link's own address is the way without an engine.

import { dialog } from "./acts.js";
import { localise } from "./clocks.js";
import { DEADLINES } from "./engine.js";
import { parse } from "./guard.js";

/** @param {import("./page.js").Page} page @param {HTMLElement} link @param {Event} event */
export async function openSheet(page, link, event) {
  // A new tab or window was asked for.
  if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
  event.preventDefault();
  const { supervisor, loop, router, screen } = page.parts;
  const address = link.getAttribute("href") ?? "#/now";
  const box = dialog("sheet-dialog");
  const reply = box ? await supervisor.turn("sheet", () => loop.ask({ call: "sheet", route: address }, DEADLINES.gesture)) : undefined;
  // The dialog would come too late for whoever has gone on meanwhile.
  if (!link.isConnected) return;
  if (!box || !reply?.["html"]) return router.go(address);
  const nodes = parse(reply["html"]);
  localise(nodes);
  box.querySelector("[data-slot=sheet]")?.replaceChildren(nodes);
  screen.relay(box);
  box.showModal();
  box.querySelector("textarea")?.focus();
}
