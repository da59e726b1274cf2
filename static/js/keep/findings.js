// What a log would send out in, the contents in which secrets or personal data were found out: never the secret itself.

import { maskAll } from "../log/secrets.js";
import { titleOf } from "../log/titles.js";
import { isChosen } from "../log/snapshot.js";
import { parseHeader } from "../log/canonical.js";

/** @typedef {{id: string, stream: string, title: string, type: string, at: number, why: "secrets" | "personal", kinds: string[]}} Finding kinds: "a GitHub token", "an e-mail address" */

const PAGE = 1000;
/** Each part as long as it may be, and no longer: a long row of letters is not read again from each of them. */
const MAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/u;
/** With a country's number in front: other rows of digits are figures far more often than telephones. */
const PHONE = /(?<![\w.])(?:\+|00)[1-9](?:[ ()/.-]?\d){7,14}(?![\w.])/;

/** @param {import("../log/log.js").Log} log @param {import("../log/snapshot.js").Choice} choice @param {(done: number, of: number) => void} [progress] @returns {Promise<Finding[]>} by stream, in the order they arrived */
export async function findings(log, choice, progress = () => {}) {
  const { n: until } = await log.tail();
  /** @type {Finding[]} */
  const found = [];
  /** @type {Map<string, string>} */
  const titles = new Map();
  for (let n = 0, rows; (rows = await log.rows(n, PAGE)).length; n = rows[rows.length - 1]?.n ?? until) {
    for (const { id, stream, header, body } of rows) {
      if (body === null || !isChosen({ id, stream, header }, choice)) continue;
      if (!titles.get(stream)) titles.set(stream, titleOf(body));
      const { secrets, personal } = lookAt(body);
      const { type, at } = parseHeader(header);
      const about = { id, stream, title: titles.get(stream) ?? "", type, at };
      if (secrets.length) found.push({ ...about, why: "secrets", kinds: secrets });
      else if (personal.length) found.push({ ...about, why: "personal", kinds: personal });
    }
    progress(rows[rows.length - 1]?.n ?? until, until);
  }
  return found.map((one) => ({ ...one, title: titles.get(one.stream) ?? "" }));
}

/** @param {string} body @returns {{secrets: string[], personal: string[]}} */
export function lookAt(body) {
  const personal = [...(MAIL.test(body) ? ["an e-mail address"] : []), ...(PHONE.test(body) ? ["a telephone number"] : [])];
  try {
    return { secrets: maskAll(JSON.parse(body)).found, personal };
  } catch {
    return { secrets: [], personal };
  }
}
