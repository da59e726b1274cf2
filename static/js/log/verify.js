// The whole log in, a report out: per device the gaps and forks of its chain, and each row whose hash is wrong.

import { bodyHash, faultOf, idOf, parseHeader } from "./canonical.js";
import { rowsSince } from "./reading.js";

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
  for (let n = 0; ; ) {
    const rows = await rowsSince(store, n, PAGE);
    if (!rows.length) break;
    for (const row of rows) look(row, devices, report);
    n = rows[rows.length - 1].n;
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
  else if (bodyHash(row.nonce, row.body) !== dh) report.wrong.push({ n: row.n, id: row.id, why: "The content is not what was written: the hash differs." });
  const links = devices.get(dev) ?? new Map();
  links.set(seq, [...(links.get(seq) ?? []), { id: row.id, prev }]);
  devices.set(dev, links);
}

/** @param {string} dev @param {Map<number, Link[]>} links @returns {Chain} */
function chainOf(dev, links) {
  const seqs = [...links.keys()].sort((a, b) => a - b);
  /** @type {Chain} */
  const chain = { dev, events: 0, gaps: [], forks: [] };
  let before = 0;
  for (const seq of seqs) {
    const here = links.get(seq) ?? [];
    chain.events += here.length;
    if (seq !== before + 1) chain.gaps.push({ from: before, to: seq });
    else if (!here.every(({ prev }) => follows(prev, links.get(before)))) chain.gaps.push({ from: before, to: seq });
    if (here.length > 1) chain.forks.push(seq);
    before = seq;
  }
  return chain;
}

/** @param {string} prev @param {Link[] | undefined} before */
const follows = (prev, before) => (before ? before.some(({ id }) => id === prev) : prev === "");
