// The engine's frame: calls from the page come in through one port, Python's answers go out. It shows nothing and keeps nothing.

/**
 * @typedef {{handle(text: string, bytes: Uint8Array | null): Promise<[string, Uint8Array | null]>, ready: (boot: string) => void}} Sync
 * @typedef {Worker & {sync: Sync, ready: Promise<unknown>, onerror: (event: {error?: Error, message?: string}) => void}} Engine
 */

/** The one port the page hands over. @type {Promise<MessagePort>} */
const port = new Promise((resolve) => {
  addEventListener("message", (event) => {
    if (event.origin === location.origin && event.source === parent && event.data === "port") resolve(event.ports[0]);
  });
});
parent.postMessage("engine-here", location.origin);

/** @param {object} event */
const tell = async (event) => (await port).postMessage(event);

/** @param {unknown} error */
const sentence = (error) => String((error instanceof Error && error.message) || error || "Python did not start.").split("\n")[0];

if (new URLSearchParams(location.search).has("plain")) askPlainly();
start().catch((error) => tell({ event: "failed", what: sentence(error) }));

/** The worker cannot see this frame's address, so the wish for a plain start travels in the address of the interpreter. */
function askPlainly() {
  const config = /** @type {HTMLElement} */ (document.querySelector("py-config"));
  const wishes = JSON.parse(config.textContent ?? "");
  config.textContent = JSON.stringify({ ...wishes, interpreter: `${wishes.interpreter}?plain` });
}

async function start() {
  const engine = await pyscriptWorker();
  engine.addEventListener("message", ({ data }) => data?.sophie === "progress" && tell({ event: "progress", missing: data.missing }));
  const boot = await new Promise((resolve, reject) => {
    engine.sync.ready = resolve;
    engine.onerror = ({ error, message }) => reject(error ?? message);
    // PyScript writes an error in our Python code to the console and calls it done.
    engine.ready.then(() => reject("Sophie's Python code did not start. The browser's console says why."), reject);
  });
  engine.onerror = ({ error, message }) => tell({ event: "failed", what: `Python stopped. ${sentence(error ?? message)}` });
  const calls = await port;
  calls.onmessage = ({ data }) => answer(engine.sync, calls, data);
  calls.postMessage({ event: "ready", ...JSON.parse(boot), ms: Math.round(performance.now()) });
}

/** @returns {Promise<Engine>} */
async function pyscriptWorker() {
  const { hooks } = await import("@pyscript/core");
  // PyScript's own hook is made from text, which this frame's policy rightly forbids; it only serves additions we do not use.
  hooks.worker.onBeforeRunAsync.clear();
  return new Promise((resolve) => hooks.main.onWorker.add((/** @type {unknown} */ _, /** @type {Engine} */ worker) => resolve(worker)));
}

/** @param {Sync} sync @param {MessagePort} calls @param {{id: number, text: string, bytes?: ArrayBuffer | null}} call */
async function answer(sync, calls, { id, text, bytes }) {
  try {
    const [reply, data] = await sync.handle(text, bytes ? new Uint8Array(bytes) : null);
    const buffer = data ? data.slice().buffer : null;
    calls.postMessage({ id, text: reply, bytes: buffer }, buffer ? [buffer] : []);
  } catch (error) {
    // Python answers every call, even a failed one; here Python itself is gone, and would answer nothing from now on.
    calls.postMessage({ event: "failed", what: `Python stopped. ${sentence(error)}` });
  }
}
