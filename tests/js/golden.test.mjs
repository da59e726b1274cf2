// Snapshots of every version that was released come into a browser's log, for ever, and go out again as they came.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { applyImport, planImport } from "../../static/js/log/import.js";
import { writeSnapshot } from "../../static/js/log/snapshot.js";
import { workspace } from "./workspace.mjs";

const GOLDEN = new URL("../golden/", import.meta.url);
const EXPECTED = JSON.parse(readFileSync(new URL("expected.json", GOLDEN), "utf8"));

for (const [version, files] of Object.entries(EXPECTED)) {
  for (const [name, expected] of Object.entries(files)) {
    test(`${version}/${name} comes in whole and goes out as it came`, async (t) => {
      const log = await workspace(t);
      const kept = new Blob([readFileSync(new URL(`${version}/${name}`, GOLDEN))]);
      const plan = await planImport(kept, log);
      assert.deepEqual(plan.rejected, []);
      assert.deepEqual([plan.isWhole, plan.new, plan.missingBodies, plan.blobs.total, plan.inbox.length], [true, expected.events, expected.bare, expected.blobs, expected.inbox]);
      assert.equal((await applyImport(plan, log, { inbox: true })).added, expected.events);
      assert.deepEqual((await log.verify()).wrong, []);
      const before = JSON.parse(await kept.text());
      const written = JSON.parse(await (await writeSnapshot(log, { app: "test" })).text());
      // An event whose content is missing arrives behind the others; the order of lines means nothing.
      assert.deepEqual(written.events.sort(), before.events.sort());
      for (const key of ["data", "blobs", "heads", "count"]) assert.deepEqual(written[key], before[key], `${key} goes out as it came`);
      assert.equal((await planImport(kept, log)).new, 0);
    });
  }
}
