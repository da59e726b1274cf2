// What looks like a secret is masked in the page exactly as in Python, and nothing else is touched.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isSecretName, mask, maskAll } from "../../static/js/log/secrets.js";

const cases = JSON.parse(readFileSync(new URL("../vectors/secrets.json", import.meta.url), "utf8"));

test("the shared cases are masked as in Python", () => {
  for (const { what, pieces, masked, found } of cases) assert.deepEqual(mask(pieces.join("")), { text: masked, found }, what);
});

test("masking twice is masking once", () => {
  for (const { what, masked } of cases) assert.deepEqual(mask(masked), { text: masked, found: [] }, what);
});

test("every text of a command is masked, an answer with a secret's name is emptied", () => {
  const args = { step: "s1", text: "password: hunter" + "2", lines: [1, "tool --token abc" + "123"], done: true, fields: { "[DB password]": "Winter" + "26", "[Host]": "db-1", "<api-token>": "$TOKEN" } };
  const { value, found } = maskAll(args);
  assert.deepEqual(value, { step: "s1", text: "password: [masked: a password]", lines: [1, "tool --token [masked: the password of a command]"], done: true, fields: { "[DB password]": "", "[Host]": "db-1", "<api-token>": "$TOKEN" } });
  assert.deepEqual(found, ["a password", "the password of a command", "the value of [DB password]"]);
});

test("a name says whether it asks for a secret", () => {
  assert.deepEqual(["[Password]", "<api key>", "[Host]", "[Key person]", "[Tokens per second]"].map(isSecretName), [true, true, false, false, false]);
});
