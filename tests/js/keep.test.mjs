// The long jobs: a dry run that a person can read, withdrawing, findings before an export, locking, a rehearsal, and the second copy.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { keepCopy } from "../../static/js/keep/copies.js";
import { lookAt } from "../../static/js/keep/findings.js";
import { Jobs } from "../../static/js/keep/jobs.js";
import { applyImport, broughtBy, planImport } from "../../static/js/log/import.js";
import { openLog } from "../../static/js/log/log.js";
import { writeSnapshot } from "../../static/js/log/snapshot.js";
import { command, event, freshName, ids, RUN, WALL, workspace, write } from "./workspace.mjs";

const OTHER = "document/bbbbbbbbbbbbbbbb";
const hasAge = await import("age-encryption").then(() => true, () => false);

async function filled(t, name) {
  const log = await workspace(t, name);
  await write(log, [{ ...event("", [], OTHER), body: JSON.stringify({ v: 1, name: "a.md", text: "# Drain the queue\n" }) }, event("one")]);
  return log;
}

const saved = async (log, choice) => new File([await writeSnapshot(log, { app: "test", choice })], "sophie.json");

function jobs(t) {
  const made = new Jobs();
  t.after(() => made.close());
  return made;
}

test("a dry run says what is new, what changes, and whose it is", async (t) => {
  const [ours, theirs] = [await filled(t), await workspace(t)];
  const file = await saved(ours);
  await applyImport(await planImport(file, theirs), theirs);
  await write(theirs, [event("two"), { ...event("", [], "run/cccccccccccccccc"), body: '{"v":1,"title":"New run"}' }]);
  await write(ours, [event("only here")]);
  const plan = await planImport(await saved(theirs), ours, { name: "bo.json" });
  const told = plan.parts.map(({ stream, title, new: fresh, here, own }) => [stream, title, fresh, here, own]);
  assert.deepEqual(told, [[OTHER, "Drain the queue", 0, 1, 0], [RUN, "", 1, 2, 1], ["run/cccccccccccccccc", "New run", 1, 0, 0]]);
  assert.deepEqual(plan.people.map(({ isMine, events, names }) => [isMine, events, names]), [[true, 2, ["Ada"]], [false, 2, ["Ada"]]]);
  assert.deepEqual([plan.file, plan.isPart, plan.copied, plan.ahead.events], ["bo.json", false, 0, 0]);
});

test("a clock from 2099 and a copy of this very device are told before anything comes in", async (t) => {
  const [ours, far, copy] = [await filled(t), await workspace(t), await workspace(t)];
  await write(far, [event("2099")], Date.UTC(2099, 0, 1));
  const ahead = await planImport(await saved(far), ours);
  assert.deepEqual(ahead.ahead, { events: 1, until: "2099-01-01T00:00:00.000Z" });
  await copy.kv.set("device", { dev: (await ours.identity()).dev });
  await write(copy, [event("by the copy")]);
  const plan = await planImport(await saved(copy), ours);
  assert.equal(plan.copied, 1);
  assert.match((await applyImport(plan, ours)).device, /^[a-z2-7]{16}$/);
});

test("an import is remembered by what it added, and nothing of it is an event", async (t) => {
  const [ours, theirs] = [await filled(t), await filled(t)];
  const before = await ids(ours);
  const done = await applyImport(await planImport(await saved(theirs), ours, { name: "bo.json" }), ours);
  await write(ours, [event("since")]);
  const [batch] = await ours.kv.get("imports");
  assert.deepEqual([batch.id, batch.file, batch.added], [done.batch, "bo.json", 2]);
  const brought = await broughtBy(batch, ours);
  assert.deepEqual(Object.values(brought).flat().sort(), (await ids(theirs)).sort());
  assert.equal((await ids(ours)).length, before.length + 3);
  const again = await applyImport(await planImport(await saved(theirs), ours), ours);
  assert.deepEqual([again.batch, (await ours.kv.get("imports")).length], ["", 1]);
});

