// The Storage page: what this browser holds and promises, its own copies, a check of every event, healing, a rehearsal of a backup, and erasing all.

import { age, button, count, element, paragraph, size, time, valueOf } from "./elements.js";
import { once } from "./keeper.js";
import { ask } from "./lasting.js";
import { download, stamp } from "./snapshots.js";

/**
 * @typedef {import("../keep/copies.js").Copy} Copy
 * @typedef {import("../keep/rehearsal.js").Rehearsed} Rehearsed
 * @typedef {{log: import("../log/log.js").Log, cache: import("../log/cache.js").Cache, open: (file: File) => void, tell: (text: string) => void, alert: (text: string) => void}} Parts
 */

export const ERASE_WORDS = "erase everything";

export class StoragePage {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** The file whose rehearsal waits for a passphrase. @type {File | null} */
    this.file = null;
  }

  async draw() {
    if (!document.getElementById("storage-usage")) return;
    await Promise.all([this.#drawUsage(), this.#drawCopies()]);
  }

  async #drawUsage() {
    const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
    const kept = await navigator.storage?.persisted?.().catch(() => undefined);
    const { usage, quota } = estimate ?? {};
    const facts = [
      ["Used", usage === undefined ? "This browser does not say." : quota ? `${size(usage)} of about ${size(quota)}` : size(usage)],
      ["Events", (await this.parts.log.size()).toLocaleString("en")],
      ["Kept", kept ? "Yes: the browser promised not to clear it by itself." : kept === false ? "Not promised." : "This browser does not say."],
    ];
    document.getElementById("storage-usage")?.replaceChildren(...facts.map(([label = "", text = ""]) => element("div", {}, element("dt", { textContent: label }), element("dd", { textContent: text }))));
    const meter = document.getElementById("storage-meter");
    if (meter instanceof HTMLMeterElement && usage !== undefined && quota) meter.value = usage / quota;
    meter?.toggleAttribute("hidden", usage === undefined || !quota);
    const why = document.getElementById("storage-why");
    if (why) why.textContent = kept ? whyKept() : whyNot();
    document.getElementById("storage-ask")?.toggleAttribute("hidden", Boolean(kept) || !navigator.storage?.persist);
  }

  /** By a tap, as the browsers want it. */
  async ask() {
    const kept = await ask(this.parts.log);
    this.parts.tell(kept ? "The browser promised to keep it." : "The browser did not promise it. Install Sophie or use her more often, then ask again; until then, save snapshots.");
    await this.#drawUsage();
  }

  async #drawCopies() {
    const box = document.getElementById("storage-copies");
    if (!box) return;
    const found = await this.#copies();
    const missing = "getDirectory" in (navigator.storage ?? {}) ? "No copy yet: one is made when the page is left, and before every import." : "This browser has no place for a second copy. Save snapshots instead.";
    box.replaceChildren(found.length ? element("ul", { className: "lines" }, ...found.map(copyLine)) : paragraph(missing, "quiet"));
  }

  /** @returns {Promise<Copy[]>} newest first */
  async #copies() {
    return once(this.parts.log.name, "copies").catch(() => []);
  }

  /** A copy that a newer one has pushed out meanwhile is told, and the list drawn anew. @param {string} name */
  async #copy(name) {
    const found = await this.#copies();
    const file = found.find((copy) => copy.name === name)?.file;
    if (file) return file;
    this.parts.alert("That copy is gone: newer ones took its place. The list shows those that are there now.");
    return void (await this.#drawCopies());
  }

  /** Show what a copy would bring back, as any snapshot is shown. @param {string} name */
  async heal(name) {
    const file = await this.#copy(name);
    if (file) this.parts.open(file);
  }

  /** @param {string} name */
  async download(name) {
    const file = await this.#copy(name);
    if (file) download(file, `sophie-copy-${stamp()}.json`);
  }

  /** Look at every event now. */
  async verify() {
    const { log } = this.parts;
    const of = await log.size();
    say("storage-verdict", "Looking…", 0);
    try {
      const report = await once(log.name, "verify", {}, (done) => say("storage-verdict", `${done.toLocaleString("en")} of ${count(of, "event")}…`, of ? done / of : 1));
      const lost = await log.lost();
      const found = await this.#copies();
      // The fullest: the newest may have been made of what is damaged now.
      const best = found.reduce((/** @type {Copy | null} */ most, copy) => (most && most.events >= copy.events ? most : copy), null);
      document.getElementById("storage-verdict")?.replaceChildren(...verdict(report, lost, best));
    } catch (error) {
      say("storage-verdict", `It could not be finished: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** What would come back of a file, tried for real in a database that is thrown away. @param {File | undefined} [file] @param {string} [passphrase] */
  async rehearse(file, passphrase = "") {
    const { log } = this.parts;
    const [name, chosen] = file ? [file.name, file] : await this.#newest();
    if (!chosen) return say("rehearsal", "There is no file to test yet. Choose the snapshot you saved last.");
    say("rehearsal", "Trying it…", 0);
    try {
      const result = await once(log.name, "rehearse", { file: chosen, name, passphrase }, (done, of) => of && say("rehearsal", `Trying it… ${done.toLocaleString("en")} of ${count(of, "event")}`, done / of));
      document.getElementById("rehearsal")?.replaceChildren(...rehearsed(result));
    } catch (error) {
      say("rehearsal", error instanceof Error ? error.message : String(error));
      this.file = /** @type {any} */ (error)?.code === "locked" ? chosen : null;
      if (this.file) document.getElementById("rehearsal")?.append(element("form", { className: "form form-line", data: { act: "unlock-rehearsal" } }, element("div", { className: "field" }, element("label", { htmlFor: "rehearsal-passphrase", textContent: "Passphrase of the file" }), element("input", { id: "rehearsal-passphrase", type: "password", autocomplete: "off" })), element("button", { type: "submit", textContent: "Test" })));
    }
  }

  unlock = () => this.rehearse(this.file ?? undefined, valueOf("rehearsal-passphrase"));

  /** The remembered file when the browser lets it be read, else the newest copy inside the browser. @returns {Promise<[string, File | undefined]>} */
  async #newest() {
    const handle = await this.parts.log.kv.get("file");
    try {
      if (handle && (await handle.requestPermission({ mode: "read" })) === "granted") return [handle.name, await handle.getFile()];
    } catch {
      // The file was moved or removed; the copy inside is what there is.
    }
    const found = await this.#copies();
    return ["the copy inside this browser", found[0]?.file];
  }

  /** Everything of this workspace leaves this browser. Asked for by words that nobody types by accident. */
  async eraseAll() {
    const { log, cache, alert } = this.parts;
    if (valueOf("erase-words").trim().toLowerCase() !== ERASE_WORDS) return alert(`Nothing was erased. Type "${ERASE_WORDS}" to say that you mean it.`);
    const { name } = log;
    await once(name, "drop-copies").catch(() => null);
    log.close();
    cache.close();
    const gone = await Promise.all([removed(name), removed(`${name}-cache`)]);
    if (!gone.every(Boolean)) return alert("Another tab holds the data. Close the other tabs of Sophie, then erase again.");
    try {
      localStorage.removeItem(`${name}.head`);
    } catch {
      // Where there is no localStorage, there is nothing in it.
    }
    location.hash = "#/now";
    location.reload();
  }
}

/** @param {Copy} copy */
function copyLine({ name, at, events, size: bytes }) {
  return element("li", {}, element("span", {}, time(at), ` (${age(Date.now() - at)}): ${count(events, "event")}, ${size(bytes)}`), element("span", { className: "buttons" }, button("Heal from it", "heal-copy", { name }), button("Download", "download-copy", { name })));
}

/** @param {import("../log/verify.js").Report} report @param {{seq: number} | null} lost @param {Copy | null} best the copy inside this browser that holds most */
function verdict(report, lost, best) {
  const gaps = report.chains.reduce((sum, chain) => sum + chain.gaps.length, 0);
  const forks = report.chains.reduce((sum, chain) => sum + chain.forks.length, 0);
  const good = report.isWhole && !lost;
  const lines = [
    ...(report.wrong.length ? [`${count(report.wrong.length, "event")} are not what was written: ${report.wrong[0]?.why}`] : []),
    ...(report.missing.length ? [`${count(report.missing.length, "event")} lost their content, or came without it.`] : []),
    ...(gaps ? [`${count(gaps, "place")} in a device's chain where events are not here: lost, or never brought here because only a part was imported.`] : []),
    ...(forks ? [`${count(forks, "place")} where two copies of one device wrote side by side. Nothing is lost by it.`] : []),
    ...(lost ? [`Event ${lost.seq} of this browser's own chain, which it once wrote, is not here.`] : []),
  ];
  const head = good ? `All ${count(report.events, "event")} are what was written.` : `${count(report.events, "event")} looked at; something is not as it should be.`;
  return [
    element("p", { data: { state: good ? "good" : "bad" }, className: "verdict", textContent: `${head}${report.erased ? ` ${count(report.erased, "text")} of them erased on purpose.` : ""}` }),
    ...(lines.length ? [element("ul", {}, ...lines.map((line) => element("li", { textContent: line })))] : []),
    ...(good || !(gaps || report.missing.length || lost) ? [] : [paragraph("Heal from one of the copies above, or import your last snapshot: both add what is missing and change nothing else."), ...(best ? [element("p", { className: "buttons" }, button(`Heal from the copy of ${new Date(best.at).toLocaleString()}`, "heal-copy", { name: best.name }, "primary"))] : [])]),
  ];
}

/** @param {Rehearsed} result */
function rehearsed({ file, exportedAt, events, documents, runs, attachments, rejected, isWhole, isPart, missing, gaps, bare }) {
  const good = isWhole && !missing.events;
  const told = `${count(documents, "document")}, ${count(runs, "run")}, ${count(events, "event")}${attachments ? `, ${count(attachments, "attachment")}` : ""}`;
  const lines = [
    ...(missing.events ? [`${count(missing.events, "event")} recorded here would not come back, the oldest of ${new Date(missing.oldest).toLocaleString()}.`] : []),
    ...(isPart ? ["The file holds a chosen part."] : []),
    ...(bare ? [`${count(bare, "event")} would come back without their text.`] : []),
    ...(gaps && !isPart ? [`${count(gaps, "place")} in a chain where events are missing from the file.`] : []),
    ...(rejected.length ? [`${count(rejected.length, "line")} are damaged, first line ${rejected[0]?.line}: ${rejected[0]?.why}`] : []),
  ];
  const streams = missing.streams.map(({ stream, title, events: lost }) => element("li", {}, element("span", { textContent: title || stream, dir: "auto" }), `: ${count(lost, "event")}`));
  return [
    element("p", { data: { state: good ? "good" : "bad" }, className: "verdict", textContent: good ? `Everything would come back: ${told}.` : `This would come back: ${told}.` }),
    element("p", { className: "quiet" }, `${file}, saved `, time(exportedAt), ". Tried for real in a database of its own, which is gone again; nothing here was touched."),
    ...(lines.length ? [element("ul", {}, ...lines.map((line) => element("li", { textContent: line })))] : []),
    ...(streams.length ? [element("details", {}, element("summary", { textContent: "What would be missing" }), element("ul", {}, ...streams))] : []),
  ];
}

/** @param {string} id @param {string} text @param {number} [done] from 0 to 1 */
function say(id, text, done) {
  document.getElementById(id)?.replaceChildren(paragraph(text), ...(done === undefined ? [] : [element("progress", { max: 1, value: done, ariaLabel: text })]));
}

const isSafari = () => /safari/i.test(navigator.userAgent) && !/chrome|chromium|android/i.test(navigator.userAgent);
const isFirefox = () => /firefox/i.test(navigator.userAgent);

function whyNot() {
  if (isSafari()) return "Safari clears what a site stored after seven days of use without a visit, unless Sophie is on the home screen or in the Dock. Add her there, and save snapshots.";
  if (isFirefox()) return "Firefox may clear it when space is short, and asks you when a site wants to be kept. In a private window it is gone when the window closes.";
  return "The browser may clear it when space is short. It promises more to sites that are installed, bookmarked or used often. In a private window it is gone when the window closes.";
}

const whyKept = () => "Only clearing this site's data by hand, a lost device or a damaged disk can take it now. A snapshot outside this browser is still the only copy that survives those.";

/** @param {string} name @returns {Promise<boolean>} */
function removed(name) {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onerror = request.onblocked = () => resolve(false);
  });
}
