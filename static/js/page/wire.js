// Every listener of the page, and the table from data-act to what it does.

import { Failure } from "../log/failure.js";
import { copy, dialog, listenForActs, openForm } from "./acts.js";
import { hearCodes, recordCodes } from "./codes.js";
import { copyCommand, openOutput } from "./commands.js";
import { chosen, listenForFinding, pasted, refined, toSearch, unfiltered } from "./finding.js";
import { listenForCommands } from "./gestures.js";
import { listenForKeys } from "./keys.js";
import { ask as askToKeep } from "./lasting.js";
import { download } from "./snapshots.js";
import { toLine } from "./lines.js";
import { takeReport } from "./reports.js";
import { route } from "./router.js";
import { showPart } from "./runplace.js";
import { openSheet } from "./sheet.js";
import { exportDocument, exportFile, exportRecord } from "./exports.js";
import { exportLibrary } from "./shelf.js";
import { listenForSettling } from "./settling.js";
import { addHolidays, exportCalendar, listenForTabs } from "./calendars.js";
import { setTheme } from "./theme.js";
import { storageFacts } from "./facts.js";
import { useStarter, useTemplate } from "./starters.js";
import { enterPractice, leavePractice } from "./practice.js";
import { recordAndGo, showWays } from "./problems.js";

/**
 * @typedef {{page: import("./page.js").Page, people: import("./people.js").People, palette: import("./palette.js").Palette, editor: import("./editor.js").Editor, importing: import("./importing.js").Importing, erasing: import("./erasing.js").Erasing, evidence: import("./evidence.js").Evidence,
 *   snapshots: import("./snapshots.js").Snapshots, exporting: import("./exporting.js").Exporting, keeping: import("./keeping.js").Keeping, shared: import("./shared.js").SharedPage, sharing: import("./sharing.js").Sharing, storage: import("./storage-page.js").StoragePage, updates: import("./updates.js").Updates, strikes: import("./strikes.js").Strikes,
 *   awake: import("./awake.js").Awake, folding: import("./folding.js").Folding, active: import("./active.js").Active | null}} Desk
 */

/** @param {HTMLElement} form @param {string} name */
const value = (form, name) => (form instanceof HTMLFormElement ? String(new FormData(form).get(name) ?? "") : "");

