// The copy that works with no network: registered once the page works; a new build waits, is offered, comes on request.

import { scriptURL } from "./trusted.js";

/**
 * What the page may show: `installed` a reload works with no network, `waiting` a new build is ready, `bytes` kept, `problem` a sentence or "".
 * @typedef {{supported: boolean, installed: boolean, waiting: boolean, bytes: number, problem: string}} OfflineState
 *
 * What the page decides. `ready`: settles when the engine was ready once. `mayOffer`: no run is open. `mayReload`: nor a draft unsaved,
 * so a tab where nobody pressed anything may follow. `beforeReload`: writes what is only in memory.
 * @typedef {{build: string, ready: Promise<unknown>, mayOffer: () => boolean, mayReload: () => boolean, onOffer: (offered: boolean) => void,
 *   onState: (state: OfflineState) => void, beforeReload: () => Promise<unknown>}} Wishes
 *
 * @typedef {{workers: ServiceWorkerContainer | undefined, reload: () => void, now: () => number}} Browser
 */

const HOUR = 3_600_000;
/** A tab that is looked at again asks for a new build, but not more often than this. */
const LEAST = HOUR / 4;
const PATIENCE = 3_000;

const NOT_KEPT = "Sophie could not keep all its files for use without a network. It tries again later; free space in this browser if it is short.";
const NOT_UPDATED = "A new version could not be kept whole, so this version stays. Sophie tries again later.";

/** @type {Browser} */
const HERE = { workers: globalThis.navigator?.serviceWorker, reload: () => location.reload(), now: () => Date.now() };

/** @param {Wishes} wishes @param {Browser} [browser] @returns {Promise<Offline>} */
export async function startOffline(wishes, browser = HERE) {
  const offline = new Offline(wishes, browser);
  await wishes.ready;
  await offline.start();
  return offline;
}

export class Offline {
  /** @param {Wishes} wishes @param {Browser} browser */
  constructor(wishes, browser) {
    this.wishes = wishes;
    this.browser = browser;
    /** @type {OfflineState} */
    this.state = { supported: browser.workers !== undefined, installed: false, waiting: false, bytes: 0, problem: "" };
    /** @type {ServiceWorkerRegistration | null} */
    this.registration = null;
    this.offered = false;
    /** This page is of an older build than the worker that serves it. */
    this.isBehind = false;
    this.isApplying = false;
    this.isReloading = false;
    this.checked = 0;
  }

  async start() {
    const { workers } = this.browser;
    if (!workers) return this.wishes.onState(this.state);
    workers.addEventListener("controllerchange", () => this.#taken());
    globalThis.document?.addEventListener("visibilitychange", () => (document.hidden ? void this.#follow() : this.#look()));
    setInterval(() => this.#look(), HOUR);
    await this.#compare();
    await this.check();
  }

  /** Ask the server for a new build now. With no network nothing happens. */
  async check() {
    this.checked = this.browser.now();
    try {
      if (this.registration?.active) await this.registration.update();
      else this.#watch(await /** @type {ServiceWorkerContainer} */ (this.browser.workers).register(scriptURL("service-worker.js"), { updateViaCache: "none" }));
    } catch {
      if (!this.registration?.active) this.state.problem = NOT_KEPT;
    }
    await this.#tell();
  }

  /** Call when a run opened or closed: the offer comes and goes with it. */
  recheck() {
    const offered = this.state.waiting && this.wishes.mayOffer();
    if (offered !== this.offered) this.wishes.onOffer((this.offered = offered));
  }

  /** The user wants the new build: true when this tab will reload. @returns {Promise<boolean>} */
  async apply() {
    if (!this.state.waiting || !this.wishes.mayOffer()) return false;
    await this.wishes.beforeReload();
    this.isApplying = true;
    const waiting = this.registration?.waiting;
    if (waiting && !this.isBehind) waiting.postMessage({ type: "SKIP_WAITING" });
    else this.#reload();
    return true;
  }

  #look() {
    if (globalThis.navigator?.onLine !== false && this.browser.now() - this.checked >= LEAST) this.check();
  }

  /** @param {ServiceWorkerRegistration} registration */
  #watch(registration) {
    if (registration === this.registration) return;
    this.registration = registration;
    registration.addEventListener("updatefound", () => this.#hear(registration.installing));
    this.#hear(registration.installing);
  }

  /** @param {ServiceWorker | null} worker on its way in */
  #hear(worker) {
    let isWhole = false;
    worker?.addEventListener("statechange", () => {
      isWhole ||= worker.state === "installed";
      if (isWhole) this.state.problem = "";
      else if (worker.state === "redundant") this.state.problem = this.registration?.active ? NOT_UPDATED : NOT_KEPT;
      this.#tell();
    });
  }

  /** Another worker serves this page now: after our click, after another tab's, or for the first time. */
  async #taken() {
    await this.#compare();
    await this.#tell();
    if (this.isBehind && this.isApplying) this.#reload();
    else await this.#follow();
  }

  /** Another tab brought the new build: come along, unless something is open here. */
  async #follow() {
    if (!this.isBehind || !this.wishes.mayReload()) return;
    await this.wishes.beforeReload();
    this.#reload();
  }

  async #compare() {
    const serving = await describe(this.browser.workers?.controller);
    this.isBehind = serving !== null && serving.build !== this.wishes.build;
  }

  async #tell() {
    const { active = null, waiting = null } = this.registration ?? {};
    const kept = await describe(active);
    const isWaiting = waiting !== null || this.isBehind;
    this.state = { ...this.state, installed: active !== null, waiting: isWaiting, bytes: kept?.bytes ?? 0 };
    this.wishes.onState(this.state);
    this.recheck();
  }

  #reload() {
    if (this.isReloading) return;
    this.isReloading = true;
    this.browser.reload();
  }
}

/** What a worker says of itself; null when it does not answer. @param {ServiceWorker | null | undefined} worker @returns {Promise<{build: string, bytes: number} | null>} */
async function describe(worker) {
  if (!worker) return null;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(null), PATIENCE);
    const end = (/** @type {any} */ said) => (clearTimeout(timer), port1.close(), resolve(said));
    port1.onmessage = (event) => end(event.data);
    worker.postMessage({ type: "DESCRIBE" }, [port2]);
  });
}