test("an import that was broken off is listed with what it brought, until it is imported to its end", async (t) => {
  const [ours, theirs] = [await filled(t), await workspace(t)];
  for (let i = 0; i < 600; i++) await write(theirs, [event(`note ${i}`)]);
  const file = await saved(theirs);
  const plan = await planImport(file, ours, { name: "half.json" });
  const all = plan.records;
  plan.records = async function* () {
    let n = 0;
    for await (const record of all()) {
      if (n++ === 450) throw new Error("The tab was closed.");
      yield record;
    }
  };
  await assert.rejects(applyImport(plan, ours), /closed/);
  const [half] = await ours.kv.get("imports");
  const here = (await ours.known(await ids(theirs))).size;
  assert.deepEqual([half.file, half.open, half.added], ["half.json", true, here]);
  assert.ok(here > 0 && here < 600, `${here} events came`);
  assert.equal(Object.values(await broughtBy(half, ours)).flat().length, here);
  await applyImport(await planImport(file, ours, { name: "half.json" }), ours);
  const [rest, before] = await ours.kv.get("imports");
  assert.deepEqual([rest.open, rest.added, before.open, before.id], [undefined, 600 - here, true, half.id]);
});

test("two tabs that import at the same moment list both imports", async (t) => {
  const ours = await filled(t);
  const tabs = await Promise.all([workspace(t, ours.name), workspace(t, ours.name)]);
  const files = [];
  for (const name of ["a", "b"]) {
    const log = await workspace(t);
    for (let i = 0; i < 300; i++) await write(log, [event(`${name} ${i}`)]);
    files.push(await saved(log));
  }
  const plans = await Promise.all(files.map((file, i) => planImport(file, tabs[i], { name: `${i}.json` })));
  const done = await Promise.all(plans.map((plan, i) => applyImport(plan, tabs[i])));
  const listed = await ours.kv.get("imports");
  assert.deepEqual(listed.map(({ file, added, open }) => [file, added, open]).sort(), [["0.json", 300, undefined], ["1.json", 300, undefined]]);
  for (const { id, ranges, added } of listed) {
    assert.ok(done.some(({ batch }) => batch === id));
    assert.equal(ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0), added);
    assert.equal(Object.values(await broughtBy(listed.find((one) => one.id === id), ours)).flat().length, added);
  }
});

test("what was erased there goes here only when somebody says so", async (t) => {
  const [ours, theirs] = [await filled(t), await workspace(t)];
  await applyImport(await planImport(await saved(ours), theirs), theirs);
  const [, id] = (await theirs.headers(0, 9)).map((row) => row.id);
  await theirs.erase([id]);
  const plan = await planImport(await saved(theirs), ours);
  assert.deepEqual([plan.new, plan.erased], [0, [id]]);
  await applyImport(plan, ours);
  assert.equal((await ours.withContent([id])).length, 1);
  assert.equal((await applyImport(plan, ours, { erase: true })).erased, 1);
  assert.equal((await ours.withContent([id])).length, 0);
  assert.deepEqual((await planImport(await saved(theirs), ours)).erased, []);
});

test("what came without its erased text stays without it, when that is left ticked", async (t) => {
  const [theirs, ours, careless] = [await filled(t), await workspace(t), await workspace(t)];
  const older = await saved(theirs);
  const [, id] = (await theirs.headers(0, 9)).map((row) => row.id);
  await theirs.erase([id]);
  const file = await saved(theirs);
  for (const [log, forgo] of [[ours, true], [careless, false]]) {
    const plan = await planImport(file, log);
    assert.deepEqual([plan.erased, plan.gone], [[], [id]]);
    assert.equal((await applyImport(plan, log, { forgo })).erased, 0);
    const { isWhole, erased, missing } = await log.verify();
    assert.deepEqual([isWhole, erased, missing], forgo ? [true, 1, []] : [false, 0, [id]]);
    await applyImport(await planImport(older, log), log);
    assert.equal((await log.withContent([id])).length, forgo ? 0 : 1);
  }
  assert.deepEqual((await planImport(file, ours)).gone, [], "It is known here now.");
});

