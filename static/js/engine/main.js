// The engine's frame: PyScript starts in it, and the channel that Python opens is handed on to the page. It shows nothing and keeps nothing.

/**
 * @typedef {Worker & {ready: Promise<unknown>, onerror: (event: {error?: Error, message?: string}) => void}} Engine
 */

import { ask, handOver } from "./arriving.js";
import { tellWhileArriving } from "./progress.js";

const at = (/** @type {string} */ path) => new URL(path, import.meta.url).href;
const isPlain = !PARTS.image || new URLSearchParams(location.search).has("plain");
const wasm = at(`${PARTS.runtime}pyodide.asm.wasm`);
const image = isPlain || !PARTS.image ? null : { url: at(PARTS.image.url), fetcher: at(PARTS.image.fetcher) };
// Before anything else: they are the longest way.
const parts = ask(wasm, image);

/** The one port the page hands over. @type {Promise<MessagePort>} */
const port = new Promise((resolve) => {
  addEventListener("message", (event) => {
    if (event.origin === location.origin && event.source === parent && event.data === "port") resolve(event.ports[0]);
  });
});
parent.postMessage("engine-here", location.origin);

/** @param {object} event @param {readonly MessagePort[]} [ports] */
const tell = async (event, ports = []) => (await port).postMessage(event, [...ports]);

/** @param {unknown} error */
const sentence = (error) => String((error instanceof Error && error.message) || error || "Python did not start.").split("\n")[0];

tellWhileArriving(Object.values(parts), (missing) => tell({ event: "progress", missing }));
if (isPlain) askPlainly();
start().catch((error) => tell({ event: "failed", what: sentence(error) }));

/** The worker cannot see this frame's address, so the wish for a plain start travels in the address of the interpreter. */
function askPlainly() {
  const config = /** @type {HTMLElement} */ (document.querySelector("py-config"));
  const wishes = JSON.parse(config.textContent ?? "");
  config.textContent = JSON.stringify({ ...wishes, interpreter: `${wishes.interpreter}?plain` });
}

async function start() {
  const engine = await pyscriptWorker();
  handOver(engine, parts);
  let isReady = false;
  engine.addEventListener("message", ({ data, ports }) => {
    if (data?.sophie !== "ready") return;
    isReady = true;
    tell({ event: "ready", boot: data.boot, reason: data.reason, ms: Math.round(performance.now()) }, ports);
  });
  engine.onerror = ({ error, message }) => tell({ event: "failed", what: `Python stopped. ${sentence(error ?? message)}` });
  await engine.ready;
  // PyScript writes an error in our Python code to the console and calls it done.
  if (!isReady) throw new Error("Sophie's Python code did not start. The browser's console says why.");
}

/** @returns {Promise<Engine>} */
async function pyscriptWorker() {
  const { hooks } = await import("@pyscript/core");
  // PyScript's own hook is made from text, which this frame's policy rightly forbids; it only serves additions we do not use.
  hooks.worker.onBeforeRunAsync.clear();
  return new Promise((resolve) => hooks.main.onWorker.add((/** @type {unknown} */ _, /** @type {Engine} */ worker) => resolve(worker)));
}
