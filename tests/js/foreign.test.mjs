// JSON of other programs in: a playbook and an alert are told apart, everything else gets a sentence.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sortForeign, sortPasted } from "../../static/js/page/foreign.js";

const playbook = readFileSync(new URL("../fixtures/interchange/checkout-outage.json", import.meta.url), "utf8");
const webhook = readFileSync(new URL("../fixtures/interchange/alertmanager.json", import.meta.url), "utf8");
const grafana = readFileSync(new URL("../fixtures/interchange/grafana.json", import.meta.url), "utf8");

test("a playbook is kept as text, an alert is looked up", () => {
  assert.deepEqual(sortForeign(playbook), { text: playbook });
  assert.deepEqual(sortForeign(webhook), { alert: webhook });
  assert.deepEqual(sortForeign(grafana), { alert: grafana });
  assert.ok("alert" in sortForeign(JSON.stringify(JSON.parse(webhook).alerts)));
  assert.ok("alert" in sortForeign(JSON.stringify(JSON.parse(webhook).alerts[0])));
});

test("a byte order mark does not hide what it is", () => {
  assert.deepEqual(sortForeign(`\ufeff${webhook}`), { alert: webhook });
});

for (const [what, text, why] of [
  ["other JSON", '{"a": 1}', /nothing that Sophie reads/],
  ["an empty list", "[]", /nothing that Sophie reads/],
  ["alerts that are none", '{"alerts": [1, {"labels": 7}]}', /nothing that Sophie reads/],
  ["null", "null", /nothing that Sophie reads/],
  ["a cut file", playbook.slice(0, 500), /no whole JSON/],
  ["deep JSON", "[".repeat(200_000), /deeper than 32/],
]) {
  test(`${what} is refused in words`, () => assert.match(/** @type {any} */ (sortForeign(text)).why, why));
}

test("pasted Markdown stays Markdown, whatever it begins with", () => {
  for (const text of ["# Title", "{% note %}\n1. Do it", "[a](b)", '{"a": 1}', "[".repeat(100_000)]) assert.equal(sortPasted(text), null);
  assert.ok("alert" in (sortPasted(webhook) ?? {}));
  assert.ok("text" in (sortPasted(playbook) ?? {}));
});

test("of a huge alert only what the engine reads is taken along", () => {
  const huge = JSON.stringify({ labels: { a: "x".repeat(3_000_000) } });
  assert.equal(/** @type {any} */ (sortForeign(huge)).alert.length, 200_001);
});
