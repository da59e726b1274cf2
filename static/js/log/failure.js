// Any storage error in, one typed failure out: a code for the page and three sentences for the person.

/** @typedef {"blocked" | "full" | "closed" | "newer" | "invalid" | "broken" | "not-json" | "not-a-snapshot" | "too-new" | "too-big" | "utf-16" | "locked" | "link"} Code */

/** What, why, what next, for the codes that always mean the same. @type {Partial<Record<Code, [string, string, string]>>} */
const SENTENCES = {
  blocked: [
    "Sophie cannot keep anything in this browser.",
    "The browser refuses site storage (IndexedDB) for this page.",
    "Allow site data or cookies for this address, or leave the private window, then reload.",
  ],
  full: [
    "This was not saved.",
    "The disk, or the space the browser gives this site, is full.",
    "Save a snapshot, free some space, then try again.",
  ],
  closed: [
    "This tab no longer holds the log.",
    "Another tab changed or removed this workspace's database.",
    "Reload this tab.",
  ],
  newer: [
    "This tab is older than the data.",
    "The database was written by a newer Sophie.",
    "Reload this tab to get the newer Sophie.",
  ],
  broken: [
    "The browser's storage did not answer.",
    "It failed three times in a row, each time on a fresh connection.",
    "Reload this tab. If it stays so, use Rescue export and restart the browser.",
  ],
};

/** @type {Record<string, Code>} */
const CODES = {
  QuotaExceededError: "full",
  SecurityError: "blocked",
  VersionError: "newer",
};

/** Errors after which a fresh connection may succeed; the same ids are written again. */
const TRANSIENT = new Set(["InvalidStateError", "UnknownError", "AbortError"]);

export class Failure extends Error {
  /**
   * @param {Code} code
   * @param {{what?: string, why?: string, next?: string, cause?: unknown}} [words] sentences that differ from the usual ones
   */
  constructor(code, words = {}) {
    const [what = "", why = "", next = ""] = SENTENCES[code] ?? [];
    const said = { what: words.what ?? what, why: words.why ?? why, next: words.next ?? next };
    super([said.what, said.why, said.next].filter(Boolean).join(" "), { cause: words.cause });
    this.name = "Failure";
    this.code = code;
    this.what = said.what;
    this.why = said.why;
    this.next = said.next;
  }
}

/** @param {unknown} error */
const nameOf = (error) => (error instanceof Object && "name" in error ? String(error.name) : "");

/** @param {unknown} error */
export function isTransient(error) {
  return !(error instanceof Failure) && TRANSIENT.has(nameOf(error));
}

/** The failure a storage error stands for. A bug (a TypeError, say) stays what it is. @param {unknown} error @returns {unknown} */
export function failureOf(error) {
  if (error instanceof Failure) return error;
  const code = CODES[nameOf(error)];
  if (code) return new Failure(code, { cause: error });
  return isTransient(error) ? new Failure("broken", { cause: error }) : error;
}
