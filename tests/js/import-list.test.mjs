// The list of what became of each file, over a stand-in for the few elements it draws into.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { ImportList } from "../../static/js/page/import-list.js";

/** As much of an element as the list asks for. */
class Box {
  constructor(name = "div") {
    Object.assign(this, { name, children: [], dataset: {}, attributes: {}, parent: null, text: "", value: 0 });
  }
  set textContent(text) { this.text = text; }
  get textContent() { return this.text + this.children.map((one) => (typeof one === "string" ? one : one.textContent)).join(""); }
  get isConnected() { return this.parent !== null; }
  get lastElementChild() { return this.children.at(-1) ?? null; }
  setAttribute(name, value) { this.attributes[name] = value; }
  addEventListener(name, act) { this[`on${name}`] = act; }
  querySelector(name) { return this.children.find((one) => one.name === name) ?? null; }
  append(...more) { for (const one of more) { if (one instanceof Box) one.parent = this; this.children.push(one); } }
  replaceChildren(...more) { for (const one of this.children) if (one instanceof Box) one.parent = null; this.children = []; this.append(...more); }
  insertBefore(one, next) { one.parent = this; this.children.splice(next ? this.children.indexOf(next) : this.children.length, 0, one); }
  replaceWith(other) { other.parent = this.parent; this.parent.children[this.parent.children.indexOf(this)] = other; this.parent = null; }
  remove() { this.parent.children.splice(this.parent.children.indexOf(this), 1); this.parent = null; }
}

let boxes;
let drawn;
beforeEach(() => {
  boxes = { "import-results": new Box("ul"), "import-progress": new Box(), "import-rest": new Box("p") };
  globalThis.document = { getElementById: (id) => boxes[id] ?? null, createElement: (name) => new Box(name) };
  drawn = 0;
  globalThis.requestAnimationFrame = (draw) => (drawn++, draw(), 1);
});
afterEach(() => {
  delete globalThis.document;
  delete globalThis.requestAnimationFrame;
});
const pause = (ms = 300) => new Promise((resolve) => setTimeout(resolve, ms));

test("two thousand files are drawn a few times, and only the first two hundred lines of them", async () => {
  const list = new ImportList();
  list.expect(2000);
  for (let n = 0; n < 2000; n++) list.change(list.add({ name: `${n}.md`, state: "working", says: "Reading…" }), { state: "new", says: "Imported." });
  await pause();
  assert.ok(drawn <= 3, `${drawn} drawings`);
  assert.equal(boxes["import-results"].children.length, 200);
  assert.match(boxes["import-rest"].textContent, /^and 1,800 more Show all$/);
  assert.equal(boxes["import-progress"].textContent, "2,000 of 2,000 readStop");
  boxes["import-rest"].querySelector("button").onclick();
  assert.equal(boxes["import-results"].children.length, 2000);
  assert.equal(boxes["import-rest"].textContent, "");
});

test("what needs a person is drawn first, also when it comes last", async () => {
  const list = new ImportList();
  for (let n = 0; n < 250; n++) list.add({ name: `${n}.md`, state: "new", says: "Imported." });
  await pause();
  list.add({ name: "broken.md", state: "bad", says: "is no text." });
  await pause();
  assert.match(boxes["import-results"].children[0].textContent, /^broken\.md/);
  assert.equal(boxes["import-results"].children.length, 200);
});

test("what is refused far down the list comes to its top", async () => {
  const list = new ImportList();
  const lines = Array.from({ length: 300 }, (_, n) => list.add({ name: `${n}.md`, state: "working", says: "Reading…" }));
  await pause();
  list.change(lines[270], { state: "refused", says: "was not kept." });
  await pause();
  assert.match(boxes["import-results"].children[0].textContent, /^270\.md/);
  list.change(lines[3], { state: "refused", says: "was not kept." });
  await pause();
  assert.match(boxes["import-results"].children[4].textContent, /^3\.md was not kept/);
});

test("an archive shows that it is being read, and Stop stays the same button", async () => {
  const list = new ImportList();
  list.expect(1);
  for (let n = 0; n < 3; n++) list.add({ name: `${n}.md`, state: "new", says: "Imported." });
  await pause();
  const stop = boxes["import-progress"].querySelector("button");
  assert.match(boxes["import-progress"].textContent, /^3 read so far/);
  list.add({ name: "3.md", state: "new", says: "Imported." });
  await pause();
  assert.equal(boxes["import-progress"].querySelector("button"), stop);
  assert.match(boxes["import-progress"].textContent, /^4 read so far/);
  list.expect(0);
  await pause();
  assert.equal(boxes["import-progress"].textContent, "4 imported");
});
