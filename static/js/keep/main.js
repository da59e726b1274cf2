// The throw-away worker: a job from the page in, progress and an answer out. What it reads cannot hold up the page, and a hostile file ends only this worker.

import { Jobs } from "./jobs.js";

const jobs = new Jobs();

self.onmessage = async (/** @type {MessageEvent<{name: string, args: import("./jobs.js").Args}>} */ { data: { name, args } }) => {
  // The page knows by the first word that the worker runs at all.
  self.postMessage({ progress: [0, 0] });
  try {
    const answer = await jobs.run(name, args, (done, of) => self.postMessage({ progress: [done, of] }));
    self.postMessage({ answer });
  } catch (error) {
    const { what, why, next, code, message } = /** @type {any} */ (error ?? {});
    self.postMessage({ failure: { what, why, next, code, message: message ?? String(error) } });
  }
};
