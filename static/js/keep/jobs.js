// A job's name and its arguments in, its answer out: all that reads a whole log or a whole file. It runs in a worker that is thrown away (main.js).

import { applyImport, importing, planImport } from "../log/import.js";
import { openLog } from "../log/log.js";
import { writeSnapshot } from "../log/snapshot.js";
import { copies, dropCopies, keepCopy } from "./copies.js";
import { eventsOf } from "./events.js";
import { findings } from "./findings.js";
import { partFor } from "./handing.js";
import { locked, opened } from "./locking.js";
import { dropRehearsal, rehearse } from "./rehearsal.js";

/**
 * @typedef {import("../log/log.js").Log} Log
 * @typedef {(done: number, of: number) => void} Progress
 * @typedef {{workspace: string, [name: string]: any}} Args
 */

/** @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>} */
const held = (name, work) => (globalThis.navigator?.locks ? navigator.locks.request(name, { mode: "shared" }, work) : work());

export class Jobs {
  /** The dry run that an import goes by. @type {import("../log/import.js").Plan | null} */
  #plan = null;
  /** @type {Map<string, Promise<Log>>} */
  #logs = new Map();

  /** @param {string} name @param {Args} args @param {Progress} progress @returns {Promise<any>} what can cross to the page */
  async run(name, args, progress) {
    const log = await this.#log(args.workspace);
    switch (name) {
      case "plan": {
        const file = await opened(args["file"], args["passphrase"] ?? "");
        this.#plan = await planImport(file, log, { name: args["name"], progress: (read) => progress(read, 0) });
        const { source, records, attachments, ...shown } = this.#plan;
        return shown;
      }
      case "apply": {
        const plan = this.#plan;
        if (!plan) throw new Error("There is no dry run to go by.");
        const { inbox, erase, forgo } = args;
        return held(importing(args.workspace), () => applyImport(plan, log, { inbox, erase, forgo, progress: ({ added, known }) => progress(added + known, plan.total) }));
      }
      case "write": {
        const { n } = await log.tail();
        const blob = await writeSnapshot(log, { app: args["app"], choice: args["choice"] ?? {}, progress });
        return { blob: await locked(blob, args["passphrase"] ?? ""), n, events: await log.size() };
      }
      case "hand-over":
        return writeSnapshot(log, { app: args["app"], choice: await partFor(log, args["stream"]), progress });
      case "find-part":
        return findings(log, await partFor(log, args["stream"]), progress);
      case "events":
        return eventsOf(log, args["choice"] ?? {});
      case "find":
        return findings(log, args["choice"] ?? {}, progress);
      case "verify":
        return log.verify((done) => progress(done, 0));
      case "rehearse":
        return rehearse(await opened(args["file"], args["passphrase"] ?? ""), args["name"], log, progress);
      case "copies":
        return copies(args.workspace);
      case "copy":
        return keepCopy(log, args["app"]);
      case "drop-copies":
        await dropRehearsal();
        return dropCopies(args.workspace);
    }
    throw new Error(`There is no job ${name}.`);
  }

  /** @param {string} workspace */
  #log(workspace) {
    const log = this.#logs.get(workspace) ?? openLog(workspace);
    this.#logs.set(workspace, log);
    return log;
  }

  async close() {
    for (const log of this.#logs.values()) (await log).close();
    this.#logs.clear();
  }
}