/** @param {Desk} desk @returns {Record<string, import("./acts.js").Act>} */
function acts(desk) {
  const { page, people, editor, importing, erasing, evidence, snapshots, updates, strikes } = desk;
  const { router, signals, supervisor, log, drafts } = page.parts;
  const begun = (/** @type {string} */ key) => drafts.begun(key);
  const restart = () => ((supervisor.deaths = 0), supervisor.run());
  return {
    copy: (button) => void copy(button),
    "copy-command": (button) => void copyCommand(button, { perform: (wish) => page.perform(wish), tell: (text) => signals.status(text) }),
    output: (button) => openOutput(button, begun),
    evidence: (button) => evidence.open(button),
    "pick-evidence": (input) => evidence.pick(input),
    "retry-evidence": () => evidence.retry(),
    "open-blob": (button) => evidence.show(button),
    "record-codes": (form) => recordCodes(form, page),
    "take-report": (button) => takeReport(button, page),
    "take-blob": (button) => evidence.take(button),
    goto: (button) => router.go(button.dataset["route"] ?? "#/now"),
    print: () => print(),
    "export-markdown": (button) => exportDocument(button, page),
    "save-snapshot": () => snapshots.save("snapshot"),
    "export-library": () => exportLibrary({ log, books: () => page.books(), save: download, tell: (text) => signals.toast(text) }),
    "export-file": (button) => exportFile(button, page),
    "export-record": () => exportRecord(page),
    "export-calendar": (button) => exportCalendar(page, button.dataset["id"] ?? ""),
    "add-holidays": (input) => addHolidays(page, input),
    remind: (box) => box instanceof HTMLInputElement && page.reminders.set(box.value, box.checked),
    rescue: () => snapshots.save("rescue"),
    "export-stream": () => snapshots.save("rescue"),
    "pick-snapshot": (input) => {
      const file = input instanceof HTMLInputElement ? input.files?.[0] : undefined;
      if (file) void snapshots.open(file);
    },
    "accept-snapshot": () => snapshots.accept(),
    "cancel-snapshot": () => snapshots.cancel(),
    "unlock-snapshot": () => snapshots.unlock(),
    "withdraw-import": (button) => snapshots.withdraw(button.dataset["id"] ?? ""),
    ...copyActs(desk),
    ...shareActs(desk),
    "import-check": () => importing.check(),
    "import-submit": () => importing.submit(),
    "clear-search": () => clearSearch(router),
    "answer-alert": () => page.answer(pasted()),
    "clear-alert": () => emptyAlert(page),
    refine: (button) => router.refine(button.dataset["route"] ?? route()),
    "filter-library": (select) => router.refine(refined(chosen(select))),
    "clear-filters": () => router.refine(refined(unfiltered())),
    "try-sample": () => enterPractice(),
    "leave-practice": () => leavePractice(),
    "person-open": () => dialog("person-dialog")?.showModal(),
    become: (button) => become(desk, button.dataset["name"] ?? ""),
    "person-add": (form) => become(desk, value(form, "name")),
    "name-device": (form) => people.nameDevice(value(form, "name")).then(() => signals.toast("Device named.")),
    theme: (input) => input instanceof HTMLInputElement && setTheme(input.value),
    keys: (input) => input instanceof HTMLInputElement && setKeys(log, input.checked),
    palette: () => desk.palette.open(),
    "show-keys": () => dialog("keys-dialog")?.showModal(),
    note: (button) => openForm("note-dialog", button.dataset, begun),
    problem: (button) => (showWays(button), openForm("problem-dialog", button.dataset, begun)),
    "problem-go": (button) => recordAndGo(button, (route) => router.go(route)),
    skip: (button) => openForm("skip-dialog", button.dataset, begun),
    "later-why": (button) => openForm("later-dialog", button.dataset, begun),
    pause: (button) => openForm("pause-dialog", button.dataset, begun),
    "fold-phase": (button) => desk.folding.toggle(button),
    "go-to-step": (select) => goToStep(router, select),
    erase: (button) => erasing.ask(button.dataset),
    sheet: (link, event) => openSheet(page, link, event),
    dismiss: (button) => page.dismiss(button.dataset["id"] ?? ""),
    close: (button) => button.closest("dialog")?.close(),
    retry: () => page.retry(),
    "retry-stream": () => strikes.forgive().then(restart),
    "restart-engine": restart,
    reload: () => location.reload(),
    persist: () => askToKeep(log).then(storageFacts),
    "check-update": () => updates.check(),
    "apply-update": () => updates.apply(),
    later: () => updates.later(),
    "clear-alerts": () => document.getElementById("alert")?.replaceChildren(),
    "show-part": ({ dataset }) => showPart(dataset["for"] ?? ""),
    "to-screen": (_link, event) => (event.preventDefault(), page.parts.screen.root.focus()),
    "to-line": (link, event) => (event.preventDefault(), toLine(Number(link.dataset["line"]))),
    more: (button) => showMore(button, button.getAttribute("aria-expanded") !== "true"),
    fill: (button) => fill(button.dataset),
    "insert-part": (button) => editor.insert(button.dataset),
    "edit-line": (button) => editor.toLine(Number(button.dataset["line"])),
    "edit-move": (button) => editor.move(Number(button.dataset["by"])),
    "edit-done": () => editor.done(),
    "edit-finish": (form) => (dialog("done-dialog")?.close(), editor.finish(value(form, "version"), value(form, "summary"))),
    "edit-discard": () => editor.discard(),
    "use-starter": (button) => useStarter(desk, button.dataset["starter"] ?? ""),
    "use-template": (button) => useTemplate(desk, button.dataset),
  };
}

/** Copies out of this browser and inside it. @param {Desk} desk @returns {Record<string, import("./acts.js").Act>} */
function copyActs({ exporting, keeping, storage }) {
  const file = (/** @type {Element} */ input) => (input instanceof HTMLInputElement ? input.files?.[0] : undefined);
  return {
    "export-open": () => exporting.drawChoices(),
    "export-scope": () => exporting.drawScope(),
    "export-look": () => exporting.look(),
    "export-events": () => exporting.pick(),
    "export-part": () => exporting.export(),
    "export-share": () => exporting.export(true),
    "remember-file": () => keeping.remember(),
    "save-file": () => keeping.saveToFile(true),
    "forget-file": () => keeping.forget(),
    autosave: (input) => input instanceof HTMLInputElement && keeping.autosave(input.checked),
    "storage-ask": () => storage.ask(),
    "heal-copy": (button) => storage.heal(button.dataset["name"] ?? ""),
    "download-copy": (button) => storage.download(button.dataset["name"] ?? ""),
    "verify-log": () => storage.verify(),
    rehearse: () => storage.rehearse(),
    "pick-rehearsal": (input) => storage.rehearse(file(input)),
    "unlock-rehearsal": () => storage.unlock(),
    "erase-all": () => storage.eraseAll(),
  };
}

/** Given away, and taken from elsewhere. @param {Desk} desk @returns {Record<string, import("./acts.js").Act>} */
function shareActs({ shared, sharing }) {
  return {
    "make-link": () => sharing.makeLink(),
    "share-link": () => sharing.shareLink(),
    "draw-qr": () => sharing.drawCode(),
    "save-part": () => sharing.savePart(),
    "share-part": () => sharing.savePart(true),
    "add-shared": () => shared.add(),
    "leave-shared": () => shared.refuse(),
  };
}

/** Whoever works here is another: what is theirs is another too. @param {Desk} desk @param {string} name */
async function become({ page, people }, name) {
  await people.become(name);
  dialog("person-dialog")?.close();
  await page.open(route(), false);
}