test("a withdrawal that would take out what is here is told before it comes in", async (t) => {
  const [ours, theirs] = [await filled(t), await workspace(t)];
  await applyImport(await planImport(await saved(ours), theirs), theirs);
  const streams = { [RUN]: (await ids(ours)), "run/elsewhere": ["0".repeat(64)] };
  await write(theirs, [{ stream: "import/dddddddddddddddd", type: "ImportWithdrawn", over: [], body: JSON.stringify({ v: 1, file: "x\u001b.json", streams }) }]);
  const plan = await planImport(await saved(theirs), ours);
  assert.deepEqual(plan.withdrawals, [{ stream: "import/dddddddddddddddd", file: "x .json", events: 2 }]);
  assert.equal((await applyImport(plan, ours)).recounts, true);
  assert.deepEqual((await ours.imports()).length, 1);
  assert.deepEqual((await planImport(await saved(theirs), ours)).withdrawals, []);
  for (const body of ['{"v":1}', "[]", "null", '{"v":1,"streams":{"a":"b","c":[1]}}']) {
    const log = await workspace(t);
    await write(log, [{ stream: "import/eeeeeeeeeeeeeeee", type: "ImportWithdrawn", over: [], body }]);
    assert.deepEqual((await planImport(await saved(log), ours)).withdrawals, []);
  }
});

test("a withdrawal that came without its content is asked about when the content comes, and two of one import are one question", async (t) => {
  const [ours, theirs] = [await filled(t), await workspace(t)];
  await applyImport(await planImport(await saved(ours), theirs), theirs);
  const [one, two] = await ids(ours);
  const body = (id) => JSON.stringify({ v: 1, file: "x.json", streams: { [RUN]: [id] } });
  const stream = "import/dddddddddddddddd";
  await write(theirs, [{ stream, type: "ImportWithdrawn", over: [], body: body(one) }, { stream, type: "ImportWithdrawn", over: [], body: body(two) }]);
  const whole = await saved(theirs);
  assert.deepEqual((await planImport(whole, ours)).withdrawals, [{ stream, file: "x.json", events: 2 }]);
  const text = await whole.text();
  const bare = new Blob([text.split("\n").filter((line) => !line.includes("x.json")).join("\n")]);
  await applyImport(await planImport(bare, ours), ours);
  assert.deepEqual((await planImport(whole, ours)).withdrawals, [{ stream, file: "x.json", events: 2 }]);
});

test("a waiting act that takes something away is not taken from a file", async (t) => {
  const [ours, theirs] = [await workspace(t), await workspace(t)];
  for (const one of [command("erase-texts", { texts: ["a"], title: "T" }), command("withdraw-import", {}), command()]) await theirs.receive(one, "tab");
  const plan = await planImport(await saved(theirs), ours);
  assert.deepEqual(plan.inbox.map((row) => row.command.name), ["add-note"]);
});

test("secrets and personal data are found before they go out, by kind and never by value", async (t) => {
  const name = freshName();
  const log = await filled(t, name);
  const token = `ghp_${"a1B2c3D4e5F6g7H8i9J0".repeat(2)}`;
  await write(log, [event(`use ${token}`), event("ask zoe@example.org"), event("call +49 170 1234567"), event("at 10.0.0.1, 2026-11-27 10:00, 1234567890 bytes")]);
  const found = await jobs(t).run("find", { workspace: name, choice: {} }, () => {});
  assert.deepEqual(found.map(({ why, kinds, stream }) => [why, kinds, stream]), [["secrets", ["a GitHub token"], RUN], ["personal", ["an e-mail address"], RUN], ["personal", ["a telephone number"], RUN]]);
  assert.equal(JSON.stringify(found).includes(token.slice(0, 12)), false);
  assert.deepEqual(await jobs(t).run("find", { workspace: name, choice: { streams: new Set([OTHER]) } }, () => {}), []);
  assert.deepEqual(lookAt("no JSON"), { secrets: [], personal: [] });
  const { blob } = await jobs(t).run("write", { workspace: name, app: "test", choice: { leaveOut: new Map(found.map(({ id, why }) => [id, why])) } }, () => {});
  const text = await blob.text();
  assert.ok(!text.includes(token) && !text.includes("zoe@") && text.includes("10.0.0.1"));
  assert.deepEqual(JSON.parse(text).scope.leftOut, { secrets: 1, personal: 2 });
});

