// The whole log in, a report out: per device the gaps and forks of its chain, and each row whose hash is wrong.

import { faultOf, idOf, isContentOf, parseHeader } from "./canonical.js";
import { pages, rowsSince } from "./reading.js";

/**
 * @typedef {{dev: string, events: number, gaps: {from: number, to: number}[], forks: number[]}} Chain gaps: the sequence numbers between which some are missing
 * @typedef {{events: number, chains: Chain[], wrong: {n: number, id: string, why: string}[], missing: string[], erased: number, isWhole: boolean}} Report
 *   missing: ids whose body is gone though nobody erased it
 */

const PAGE = 2000;

/** @param {import("./store.js").Store} store @param {(done: number) => void} [progress] @returns {Promise<Report>} */
export async function verify(store, progress = () => {}) {
  /** @type {Map<string, Map<number, Link[]>>} */
  const devices = new Map();
  /** @type {Report} */
  const report = { events: 0, chains: [], wrong: [], missing: [], erased: 0, isWhole: false };
  for await (const page of pages((n) => rowsSince(store, n, PAGE))) {
    for (const row of page) look(row, devices, report);
    progress(report.events);
  }
  report.chains = [...devices].map(([dev, links]) => chainOf(dev, links));
  report.isWhole = !report.wrong.length && !report.missing.length && report.chains.every(({ gaps, forks }) => !gaps.length && !forks.length);
  return report;
}

/** @typedef {{id: string, prev: string}} Link */

/** @param {import("./reading.js").Full} row @param {Map<string, Map<number, Link[]>>} devices @param {Report} report */
function look(row, devices, report) {
  report.events++;
  const why = faultOf(row.header) ?? (idOf(row.header) === row.id ? null : "The id is not the hash of the header.");
  if (why) return void report.wrong.push({ n: row.n, id: row.id, why });
  const { dev, seq, prev, dh } = parseHeader(row.header);
  if (row.body === null) row.kept ? report.erased++ : report.missing.push(row.id);
  else if (!isContentOf(dh, row.nonce, row.body)) report.wrong.push({ n: row.n, id: row.id, why: "The content is not what was written: the hash differs." });
  const links = devices.get(dev) ?? new Map();
  devices.set(dev, links);
  const here = links.get(seq) ?? [];
  links.set(seq, here);
  here.push({ id: row.id, prev });
}

/** @param {string} dev @param {Map<number, Link[]>} links @returns {Chain} */
function chainOf(dev, links) {
  const seqs = [...links.keys()].sort((a, b) => a - b);
  /** @type {Chain} */
  const chain = { dev, events: 0, gaps: [], forks: [] };
  let before = 0;
  // The first event of a chain follows nothing.
  let ids = new Set([""]);
  for (const seq of seqs) {
    const here = links.get(seq) ?? [];
    chain.events += here.length;
    if (seq !== before + 1 || !here.every(({ prev }) => ids.has(prev))) chain.gaps.push({ from: before, to: seq });
    if (here.length > 1) chain.forks.push(seq);
    before = seq;
    ids = new Set(here.map(({ id }) => id));
  }
  return chain;
}
