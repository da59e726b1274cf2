// A fresh database in memory for each test, and short ways to write into it.

import "fake-indexeddb/auto";
import { openLog } from "../../static/js/log/log.js";
import { mint } from "../../static/js/log/canonical.js";

export const WALL = 1_763_716_200_000;
export const RUN = "run/aaaaaaaaaaaaaaaa";

let names = 0;
export const freshName = () => `sophie-test-${++names}`;

/** @param {import("node:test").TestContext} t @param {string} [name] */
export async function workspace(t, name = freshName()) {
  const log = await openLog(name);
  t.after(() => log.close());
  return log;
}

/** A command as gestures make them. */
export const command = (name = "add-note", args = { text: "hi" }) => ({
  v: 1, id: mint(), at: WALL, tz: "Europe/Berlin", tab: "tab1", build: "test", route: "#/", actor: "Ada", name, stream: RUN, over: [], args,
});

export const event = (text = "hi", over = [], stream = RUN) => ({ stream, type: "NoteAdded", over, body: JSON.stringify({ v: 1, step: null, text }) });

/** Commit events without a command, after whatever is there. */
export async function write(log, events, wall = WALL) {
  const after = (await log.tail()).n;
  return log.commit({ command: null, after, actor: "Ada", at: wall, tz: "Europe/Berlin", events, wall });
}

/** Everything a log holds as records for another log's merge. */
export async function records(log) {
  const all = [];
  for (let n = 0; ; ) {
    const rows = await log.rows(n, 1000);
    if (!rows.length) return all;
    all.push(...rows.map(({ header, nonce, body }) => ({ header, nonce, body })));
    n = rows.at(-1).n;
  }
}

/** Ids in the log, sorted: what a union must agree on. */
export const ids = async (log) => (await log.headers(0, 1e6)).map(({ id }) => id).sort();

/** A seeded random source, so that a failing case can be run again. */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
