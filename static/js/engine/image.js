// The memory image's format: a Pyodide snapshot and the memory Python starts from in, only what differs out; and back.
//
// image = length of the head (4 bytes) | head (JSON, padded to a multiple of 4) | the changed stretches

/**
 * @typedef {object} Head
 * @property {number} memory bytes of memory Python needs
 * @property {number} fresh bytes of memory that exist before Python starts
 * @property {number[][]} ground [offset, length] of each stretch that Python leaves as it was, and is not in the image
 * @property {number} checksum of the ground
 * @property {number[][]} stretches [offset, length] of each stretch in the image, in order
 *
 * @typedef {object} Runtime the part of Pyodide's WebAssembly module that is needed here
 * @property {Uint8Array} HEAPU8
 * @property {(bytes: number) => unknown} growMemory
 */

/** Where Python looks for packages. */
export const SITE = "/lib/python3.14/site-packages";

/** The same when the image is taken and when it is used: it is part of the memory. */
export const ENVIRONMENT = { PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", PYTHONNODEBUGRANGES: "1" };

/** Small enough to leave out what did not change, large enough that the list stays short. */
const PAGE = 1024;

/** The image was made for another runtime, or is damaged. */
export class ImageError extends Error {}

/**
 * The snapshot's preface is for Pyodide itself, which wants it before the image has arrived.
 * @param {Uint8Array} snapshot @param {Uint8Array} fresh @returns {{preface: Uint8Array, image: Uint8Array}}
 */
export function pack(snapshot, fresh) {
  const start = new Uint32Array(snapshot.slice(4, 8).buffer)[0];
  const memory = snapshot.subarray(start);
  const stretches = pages(memory, (from, to) => !isSame(memory, fresh, from, to));
  const ground = pages(fresh, (from, to) => isSame(memory, fresh, from, to) && !isBlank(fresh, from, to));
  const head = { memory: memory.length, fresh: fresh.length, ground, checksum: checksum(fresh, ground), stretches };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const padded = new Uint8Array((text.length + 3) & ~3).fill(32);
  padded.set(text);
  const length = new Uint8Array(new Uint32Array([padded.length]).buffer);
  const image = joined([length, padded, ...stretches.map(([at, size]) => memory.subarray(at, at + size))]);
  return { preface: snapshot.slice(0, start), image };
}

/** The chosen pages, neighbours as one stretch. @param {Uint8Array} memory @param {(from: number, to: number) => boolean} choose */
function pages(memory, choose) {
  /** @type {number[][]} */
  const stretches = [];
  for (let at = 0; at < memory.length; at += PAGE) {
    const size = Math.min(PAGE, memory.length - at);
    if (!choose(at, at + size)) continue;
    const last = stretches.at(-1);
    if (last && last[0] + last[1] === at) last[1] += size;
    else stretches.push([at, size]);
  }
  return stretches;
}

/** Beyond the fresh memory everything is zero. @param {Uint8Array} memory @param {Uint8Array} fresh @param {number} from @param {number} to */
function isSame(memory, fresh, from, to) {
  for (let at = from; at < to; at++) if (memory[at] !== (fresh[at] ?? 0)) return false;
  return true;
}

/** @param {Uint8Array} memory @param {number} from @param {number} to */
function isBlank(memory, from, to) {
  for (let at = from; at < to; at++) if (memory[at] !== 0) return false;
  return true;
}

/** @param {Uint8Array} memory @param {number[][]} stretches */
function checksum(memory, stretches) {
  const words = new Int32Array(memory.buffer, memory.byteOffset, memory.length >> 2);
  let sum = 0;
  for (const [at, size] of stretches) for (let word = at >> 2, end = (at + size) >> 2; word < end; word++) sum = (Math.imul(sum, 31) + words[word]) | 0;
  return sum;
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** @param {ArrayBuffer} packed @returns {(module: Runtime) => void} what writes the image into a fresh runtime */
export function read(packed) {
  const length = new Uint32Array(packed, 0, 1)[0];
  const head = /** @type {Head} */ (JSON.parse(new TextDecoder().decode(new Uint8Array(packed, 4, length))));
  return (module) => write(module, head, new Uint8Array(packed, 4 + length));
}

/** @param {Runtime} module @param {Head} head @param {Uint8Array} bytes */
function write(module, head, bytes) {
  if (module.HEAPU8.length !== head.fresh || checksum(module.HEAPU8, head.ground) !== head.checksum)
    throw new ImageError("it does not fit this Pyodide.");
  // Pyodide itself cannot load a snapshot that is larger than the memory it starts with.
  if (head.memory > head.fresh) module.growMemory(head.memory);
  const memory = module.HEAPU8;
  let from = 0;
  for (const [at, size] of head.stretches) {
    memory.set(bytes.subarray(from, from + size), at);
    from += size;
  }
}