test("a file with a passphrase is a good age file, and opens with that passphrase alone", { skip: !hasAge }, async (t) => {
  const name = freshName();
  await filled(t, name);
  const { blob } = await jobs(t).run("write", { workspace: name, app: "test", passphrase: "correct horse battery" }, () => {});
  assert.match(await blob.slice(0, 60).text(), /^age-encryption\.org\/v1\n-> scrypt /);
  const file = new File([blob], "sophie.json.age");
  const there = { workspace: freshName(), file, name: file.name };
  await assert.rejects(jobs(t).run("plan", there, () => {}), { code: "locked", why: "It was saved with a passphrase." });
  await assert.rejects(jobs(t).run("plan", { ...there, passphrase: "another" }, () => {}), { code: "locked", why: "The passphrase is another one." });
  const cut = new File([blob.slice(0, blob.size - 40)], "cut.age");
  await assert.rejects(jobs(t).run("plan", { ...there, file: cut, passphrase: "correct horse battery" }, () => {}), { code: "locked" });
  const opened = jobs(t);
  assert.equal((await opened.run("plan", { ...there, passphrase: "correct horse battery" }, () => {})).new, 2);
  assert.equal((await opened.run("apply", there, () => {})).added, 2);
});

test("a rehearsal says what would come back and what would not, and leaves nothing behind", async (t) => {
  const name = freshName();
  const log = await filled(t, name);
  const file = await saved(log);
  const good = await jobs(t).run("rehearse", { workspace: name, file, name: "sophie.json" }, () => {});
  assert.deepEqual([good.isWhole, good.events, good.documents, good.runs, good.missing.events], [true, 2, 1, 1, 0]);
  await write(log, [event("later")], WALL + 1);
  const old = await jobs(t).run("rehearse", { workspace: name, file, name: "sophie.json" }, () => {});
  assert.deepEqual([old.missing.events, old.missing.streams, old.missing.oldest], [1, [{ stream: RUN, title: "", events: 1 }], WALL + 1]);
  const names = (await indexedDB.databases()).map((one) => one.name);
  assert.ok(!names.includes("sophie-rehearsal"));
  await assert.rejects(jobs(t).run("rehearse", { workspace: name, file: new File(["# Markdown"], "x"), name: "x" }, () => {}), { code: "not-json" });
});

/** The browser's file store, as much of it as copies need. */
function opfs() {
  const folder = () => {
    const files = new Map();
    const folders = new Map();
    return {
      async getDirectoryHandle(name, { create } = {}) {
        if (!folders.has(name) && !create) throw new Error("NotFoundError");
        if (!folders.has(name)) folders.set(name, folder());
        return folders.get(name);
      },
      async getFileHandle(name) {
        const handle = {
          name,
          getFile: async () => new File([files.get(name)?.text ?? ""], name),
          async createWritable() {
            let text = "";
            return { write: async (part) => void (text += part), abort: async () => {}, close: async () => void files.set(name, { text, handle }) };
          },
        };
        return handle;
      },
      removeEntry: async (name) => void files.delete(name),
      async *values() {
        for (const { handle } of files.values()) yield handle;
      },
    };
  };
  const root = folder();
  Object.defineProperty(globalThis, "navigator", { value: { storage: { getDirectory: async () => root } }, configurable: true });
}

test("copies are kept in turn, the fullest always stays, and erasing drops them all", async (t) => {
  opfs();
  const name = freshName();
  const log = await filled(t, name);
  const job = jobs(t);
  const args = { workspace: name, app: "test" };
  const first = await job.run("copy", args, () => {});
  assert.deepEqual([first.events, first.n], [2, 2]);
  assert.equal((await job.run("copy", args, () => {})).name, first.name, "nothing new, no new copy");
  for (let i = 0; i < 5; i++) {
    await write(log, [event(`${i}`)]);
    await new Promise((done) => setTimeout(done, 2));
    await job.run("copy", args, () => {});
  }
  const kept = await job.run("copies", args, () => {});
  assert.deepEqual(kept.map(({ events }) => events), [7, 6, 5]);
  const plan = await planImport(kept[0].file, await workspace(t));
  assert.deepEqual([plan.isWhole, plan.new], [true, 7]);
  // The database lost nearly all, and goes on.
  await log.store.write(["events"], (tx) => tx.store("events").delete(IDBKeyRange.upperBound(6)));
  for (let i = 0; i < 4; i++) {
    await write(log, [event(`again ${i}`)]);
    await new Promise((done) => setTimeout(done, 2));
    await job.run("copy", args, () => {});
  }
  assert.ok((await job.run("copies", args, () => {})).some(({ events }) => events === 7));
  await job.run("drop-copies", args, () => {});
  assert.deepEqual(await job.run("copies", args, () => {}), []);
});

