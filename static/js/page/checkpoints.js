// The read model's bytes, kept between visits so that a start costs the log's tail; deleting them costs only time.

/** @typedef {{n: number, id: string, epoch: number, projection: string}} Meta */

/** Events applied since the last checkpoint before a new one is worth its bytes. */
const ENOUGH = 200;

export class Checkpoints {
  /** @param {import("../log/cache.js").Cache} cache */
  constructor(cache) {
    this.cache = cache;
    this.at = 0;
    /** The erase epoch in which the running engine read the log. */
    this.epoch = 0;
  }

  /** The saved checkpoint when it still belongs to this log. @param {import("../log/log.js").Log} log @param {number} epoch @returns {Promise<{meta: Meta, bytes: ArrayBuffer} | null>} */
  async load(log, epoch) {
    // Until one fits, everything is replayed, and the next is worth its bytes.
    this.at = 0;
    const saved = await this.cache.checkpoint.get();
    if (!saved || saved.epoch !== epoch || (await log.at(saved.n)) !== saved.id) return null;
    this.at = saved.n;
    const { n, id, projection, bytes } = saved;
    return { meta: { n, id, epoch, projection }, bytes };
  }

  /** @param {number} n the engine's last applied number */
  isDue(n) {
    return n - this.at >= ENOUGH;
  }

  /** Ask the engine for its bytes and keep them. @param {import("./engine.js").Engine} engine @param {import("../log/log.js").Log} log */
  async save(engine, log) {
    const { epoch } = this;
    const { reply, bytes } = await engine.call({ call: "checkpoint" }, 10_000);
    const id = reply.status === "ok" && bytes ? await log.at(reply.n) : null;
    if (!id || !bytes) return;
    await this.cache.checkpoint.set({ n: reply.n, id, epoch, projection: reply.projection, bytes });
    this.at = reply.n;
  }
}
