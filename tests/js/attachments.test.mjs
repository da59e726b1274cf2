// What is brought in as evidence, before it is kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import { prepare } from "../../static/js/page/attachments.js";

const SECRET = "password: hunter2hunter2\nall is well\n";
const letters = (text) => Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((letter) => [letter.charCodeAt(0), 0])]);
const textOf = ({ bytes }) => new TextDecoder().decode(bytes);

test("a text loses its secrets before it is kept, also as a Windows shell writes it", async () => {
  for (const content of [SECRET, letters(SECRET)]) {
    const kept = await prepare(new File([content], "out.log", { type: "text/plain" }));
    assert.match(kept.note, /^masked in it: /);
    assert.ok(!textOf(kept).includes("hunter2") && textOf(kept).includes("all is well"), textOf(kept));
  }
});

test("letters that cannot be read are kept as they are, and it is said that nobody looked", async () => {
  const kept = await prepare(new File([Uint8Array.from([0x66, 0xfc, 0x72])], "old.log"));
  assert.deepEqual(new Uint8Array(kept.bytes), Uint8Array.from([0x66, 0xfc, 0x72]));
  assert.match(kept.note, /not looked through/);
});
