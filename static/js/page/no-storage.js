// A database that does not open in, a page that says why, what to do in this browser, and what can still be saved, out. Nothing pretends to save.

import { copies } from "../keep/copies.js";
import { openLog } from "../log/log.js";
import { writeSnapshot } from "../log/snapshot.js";
import { age, count, element, paragraph, size, time } from "./elements.js";
import { show } from "./opening.js";
import { download, stamp } from "./snapshots.js";

/** @typedef {"firefox" | "safari" | "chromium"} Browser */

const SENTENCE = "This browser does not let Sophie keep data here. Allow site data for this address, or leave the private window, and reload.";

/** Where each browser keeps the switch that refuses a site its storage. @type {Record<Browser, string[]>} */
const ALLOW = {
  firefox: [
    "Press the lock or the shield beside the address, and allow cookies and site data for this site.",
    "Settings, Privacy & Security, Cookies and Site Data, Manage Exceptions: this address must not be blocked.",
    "In a private window of an older Firefox no site can keep data: open Sophie in a usual window.",
  ],
  safari: [
    "Settings, Advanced (on a phone: Settings, Apps, Safari, Advanced): “Block all cookies” must be off.",
    "In Lockdown Mode, leave this address out of it.",
    "If Sophie was opened inside another app, open her in Safari itself.",
  ],
  chromium: [
    "Press the sign left of the address, then Site settings, and allow on-device site data (some browsers say “cookies”).",
    "If your organisation manages this browser, ask that this address may keep site data.",
    "Leave an Incognito or guest window that blocks it: open Sophie in a usual window.",
  ],
};

/** What may have gone wrong with storage that is allowed. */
const MEND = [
  "Close the other tabs of Sophie, then try again.",
  "Look whether the disk has free space, and restart the browser.",
  "If it stays so, this site's data is damaged. Save what can be read below, then clear the data of this site in the browser's settings, open Sophie again and import your last snapshot.",
];

/** @param {import("./signals.js").Signals} signals @param {any} error @param {string} name the database's @returns {null} */
export function tellNoStorage(signals, error, name) {
  const sentence = error?.what ? `${error.what} ${error.why} ${error.next}` : SENTENCE;
  show();
  signals.notice("storage-blocked", sentence);
  signals.status(sentence);
  document.documentElement.dataset["engine"] = "failed";
  document.title = "Nothing can be kept - Sophie";
  // What leads nowhere is not offered (shell.css): no screen can be drawn, and no act kept.
  document.documentElement.dataset["storage"] = "none";
  const box = element("div", { className: "screen narrow", id: "no-storage" }, ...parts(error?.code ?? "blocked"));
  document.getElementById("screen")?.replaceChildren(box);
  void offer(name);
  return null;
}

/** @param {string} code */
function parts(code) {
  const steps = code === "newer" || code === "closed" ? [] : code === "blocked" ? ALLOW[browser()] : MEND;
  const again = element("button", { type: "button", className: "primary", textContent: "Try again" });
  again.addEventListener("click", () => location.reload());
  return [
    element("h1", { tabIndex: -1, textContent: "Sophie cannot work here yet" }),
    paragraph("She keeps everything in this browser and nowhere else, so she does not begin where nothing would be kept.", "lead"),
    ...(steps.length ? [element("section", { className: "card" }, element("h2", { textContent: "What to do" }), element("ol", {}, ...steps.map((step) => element("li", { textContent: step }))))] : []),
    element("p", { className: "buttons" }, again),
    element("section", { className: "card card-quiet" }, element("h2", { textContent: "What is here already" }), element("div", { id: "no-storage-kept", ariaLive: "polite" }, paragraph("Looking for what can still be read…", "quiet"))),
  ];
}

/** Copies beside the database, and the database itself, as far as either can be read. @param {string} name */
async function offer(name) {
  const kept = await copies(name).catch(() => []);
  const box = document.getElementById("no-storage-kept");
  const rescue = saver("Rescue export", () => rescued(name));
  box?.replaceChildren(
    ...(kept.length ? [paragraph("Copies of the log that lie beside the database. Each is a whole snapshot; import it when Sophie works again, here or elsewhere.")] : []),
    ...(kept.length ? [element("ul", { className: "lines" }, ...kept.map((copy) => element("li", {}, element("span", {}, time(copy.at), ` (${age(Date.now() - copy.at)}): ${count(copy.events, "event")}, ${size(copy.size)}`), saver("Download", async () => ({ file: copy.file, name: `sophie-copy-${stamp()}.json` })))))] : []),
    paragraph(kept.length ? "Or try the database itself:" : "There is no copy beside the database. Try the database itself; a snapshot that you saved before can be imported into any browser.", "quiet"),
    element("p", { className: "buttons" }, rescue),
    element("p", { id: "no-storage-says", role: "status" }),
  );
}

/** @param {string} label @param {() => Promise<{file: Blob, name: string}>} make */
function saver(label, make) {
  const made = element("button", { type: "button", textContent: label });
  made.addEventListener("click", async () => {
    say("Reading…");
    try {
      const { file, name } = await make();
      download(file, name);
      say(`${name} saved, ${size(file.size)}.`);
    } catch (error) {
      say(`Nothing could be read: ${error instanceof Error ? error.message : error}`);
    }
  });
  return made;
}

/** @param {string} name */
async function rescued(name) {
  const log = await openLog(name);
  try {
    const build = document.querySelector('meta[name="sophie-build"]')?.getAttribute("content") ?? "";
    return { file: await writeSnapshot(log, { app: build }), name: `sophie-rescue-${stamp()}.json` };
  } finally {
    log.close();
  }
}

/** @param {string} text */
function say(text) {
  const line = document.getElementById("no-storage-says");
  if (line) line.textContent = text;
}

/** @returns {Browser} */
function browser() {
  const { userAgent } = navigator;
  if (/firefox/i.test(userAgent)) return "firefox";
  return /safari/i.test(userAgent) && !/chrome|chromium|android/i.test(userAgent) ? "safari" : "chromium";
}
