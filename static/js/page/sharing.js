// The Share page in, a link, its QR code or a hand-over file out: made here, sent nowhere.

import { STREAM, parseHeader } from "../log/canonical.js";
import { mask } from "../log/secrets.js";
import { titleOf } from "../log/titles.js";
import { LONGEST, packed } from "../share/link.js";
import { DEADLINES } from "./engine.js";
import { button, element, isTicked, paragraph, size } from "./elements.js";
import { once } from "./keeper.js";
import { refusal, warning } from "./leaving.js";
import { drawCode } from "./qr.js";
import { download, stamp } from "./snapshots.js";

/**
 * @typedef {(request: Record<string, unknown>, deadline: number) => Promise<import("./engine.js").Reply | undefined>} Ask
 * @typedef {{log: import("../log/log.js").Log, build: string, ask: Ask}} Parts
 */

/** Some chat programs take no longer message. */
const MESSAGE = 2_000;
const ANYWAY = "share-anyway";

export class Sharing {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** What looks like a secret in it, by name; null until it was looked for. @type {string[] | null} */
    this.found = null;
    this.link = "";
    /** A file that is ready to be shared: the browser wants a fresh tap for it. @type {File | null} */
    this.ready = null;
  }

  /** A screen was drawn: when it is the Share page, say what is in what would go out. */
  async draw() {
    const box = document.getElementById("share-found");
    if (!box || box.firstChild) return;
    this.found = this.ready = null;
    this.link = "";
    document.getElementById("share-file")?.toggleAttribute("hidden", !navigator.canShare?.({ files: [new File([""], "sophie.json")] }));
    box.replaceChildren(paragraph("Looking for secrets…", "quiet"));
    const [secrets, personal] = await this.#look().catch(() => [[], []]);
    this.found = secrets;
    box.replaceChildren(...told(secrets, personal));
  }

  /** @returns {Promise<[string[], string[]]>} what looks like a secret, and like a person's own */
  async #look() {
    const { stream } = about();
    /** @type {import("../keep/findings.js").Finding[]} */
    const all = await once(this.parts.log.name, "find-part", { stream });
    const kinds = (/** @type {string} */ why) => [...new Set(all.filter((one) => one.why === why).flatMap((one) => one.kinds))];
    const text = mask(await this.#text()).found;
    return [[...new Set([...text, ...kinds("secrets")])], kinds("personal")];
  }

  /** The document's text that goes out; "" for a run. */
  async #text() {
    const { stream, revision } = about();
    if (!revision) return "";
    const body = (await this.parts.log.stream(stream)).find((envelope) => envelope[1] === revision)?.[3];
    return body ? String(JSON.parse(body).text) : "";
  }

  async makeLink() {
    const box = document.getElementById("share-link");
    if (!box || !this.#mayGo("share-says")) return;
    box.replaceChildren();
    say("share-says", "Making it…");
    /** What whoever opens it does not get. */
    let lacks = "";
    try {
      this.link = await addressOf(await this.#content());
      if (!about().revision) lacks = await this.#fitted();
    } catch (error) {
      return say("share-says", `No link was made: ${error instanceof Error ? error.message : error}`);
    }
    const length = this.link.length.toLocaleString("en");
    if (this.link.length > LONGEST) {
      say("share-says", `No link was made: it would be ${length} characters long, and addresses are only sure to arrive whole up to ${LONGEST.toLocaleString("en")} (RFC 9110, 4.1). Save the hand-over file below and send that.`);
      return document.querySelector("[data-act=save-part]")?.scrollIntoView({ block: "nearest" });
    }
    box.replaceChildren(...this.#drawn());
    const hint = this.link.length > MESSAGE ? ` Some chat programs cut a message after ${MESSAGE.toLocaleString("en")}: Sophie notices that and says so when it is opened.` : "";
    say("share-says", `The link is ${length} characters long.${hint}${lacks}`);
  }

  /** A run with the version it is worked from, when that fits; else without it, in words. @returns {Promise<string>} */
  async #fitted() {
    const { stream, events, title } = await this.#source();
    if (!stream) return "";
    if (events.size && this.link.length <= LONGEST) return " It brings the document along.";
    this.link = await addressOf(await this.#content(false));
    const why = events.size ? "did not fit" : "is not in this browser";
    return ` The document the run is worked from, “${title}”, ${why}: whoever opens the link can read and tick the steps, but needs that document too. Share it beside this, or save the hand-over file, which holds both.`;
  }

  /** The document version that the run on this page is worked from; `events` is empty when its text is not here. @returns {Promise<{stream: string, events: Set<string>, title: string}>} */
  async #source() {
    const { log } = this.parts;
    const start = (await log.stream(about().stream)).find(([, , header, body]) => body && parseHeader(header).type === "RunStarted");
    const { document: id, revision } = begun(start?.[3] ?? "{}");
    const stream = `document/${id}`;
    if (!STREAM.test(stream)) return { stream: "", events: new Set(), title: about().title };
    const text = (await log.stream(stream)).find((envelope) => envelope[1] === revision)?.[3];
    return { stream, events: new Set(text ? [revision] : []), title: (text && titleOf(text)) || about().title };
  }

  /** @param {boolean} [whole] a run with its document @returns {Promise<import("../share/link.js").Shared>} */
  async #content(whole = true) {
    const { stream, revision, name } = about();
    const { log, build } = this.parts;
    if (revision) {
      const text = await this.#text();
      if (!text) throw new Error("its text is not in this browser: it was erased, or did not come with a snapshot.");
      return { kind: "d", name, text };
    }
    const source = whole ? await this.#source() : null;
    const more = source?.events.size ? { streams: new Set([stream, source.stream]), only: new Map([[source.stream, source.events]]) } : { streams: new Set([stream]) };
    const { blob } = await once(log.name, "write", { app: build, choice: { ...more, attachments: false } });
    return { kind: "r", snapshot: await blob.text() };
  }

  #drawn() {
    const field = element("div", { className: "field" }, element("label", { htmlFor: "share-address", textContent: "Link" }), element("textarea", { id: "share-address", rows: 4, readOnly: true, value: this.link, spellcheck: false }));
    const share = "share" in navigator ? [button("Share the link", "share-link")] : [];
    return [
      field,
      element("p", { className: "buttons" }, button("Copy link", "copy", { copy: this.link }), ...share, button("QR code", "draw-qr")),
      element("div", { id: "share-qr" }),
    ];
  }

  /** By the device's own sheet. */
  async shareLink() {
    try {
      await navigator.share({ title: about().title, url: this.link });
      say("share-says", "Handed over.");
    } catch (error) {
      say("share-says", /** @type {any} */ (error)?.name === "AbortError" ? "Not shared. The link is still here." : "It was not shared: this browser refused it. Copy the link instead.");
    }
  }

  /** The link as a picture for another device's camera. */
  async drawCode() {
    const box = document.getElementById("share-qr");
    if (!box) return;
    box.replaceChildren(paragraph("Drawing…", "quiet"));
    const reply = await this.parts.ask({ call: "qr", text: this.link }, DEADLINES.import);
    box.replaceChildren(...drawCode(reply, about().title));
  }

  /** @param {boolean} [share] by the device's own sheet instead of a download */
  async savePart(share = false) {
    if (share && this.ready) return this.#shareFile(this.ready);
    if (!this.#mayGo("share-file-says")) return;
    const { stream, title } = about();
    const { log, build } = this.parts;
    say("share-file-says", "Writing…");
    try {
      const blob = await once(log.name, "hand-over", { app: build, stream });
      const file = new File([blob], `sophie-handover-${slug(title)}${stamp()}.json`, { type: "application/json" });
      if (share) return await this.#shareFile((this.ready = file));
      download(file, file.name);
      say("share-file-says", `${file.name} saved, ${size(file.size)}. Whoever takes over opens Snapshots and imports it.`);
    } catch (error) {
      say("share-file-says", `No file was written: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** @param {File} file */
  async #shareFile(file) {
    try {
      await navigator.share({ files: [file], title: file.name });
      this.ready = null;
      say("share-file-says", "Handed over.");
    } catch (error) {
      const name = /** @type {any} */ (error)?.name;
      if (name === "NotAllowedError") return say("share-file-says", "The file is ready. Press Share the file once more: the browser wants a fresh tap.");
      if (name === "AbortError") return say("share-file-says", "Not shared. The file is still ready.");
      this.ready = null;
      say("share-file-says", "It was not shared: this browser refused it. Save the file and send it.");
    }
  }

  /** Secrets are named first, and go out only when somebody says so. @param {string} line where to say what is missing */
  #mayGo(line) {
    if (this.found === null) return say(line, "Sophie is still looking for secrets in it. Press again in a moment."), false;
    if (this.found.length === 0 || isTicked(ANYWAY)) return true;
    say(line, refusal(this.found));
    document.getElementById(ANYWAY)?.focus();
    return false;
  }
}

/** @param {import("../share/link.js").Shared} content */
const addressOf = async (content) => `${location.origin}${location.pathname}#${await packed(content)}`;

/** What a run's beginning names; what came from elsewhere may hold anything. @param {string} body @returns {{document: string, revision: string}} */
function begun(body) {
  try {
    const { document = "", revision = "" } = JSON.parse(body) ?? {};
    return { document: String(document), revision: String(revision) };
  } catch {
    return { document: "", revision: "" };
  }
}

/** What the page is about. */
function about() {
  const { stream = "", revision = "", name = "", title = "" } = document.getElementById("share")?.dataset ?? {};
  return { stream, revision, name, title };
}

/** @param {string[]} secrets @param {string[]} personal */
function told(secrets, personal) {
  const lines = personal.length ? [paragraph(`It also holds ${personal.join(" and ")}: think of whose it is before it goes out.`)] : [];
  if (!secrets.length) return [paragraph("Nothing was found that looks like a secret. That is no proof: look yourself before you hand it on.", "quiet"), ...lines];
  return [warning(ANYWAY, secrets), ...lines];
}

/** @param {string} title */
const slug = (title) => {
  const words = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  return words && `${words}-`;
};

/** @param {string} id @param {string} text */
function say(id, text) {
  const line = document.getElementById(id);
  if (line) line.textContent = text;
}
