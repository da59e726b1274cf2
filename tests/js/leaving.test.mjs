// Secrets are found in each form of file that leaves, however that form writes its texts, and nothing is called one that is none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { secretsIn } from "../../static/js/page/leaving.js";

const SECRET = "Winter" + "26x";
const TOKEN = "ghp_" + "a1".repeat(20);
const NOTE = `Log in with password: "${SECRET}", then push with ${TOKEN}.`;
const BOTH = ["a GitHub token", "a password"];

/** The same note as each form writes it. */
const FORMS = {
  "text/markdown": `# Deploy\n\n${NOTE}\n`,
  "text/csv": `"Step","Note"\r\n"1","${NOTE.replaceAll('"', '""')}"\r\n`,
  "text/html": `<style>a{b:c}</style><p>Log in with <strong>password</strong>: &#34;${SECRET}&#34;, then push with <code>${TOKEN}</code>.</p>`,
  "text/calendar": `BEGIN:VEVENT\r\n${folded(`DESCRIPTION:Every Monday\\n${NOTE.replaceAll(",", "\\,")}`)}\r\nEND:VEVENT\r\n`,
  "application/json": JSON.stringify({ checklists: [{ items: [{ title: NOTE }] }] }, null, 2),
  "application/x-ndjson": `{"format":"sophie.record"}\n${JSON.stringify({ body: { text: NOTE } })}\n`,
};

/** Cut as RFC 5545 cuts lines, at any place. */
function folded(line) {
  return line.match(/.{1,50}/g)?.join("\r\n ") ?? "";
}

for (const [type, text] of Object.entries(FORMS)) {
  test(`secrets are found in ${type}`, () => {
    assert.deepEqual(secretsIn({ type, text }).sort(), BOTH);
    assert.deepEqual(secretsIn({ type, text: text.replaceAll("\r\n ", "").replaceAll(SECRET, "$DB_PASSWORD").replaceAll(TOKEN, "$TOKEN") }), []);
  });
}

test("an answer whose name asks for a secret is one, and pictures and styles are not looked at", () => {
  assert.deepEqual(secretsIn({ type: "application/x-ndjson", text: '{"body":{"fields":{"DB password":"open sesame"}}}\n' }), ["the value of DB password"]);
  const picture = `<style>.token:after{color:#abcdef}</style><img src="data:image/png;base64,${TOKEN}"><p>Nothing</p>`;
  assert.deepEqual(secretsIn({ type: "text/html", text: picture }), []);
});
