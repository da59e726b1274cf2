// The log's modules in, `window.lab` out: acts that a test can start in a page and whose end it can hear of on the console.

import { openCache } from "../../../static/js/log/cache.js";
import { mint } from "../../../static/js/log/canonical.js";
import { applyImport, planImport } from "../../../static/js/log/import.js";
import { openLog } from "../../../static/js/log/log.js";
import { writeSnapshot } from "../../../static/js/log/snapshot.js";

const NAME = "sophie";
const RUN = "run/aaaaaaaaaaaaaaaa";
const log = await openLog(NAME);
log.on("closed", (why) => console.log(`closed ${why}`));
log.on("change", ({ what }) => console.log(`change ${what}`));

/** Text that no storage engine can make smaller. */
function noise(length) {
  let text = "";
  while (text.length < length) text += btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(Math.min(30_000, length)))));
  return text.slice(0, length);
}

const event = (text, stream = RUN) => ({ stream, type: "NoteAdded", over: [], body: JSON.stringify({ v: 1, step: null, text }) });

/** One act as the page does it: inbox first, then one transaction; tried again when another tab was faster. */
async function act(events = [event("one"), event("two")]) {
  const id = mint();
  await log.receive({ v: 1, id, name: "add-note", stream: RUN, args: {} }, "tab");
  for (;;) {
    const done = await log.commit({ command: id, after: (await log.tail()).n, actor: "Ada", at: Date.now(), tz: "UTC", events, wall: Date.now() });
    if (done.status !== "stale") return id;
  }
}

/** Acts without end, or so many; each one is told once it is saved. */
async function burst(times = Infinity) {
  while (times-- > 0) console.log(`saved ${await act()}`);
}

/** Acts of this size until one fails: how many were saved, and what the failure says. */
async function fill(size) {
  for (let saved = 0; ; saved++) {
    try {
      await act([event(noise(size))]);
    } catch ({ code, what, why, next }) {
      return { saved, code, what, why, next };
    }
  }
}

/** What is on the disk: the report of the chain, how many events each command has, and what waits. */
async function look() {
  const headers = await log.headers(0, 1e6);
  const commands = {};
  for (const { header } of headers) {
    const { cmd } = JSON.parse(header);
    commands[cmd] = (commands[cmd] ?? 0) + 1;
  }
  return { report: await log.verify(), commands, waiting: (await log.inbox()).map(({ id }) => id), lost: await log.lost() };
}

/** Many events in one go, for large logs. */
async function grow(count, stream = RUN) {
  for (let n = (await log.tail()).n; count > 0; count -= 1000) {
    const events = Array.from({ length: Math.min(1000, count) }, (_, i) => event(`${i}`, stream));
    ({ n } = await log.commit({ command: null, after: n, actor: "Ada", at: 1, tz: "UTC", events, wall: Date.now() }));
  }
  return (await log.tail()).n;
}

Object.assign(window, { lab: { log, act, burst, fill, look, grow, event, noise, openCache, openLog, applyImport, planImport, writeSnapshot } });
console.log("lab ready");
document.documentElement.dataset.lab = "ready";
