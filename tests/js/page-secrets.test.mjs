// Before anything is durable, what looks like a secret is gone from it: from the command in the inbox and from a draft.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../static/js/page/drafts.js";
import { Page } from "../../static/js/page/page.js";

const SECRET = "Winter" + "26x";
globalThis.location ??= /** @type {any} */ ({ hash: "#/runs/a" });

/** A page around an inbox that only remembers. */
function page() {
  const kept = [];
  const told = [];
  const parts = {
    build: "t", tab: "t", signals: { toast: (text) => told.push(text), alert: () => {}, notice: () => {} },
    pending: { put: () => {} }, screen: { relay: () => {} }, supervisor: { push: (command) => kept.push(structuredClone(command)) },
    log: { receive: async (command) => void kept.push(structuredClone(command)) },
  };
  return { page: new Page(/** @type {any} */ (parts)), kept, told };
}

test("a command reaches inbox and engine without the secret, and the person is told", async () => {
  const { page: one, kept, told } = page();
  await one.perform({ name: "add-note", stream: "run/a", over: [], args: { text: `password: ${SECRET}`, step: "s1" }, then: "" });
  assert.equal(kept.length, 2);
  for (const command of kept) assert.deepEqual(command.args, { text: "password: [masked: a password]", step: "s1" });
  assert.deepEqual(told, ["Not kept: a password. Sophie stores no secrets."]);
});

test("a document's text stays to the letter, and an act keeps the time it was done at", async () => {
  const { page: one, kept, told } = page();
  await one.perform({ name: "import-document", stream: "document/a", over: [], args: { text: `password: ${SECRET}` }, then: "", at: 7 });
  assert.equal(kept[0].args.text, `password: ${SECRET}`);
  assert.equal(kept[0].at, 7);
  assert.deepEqual(told, []);
});

test("a draft is written without the secret, but for the texts of documents", async () => {
  const rows = new Map();
  const drafts = new Drafts({ get: async () => null, all: async () => [], set: async (key, text) => void rows.set(key, text), delete: async (key) => void rows.delete(key) });
  for (const key of ["run/a note-dialog {}", "edit/a/t", "start/a/DB password"]) await drafts.keepNow(key, () => `token=${SECRET}`);
  assert.deepEqual([...rows], [["run/a note-dialog {}", "token=[masked: a secret]"], ["edit/a/t", `token=${SECRET}`]]);
  assert.equal(drafts.begun("run/a note-dialog {}"), `token=${SECRET}`, "in the field it stays");
});
