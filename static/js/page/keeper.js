// A job for a whole log or file in, its answer out: done by a throw-away worker, or by the page itself where no worker starts.

import { Failure } from "../log/failure.js";
import { scriptURL } from "./trusted.js";

/** @typedef {(done: number, of: number) => void} Progress `of` 0: nobody knows yet */

/** A worker that has not said a word after this time never will (a blocked script, a broken build). */
const SILENT = 20_000;

export class Keeper {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {import("../keep/jobs.js").Jobs | null} */
  #jobs = null;

  /** @param {string} workspace */
  constructor(workspace) {
    this.workspace = workspace;
  }

  /** One job at a time; a second one needs a keeper of its own. @param {string} name @param {Record<string, any>} [args] @param {Progress} [progress] @returns {Promise<any>} rejects with sentences */
  async call(name, args = {}, progress = () => {}) {
    const job = { name, args: { ...args, workspace: this.workspace } };
    try {
      if (!this.#jobs) return await this.#ask(job, progress);
    } catch (error) {
      if (!(error instanceof NoWorker)) throw error;
    }
    const { Jobs } = await import("../keep/jobs.js");
    this.#jobs ??= new Jobs();
    return this.#jobs.run(name, job.args, progress);
  }

  /** @param {{name: string, args: Record<string, any>}} job @param {Progress} progress */
  #ask(job, progress) {
    return new Promise((resolve, reject) => {
      const worker = (this.#worker ??= start());
      const silent = setTimeout(() => reject(new NoWorker()), SILENT);
      worker.onerror = () => reject(new NoWorker());
      worker.onmessage = ({ data }) => {
        clearTimeout(silent);
        if (data.progress) return progress(data.progress[0], data.progress[1]);
        if (!data.failure) return resolve(data.answer);
        const { code, message, ...words } = data.failure;
        reject(code ? new Failure(code, words) : new Error(message));
      };
      worker.postMessage(job);
    });
  }

  end() {
    this.#worker?.terminate();
    this.#worker = null;
    void this.#jobs?.close();
    this.#jobs = null;
  }
}

class NoWorker extends Error {}

function start() {
  try {
    return new Worker(/** @type {any} */ (scriptURL(KEEP)), { type: "module" });
  } catch {
    throw new NoWorker();
  }
}

/** One job, then the worker goes. @param {string} workspace @param {string} name @param {Record<string, any>} [args] @param {Progress} [progress] */
export async function once(workspace, name, args, progress) {
  const keeper = new Keeper(workspace);
  try {
    return await keeper.call(name, args, progress);
  } finally {
    keeper.end();
  }
}
