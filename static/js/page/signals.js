// What the page says about itself: engine and save state on <html> and in chips, announcements, toasts.

const QUIET = 2000;

/** @param {string} id */
const element = (id) => document.getElementById(id);

export class Signals {
  constructor() {
    this.root = document.documentElement;
    /** @type {{text: string, timer: number} | null} */
    this.next = null;
    this.spoken = 0;
  }

  /** @param {"starting" | "ready" | "failed"} state @param {string} [what] a sentence when it failed */
  engine(state, what = "") {
    this.root.dataset["engine"] = state;
    const banner = element("rescue-banner");
    if (!banner) return;
    banner.hidden = state !== "failed";
    const text = banner.querySelector("[data-slot=what]");
    if (text && what) text.textContent = what;
    if (state === "failed") this.alert(`${what} Your data is safe in this browser.`);
  }

  /** @param {{unsaved: number, lost: number, isSlow: boolean}} counts */
  unsaved({ unsaved, lost, isSlow }) {
    this.root.dataset["unsaved"] = String(unsaved);
    const chip = element("save-state");
    if (!chip) return;
    chip.dataset["state"] = lost ? "lost" : unsaved ? "keeping" : "saved";
    const text = lost ? `${lost} not saved` : !unsaved ? "Saved" : isSlow ? `${unsaved} kept, not yet recorded` : "Saving…";
    if (chip.textContent !== text) chip.textContent = text;
  }

  /** Tell a screen reader, at most once in two seconds; the last text wins. @param {string} text */
  status(text) {
    const region = element("status");
    if (!region || !text) return;
    clearTimeout(this.next?.timer);
    const wait = Math.max(0, this.spoken + QUIET - Date.now());
    const timer = setTimeout(() => {
      region.textContent = text;
      this.spoken = Date.now();
      this.next = null;
    }, wait);
    this.next = { text, timer };
  }

  /** Errors are never dropped. @param {string} text */
  alert(text) {
    const region = element("alert");
    if (region) region.append(paragraph(text));
    while (region && region.childElementCount > 5) region.firstElementChild?.remove();
  }

  /** A line that goes by itself, with one act beside it if there is one. @param {string} text @param {{label: string, act: () => void}} [offer] */
  toast(text, offer) {
    const area = element("toasts");
    if (!area) return;
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.append(paragraph(text));
    if (offer) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: offer.label });
      button.addEventListener("click", () => (toast.remove(), offer.act()));
      toast.append(button);
    }
    area.replaceChildren(toast);
    setTimeout(() => toast.remove(), 10_000);
    this.status(text);
  }

  /** The kept screen on show is older than the log. In the state line, so that nothing below it jumps. @param {boolean} is */
  older(is) {
    element("as-of")?.toggleAttribute("hidden", !is);
  }

  /** A notice that stays until it is solved. @param {string} id @param {string | null} text null hides it */
  notice(id, text) {
    const box = element(id);
    if (!box) return;
    box.hidden = text === null;
    const slot = box.querySelector("[data-slot=what]");
    if (slot && text !== null) slot.textContent = text;
  }
}

/** @param {string} text */
const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });
