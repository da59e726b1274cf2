// The service worker as the page sees it: starts after the first ready, shows its state, offers a new build when no run is open.

import { engineFacts, storageFacts, updateOffer } from "./facts.js";
import { startOffline } from "./offline.js";

export class Updates {
  /** @param {{build: string, engine: import("./engine.js").Engine, mayOffer: () => boolean, mayReload: () => boolean, beforeReload: () => Promise<unknown>}} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {import("./offline.js").Offline | null} */
    this.offline = null;
    this.offered = false;
    this.started = false;
  }

  /** Once, after the first ready. */
  async start() {
    if (this.started) return;
    this.started = true;
    const { build, mayOffer, mayReload, beforeReload } = this.parts;
    this.offline = await startOffline({
      build, mayOffer, mayReload, beforeReload,
      ready: Promise.resolve(),
      onOffer: (offered) => this.#offer(offered),
      onState: () => this.facts(),
    });
    this.facts();
  }

  /** A run was opened or closed: the offer comes and goes with it. */
  recheck() {
    this.offline?.recheck();
  }

  async apply() {
    await this.offline?.apply();
  }

  /** Not now: the offer stays in Settings. */
  later() {
    document.getElementById("update-notice")?.setAttribute("hidden", "");
  }

  async check() {
    await this.offline?.check();
  }

  /** Fill Settings, when it is on screen. */
  facts() {
    if (!document.getElementById("engine-facts")) return;
    engineFacts(this.parts.engine, this.parts.build, this.offline?.state ?? null);
    updateOffer(this.offered);
    void storageFacts();
  }

  /** @param {boolean} offered */
  #offer(offered) {
    this.offered = offered;
    document.documentElement.toggleAttribute("data-update", offered);
    updateOffer(offered);
  }
}
