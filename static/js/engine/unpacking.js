// A memory image as it arrived in, its bytes out: a worker does the work, and is there only as long as it is needed.

/** What every Zstandard file begins with. */
const MAGIC = 0xfd2fb528;

/** @param {ArrayBuffer} bytes */
export const isPacked = (bytes) => bytes.byteLength >= 4 && new DataView(bytes).getUint32(0, true) === MAGIC;

export class Unpacking {
  /** @param {string} script the address of unpacker.js */
  constructor(script) {
    this.script = script;
    /** @type {Worker | null} */
    this.worker = null;
  }

  /** Start the worker while the image is still on its way. */
  prepare() {
    return (this.worker ??= new Worker(this.script, { type: "module" }));
  }

  /** @param {ArrayBuffer} bytes @returns {Promise<ArrayBuffer>} */
  async result(bytes) {
    try {
      return isPacked(bytes) ? await this.#unpacked(this.prepare(), bytes) : bytes;
    } finally {
      this.worker?.terminate();
    }
  }

  /** @param {Worker} worker @param {ArrayBuffer} bytes @returns {Promise<ArrayBuffer>} */
  #unpacked(worker, bytes) {
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data: { image, why } }) => (image ? resolve(image) : reject(new Error(why)));
      worker.onerror = () => reject(new Error("it could not be unpacked."));
      worker.postMessage(bytes, [bytes]);
    });
  }
}
