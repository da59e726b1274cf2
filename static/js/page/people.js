// Who is working at this device: a name in every command, switched in two taps, kept as this device's taste.

/** @typedef {import("../log/log.js").Log} Log */

export class People {
  /** @param {{log: Log, act: (wish: {name: string, stream: string, over: string[], args: Record<string, any>, then: string}) => Promise<string | null>, dev: () => string}} parts */
  constructor(parts) {
    this.parts = parts;
    this.person = "";
    this.device = "";
    /** @type {string[]} */
    this.names = [];
    this.listed = "";
  }

  async load() {
    const { kv } = this.parts.log;
    this.person = (await kv.get("person")) ?? "";
    this.names = (await kv.get("people")) ?? [];
    this.device = (await kv.get("deviceName")) ?? "";
    this.draw();
  }

  /** @param {string[]} names everyone the log knows */
  async learn(names) {
    this.names = names;
    await this.parts.log.kv.set("people", names);
    this.draw();
  }

  /** @param {string} name */
  async become(name) {
    const clean = name.normalize("NFC").replace(/\s+/g, " ").trim().slice(0, 80);
    if (!clean) return;
    this.person = clean;
    await this.parts.log.kv.set("person", clean);
    if (!this.names.includes(clean)) {
      this.names = [...this.names, clean];
      await this.parts.act({ name: "add-person", stream: "team/people", over: [], args: { name: clean }, then: "" });
    }
    this.draw();
  }

  /** @param {string} name */
  async nameDevice(name) {
    const clean = name.normalize("NFC").replace(/\s+/g, " ").trim().slice(0, 80);
    if (!clean || clean === this.device) return;
    this.device = clean;
    await this.parts.log.kv.set("deviceName", clean);
    await this.parts.act({ name: "name-device", stream: `device/${this.parts.dev()}`, over: [], args: { name: clean }, then: "" });
  }

  /** The button in the header, the list in the dialog, the fields in Settings. */
  draw() {
    const name = this.person || "Who are you?";
    for (const slot of document.querySelectorAll("[data-slot=person]")) if (slot.textContent !== name) slot.textContent = name;
    this.#list();
    for (const [id, value] of [["device-name", this.device], ["person-name", this.person]]) {
      const field = document.getElementById(/** @type {string} */ (id));
      if (field instanceof HTMLInputElement && document.activeElement !== field) field.value = /** @type {string} */ (value);
    }
  }

  /** It is drawn at every tick: what stands there already is left alone. */
  #list() {
    const list = document.getElementById("person-list");
    const drawn = JSON.stringify([this.person, ...this.names]);
    if (!list || drawn === this.listed) return;
    this.listed = drawn;
    list.replaceChildren(...this.names.map((name) => choice(name, name === this.person)));
  }
}

/** @param {string} name @param {boolean} current */
function choice(name, current) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: name, dir: "auto" });
  button.dataset["act"] = "become";
  button.dataset["name"] = name;
  if (current) button.setAttribute("aria-current", "true");
  const item = document.createElement("li");
  item.append(button);
  return item;
}