/** The step that was chosen becomes the current one; the run's own comes back by choosing none. @param {import("./router.js").Router} router @param {HTMLElement} select */
function goToStep(router, select) {
  if (!(select instanceof HTMLSelectElement)) return;
  router.refine(`#/runs/${select.dataset["run"]}${select.value ? `?step=${encodeURIComponent(select.value)}` : ""}`);
}

/** The next alert can be pasted. @param {import("./page.js").Page} page */
function emptyAlert(page) {
  const field = document.getElementById("alert-text");
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.value = "";
  void page.parts.drafts.drop("alert/paste");
  void page.answer("");
  field.focus();
}

/** Everything is listed again, and the box waits for other words. @param {import("./router.js").Router} router */
function clearSearch(router) {
  const box = document.getElementById("library-search");
  if (box instanceof HTMLInputElement) box.value = "";
  router.refine("#/library");
  box?.focus();
}

/** @param {import("../log/log.js").Log} log @param {boolean} on */
function setKeys(log, on) {
  document.documentElement.dataset["keys"] = on ? "on" : "off";
  return log.kv.set("keys", on);
}

/** The rest of the areas, on a phone. @param {Element | null} button @param {boolean} open */
function showMore(button, open) {
  button?.setAttribute("aria-expanded", String(open));
}

/** Put a ready-made answer into its field, as if typed. @param {DOMStringMap} about */
function fill({ for: id = "", text = "" }) {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const begun = field instanceof HTMLTextAreaElement ? field.value.trim() : "";
  field.value = begun && begun !== text ? `${begun}\n${text}` : text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

/** Links to a heading of the document shown go there; the address stays the screen's. @param {MouseEvent} event */
function toHeading(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href^='#at-']") : null;
  // A link to a line has gone there already.
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  // The document's own title is not drawn twice: its place is the top of the text.
  const heading = document.getElementById(link.getAttribute("href")?.slice(1) ?? "") ?? document.getElementById("doc-prose");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}

/** @param {Desk} desk */
export function listen(desk) {
  const { page, editor, evidence, importing } = desk;
  const { drafts, router, signals, log, cache } = page.parts;
  listenForSettling();
  listenForCommands((wish, element) => {
    const field = element instanceof HTMLFormElement ? [...element.querySelectorAll("[data-draft]")] : [];
    void page.press(wish).then((id) => {
      // Only what the inbox holds may leave the field.
      if (id) for (const each of field) if (each instanceof HTMLElement) void drafts.drop(each.dataset["draft"] ?? "");
    });
    if (element instanceof HTMLFormElement && element.closest("dialog")) element.reset();
    element.closest("dialog")?.close();
  });
  listenForActs(acts(desk));
  document.addEventListener("input", (event) => {
    drafts.hear(event);
    editor.hear(event.target);
    hearCodes(event.target);
  });
  page.parts.screen.onComposed = () => void page.open(route(), false);
  document.addEventListener("click", toHeading);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !(event.target instanceof HTMLElement) || event.target.id !== "markdown") return;
    event.preventDefault();
    void editor.done();
  });
  desk.palette.listen();
  evidence.listen();
  importing.listen();
  listenForTabs();
  listenForFinding(router, () => void page.answer(pasted()));
  listenForKeys({ on: () => document.documentElement.dataset["keys"] !== "off", go: (next) => router.go(next), search: () => toSearch(router), tell: (text) => signals.toast(text) });
  log.on("change", (change) => void page.changed(change));
  log.on("closed", (/** @type {string} */ sentence) => {
    void cache.diagnostics.add("log-closed");
    signals.notice("storage-blocked", sentence);
  });
  // Storage that failed where nobody waited for it (a draft, a timer, a corner of the screen): still said, in its own sentences.
  addEventListener("unhandledrejection", (event) => {
    if (!(event.reason instanceof Failure)) return;
    event.preventDefault();
    signals.notice(event.reason.code === "full" ? "not-saved" : "storage-blocked", event.reason.message);
  });
  document.addEventListener("visibilitychange", () => void (document.hidden ? page.flush().then(() => desk.keeping.keep()) : page.wake()));
  addEventListener("pageshow", (/** @type {PageTransitionEvent} */ event) => event.persisted && void page.wake());
  addEventListener("beforeunload", (event) => {
    // What was typed since the last pause; later the browser may not finish it.
    void page.flush();
    // What a full disk refused lives in this tab alone.
    if (page.parts.pending.withState("lost").length) event.preventDefault();
  });
  addEventListener("online", () => showOnline());
  addEventListener("offline", () => showOnline());
  addEventListener("hashchange", () => {
    showMore(document.querySelector(".nav-toggle"), false);
    dialog("sheet-dialog")?.close();
  });
  showOnline();
}

function showOnline() {
  const chip = document.getElementById("offline");
  if (chip) chip.hidden = navigator.onLine;
}