test("what is erased while a copy is being written does not live on in it, nor in a rehearsal that was left", async (t) => {
  opfs();
  const name = freshName();
  const log = await filled(t, name);
  const job = jobs(t);
  const args = { workspace: name, app: "test" };
  const text = (await log.rows(0, 1))[0];
  const kept = log.blobs.list;
  // The contents have been read by now; whoever erases cannot drop a file that is open.
  log.blobs.list = async () => {
    log.blobs.list = kept;
    await log.erase([text.id]);
    return kept();
  };
  const { file } = await keepCopy(log, "test");
  assert.equal((await file.text()).includes("Drain the queue"), false);
  assert.equal((await job.run("copies", args, () => {})).length, 1);
  const left = await openLog("sophie-rehearsal");
  left.close();
  await job.run("drop-copies", args, () => {});
  assert.equal((await indexedDB.databases()).some((one) => one.name === "sophie-rehearsal"), false);
});

test("a long row of letters is looked at once", () => {
  const began = performance.now();
  assert.deepEqual(lookAt(JSON.stringify({ text: "a".repeat(300_000) })).personal, []);
  assert.ok(performance.now() - began < 2000);
});

test("the golden files say who is in them", async (t) => {
  const log = await workspace(t);
  const plan = await planImport(new Blob([readFileSync(new URL("../golden/v1/team.json", import.meta.url))]), log);
  assert.deepEqual(plan.people.map(({ names }) => names), [["Ada"], ["Bo"]]);
});

test("what is handed over is the run and what it needs, and merges on the other side", async (t) => {
  const name = freshName();
  const log = await filled(t, name);
  await write(log, [
    { ...event("", [], RUN), body: JSON.stringify({ v: 1, title: "Drain", document: OTHER.split("/")[1] }) },
    { ...event("", [], "run/cccccccccccccccc"), body: JSON.stringify({ v: 1, title: "Another run" }) },
    { ...event("", [], "document/dddddddddddddddd"), body: JSON.stringify({ v: 1, name: "b.md", text: "# Other\n" }) },
    { ...event("", [], "team/people"), body: JSON.stringify({ v: 1, name: "Ada" }) },
  ]);
  const blob = await jobs(t).run("hand-over", { workspace: name, app: "test", stream: RUN }, () => {});
  const theirs = await workspace(t);
  const plan = await planImport(new File([blob], "out.json"), theirs);
  assert.ok(plan.isPart && plan.isWhole);
  assert.deepEqual(plan.parts.map(({ stream }) => stream).sort(), [OTHER, RUN, "team/people"].sort());
  await applyImport(plan, theirs);
  await write(theirs, [event("on the other device", [], RUN)]);
  await write(log, [event("meanwhile here", [], RUN)]);
  await applyImport(await planImport(await saved(theirs), log), log);
  await applyImport(await planImport(await saved(log), theirs), theirs);
  const idsIn = async (one) => (await one.stream(RUN)).map(([, id]) => id).sort();
  assert.deepEqual(await idsIn(log), await idsIn(theirs));
  assert.ok((await log.verify()).isWhole);
});

test("events are listed for picking, and those picked go out without their content", async (t) => {
  const name = freshName();
  const log = await filled(t, name);
  const steps = [{ id: "s1", text: "Stop the feed" }];
  await write(log, [{ ...event("", [], RUN), body: JSON.stringify({ v: 1, title: "Drain", steps }) }, { ...event("", [], RUN), body: JSON.stringify({ v: 1, step: "s1", text: `He said ${"so ".repeat(90)}` }) }]);
  const listing = await jobs(t).run("events", { workspace: name, choice: { streams: new Set([RUN]) } }, () => {});
  assert.equal(listing.titles[RUN], "Drain");
  const last = listing.events.at(-1);
  assert.match(last.about, /^Stop the feed: He said so .*…$/);
  assert.equal(last.actor, "Ada");
  const part = await saved(log, { streams: new Set([RUN]), leaveOut: new Map([[last.id, "chosen"]]) });
  const text = await part.text();
  assert.ok(!text.includes("He said"));
  assert.deepEqual(JSON.parse(text).scope.leftOut, { chosen: 1 });
  const other = await workspace(t);
  const plan = await planImport(part, other);
  await applyImport(plan, other);
  assert.equal(plan.missingBodies, 1);
  assert.deepEqual((await other.verify()).wrong, []);
});
