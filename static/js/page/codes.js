// A run that was worked on paper: its codes, times and words as they are typed in, the acts they stand for out.

/**
 * @typedef {{step: string, number: number, text: string, over: string}} Known
 * @typedef {{line: number, why: string} | {line: number, at: number, step: Known, name: string, args: Record<string, any>, says: string}} Read
 */

const LINE = /^(\d{1,5}[A-Za-z])(?:[\s,;]+(\d{1,2})[:.h]?(\d{2}))?(?:[\s,;]*([xX!])[\s:]*(.*))?$/;
const DAY = 24 * 3600_000;
/** A watch on the wall is seldom right to the minute. */
const AHEAD = 5 * 60_000;

/** @param {string} text @param {Record<string, Known>} known by code @param {number} started of the run (ms) @param {number} now @returns {Read[]} */
export function readCodes(text, known, started, now) {
  /** @type {Read[]} */
  const read = [];
  const seen = new Set();
  for (const [at, line] of text.split("\n").entries()) {
    const words = line.trim();
    if (words) read.push(readLine(words, at + 1, known, started, now, seen));
  }
  return read;
}

/** @param {string} words @param {number} line @param {Record<string, Known>} known @param {number} started @param {number} now @param {Set<string>} seen @returns {Read} */
function readLine(words, line, known, started, now, seen) {
  const [, code = "", hour, minute, sign, rest = ""] = LINE.exec(words) ?? [];
  if (!code) return { line, why: `“${words}” does not begin with a code such as 12K.` };
  const step = known[code.toUpperCase()];
  if (!step) return { line, why: `${code} is no code of this run: look at the letter, and at the run's name on the sheet.` };
  if (seen.has(step.step)) return { line, why: `${code} stands here twice.` };
  const at = hour === undefined ? now : moment(Number(hour), Number(minute), started);
  if (at === null) return { line, why: `${hour}:${minute} is no time of day.` };
  if (hour !== undefined && at + DAY <= now) return { line, why: `${hour}:${minute} may be of several days, for the run began more than a day before now. Tick this step on its own screen.` };
  if (at > now + AHEAD) return { line, why: `${hour}:${minute} is later than now.` };
  const isSkip = sign === "x" || sign === "X";
  if (isSkip && !rest.trim()) return { line, why: `${code} is skipped without a reason: write it behind the x.` };
  if (sign === "!" && !rest.trim()) return { line, why: `${code} had a problem without words: write them behind the !` };
  seen.add(step.step);
  const said = rest.trim();
  const act = isSkip
    ? { name: "skip-step", args: { step: step.step, reason: said }, says: `Skipped: ${said}` }
    : sign === "!"
      ? { name: "report-problem", args: { step: step.step, text: said }, says: `Problem: ${said}` }
      : { name: "check-step", args: { step: step.step, done: true }, says: "Done" };
  return { line, at: Math.min(at, now), step, ...act };
}

/** On the day of the start, or on the next when it would be before it. @param {number} hour @param {number} minute @param {number} started @returns {number | null} */
function moment(hour, minute, started) {
  if (hour > 23 || minute > 59) return null;
  const at = new Date(started);
  at.setHours(hour, minute, 0, 0);
  // The sheet has no seconds: the minute of the start is not before it. The next day may have 23 hours, or 25.
  if (at.getTime() + 60_000 <= started) at.setDate(at.getDate() + 1);
  return at.getTime();
}

/** @param {HTMLElement} form */
const readForm = (form) => {
  const box = form.querySelector("textarea");
  return readCodes(box?.value ?? "", JSON.parse(form.dataset["codes"] ?? "{}"), Number(form.dataset["started"]), Date.now());
};

/** What was typed so far, told below the box. @param {EventTarget | null} target */
export function hearCodes(target) {
  const form = target instanceof HTMLElement && target.id === "codes" ? target.closest("form") : null;
  if (form) tell(readForm(form));
}

/** @param {Read[]} read */
function tell(read) {
  const list = document.createElement("ul");
  list.className = "codes-read";
  for (const one of read) {
    const item = document.createElement("li");
    item.className = "why" in one ? "is-bad" : "";
    item.textContent = "why" in one ? `Line ${one.line}: ${one.why}` : `${one.step.number}. ${one.step.text}: ${one.says}, ${new Date(one.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`;
    list.append(item);
  }
  document.getElementById("codes-read")?.replaceChildren(list);
}

/** All of them, or none while one cannot be read. @param {HTMLElement} form @param {import("./page.js").Page} page */
export async function recordCodes(form, page) {
  const { signals, drafts, router } = page.parts;
  const read = readForm(form);
  tell(read);
  const bad = read.filter((one) => "why" in one);
  if (bad.length || !read.length) return signals.toast(bad.length ? "Nothing was recorded yet: look at the lines marked below." : "Type a code first.");
  const stream = form.dataset["stream"] ?? "";
  for (const one of read) {
    if ("why" in one) continue;
    const kept = await page.perform({ name: one.name, stream, over: one.step.over.split(" ").filter(Boolean), args: one.args, then: "", at: one.at });
    if (!kept) return;
  }
  await drafts.drop(`codes/${stream.split("/")[1]}`);
  signals.toast(`${read.length === 1 ? "1 step is" : `${read.length} steps are`} recorded, with the times of the sheet.`);
  router.go(`#/runs/${stream.split("/")[1]}`);
}
