// A file in, its lines out with their numbers and places, a chunk at a time: a large file is never in memory at once.

/** @typedef {{line: number, text: string, start: number, end: number}} Line text is "" and `tooLong` was counted when a line is beyond all limits */

/** No line that Sophie writes is longer: the longest body, escaped, in UTF-8. */
const LONGEST_LINE = 52 * 1024 * 1024;
const NEWLINE = 10;
const RETURN = 13;

/** @typedef {{start: number, line: number}} Place the offset and number of a line */

/** Lines from a place on, in batches. With `most`, only the first bytes of each line are decoded. @param {Blob} file @param {Place} [from] @param {number} [most] @returns {AsyncGenerator<Line[]>} */
export async function* lineBatches(file, from = { start: 0, line: 1 }, most = Infinity) {
  const decoder = new TextDecoder();
  const reader = file.slice(from.start).stream().getReader();
  const open = new Unfinished(from);
  const finish = /** @param {Uint8Array} rest */ (rest) => open.finish(rest, (bytes) => decoder.decode(bytes), most);
  try {
    for (let value; (value = (await reader.read()).value); ) {
      /** @type {Line[]} */
      const batch = [];
      let begin = 0;
      for (let at = value.indexOf(NEWLINE); at >= 0; at = value.indexOf(NEWLINE, begin)) {
        batch.push(finish(value.subarray(begin, at)));
        begin = at + 1;
      }
      open.add(value.subarray(begin));
      yield batch;
    }
    if (open.length) yield [finish(new Uint8Array())];
  } finally {
    await reader.cancel();
  }
}

/** Lines from a place on, one by one. @param {Blob} file @param {Place} [from] @returns {AsyncGenerator<Line>} */
export async function* lines(file, from) {
  for await (const batch of lineBatches(file, from)) yield* batch;
}

/** The line that is being read, in pieces until its end is seen. */
class Unfinished {
  /** @type {Uint8Array[]} */
  #pieces = [];
  length = 0;

  /** @param {Place} from */
  constructor({ start, line }) {
    this.start = start;
    this.line = line;
  }

  /** @param {Uint8Array} piece */
  add(piece) {
    if (!piece.length) return;
    this.length += piece.length;
    if (this.length <= LONGEST_LINE) this.#pieces.push(piece.slice());
    else this.#pieces = [];
  }

  /** @param {Uint8Array} rest @param {(bytes: Uint8Array) => string} decode @param {number} most @returns {Line} */
  finish(rest, decode, most) {
    const length = this.length + rest.length;
    const bytes = this.#pieces.length ? joined([...this.#pieces, rest]) : rest;
    const whole = length === bytes.length;
    const line = { line: this.line, text: whole ? decode(trimmed(bytes).subarray(0, most)) : "", start: this.start, end: this.start + length };
    this.#pieces = [];
    this.length = 0;
    this.line += 1;
    this.start = line.end + 1;
    return line;
  }
}

/** @param {Uint8Array} bytes */
const trimmed = (bytes) => (bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes);

/** @param {Uint8Array[]} pieces */
function joined(pieces) {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
