// What Python starts from (compiled code, memory image): asked for as soon as the frame is there, handed to the worker when its turn comes.

import { ArrivalError, fetched } from "./arrivals.js";

/**
 * @typedef {{wasm: Promise<WebAssembly.Module>, image: Promise<ArrayBuffer> | null}} Parts
 * @typedef {{name: string, value?: WebAssembly.Module | ArrayBuffer, why?: string}} Part
 */

/** Frame: compiling needs no worker, so it goes on while PyScript is still read. @param {string} wasm @param {{url: string, fetcher: string} | null} image their addresses @returns {Parts} */
export function ask(wasm, image) {
  const parts = {
    wasm: fetched(wasm, "application/wasm").then((answer) => WebAssembly.compileStreaming(answer)),
    image: image ? arrived(image) : null,
  };
  for (const part of Object.values(parts)) part?.catch(() => {});
  return parts;
}

/** A first visit gets the image packed; afterwards the service worker has it as it is. @param {{url: string, fetcher: string}} image @returns {Promise<ArrayBuffer>} */
function arrived({ url, fetcher }) {
  const worker = new Worker(fetcher, { type: "module" });
  /** @type {Promise<ArrayBuffer>} */
  const image = new Promise((resolve, reject) => {
    worker.onmessage = ({ data: { image: bytes, why } }) => (bytes ? resolve(bytes) : reject(new ArrivalError(why)));
    worker.onerror = () => reject(new ArrivalError("It could not be fetched."));
  });
  worker.postMessage(url);
  return image.finally(() => worker.terminate());
}

/** Frame: answer the worker that asks. @param {Worker} engine @param {Parts} parts */
export function handOver(engine, parts) {
  engine.addEventListener("message", ({ data, ports: [port] }) => {
    if (data?.sophie !== "parts") return;
    const send = (/** @type {Part} */ part, /** @type {Transferable[]} */ moved = []) => port?.postMessage(part, moved);
    for (const [name, part] of Object.entries(parts))
      part?.then((value) => send({ name, value }, value instanceof ArrayBuffer ? [value] : []), (error) => send({ name, why: error.message }));
  });
}

/** Worker: they come one by one, through a port of their own: PyScript takes every message to the worker for an event of Python's. @returns {{wasm: Promise<WebAssembly.Module>, image: Promise<ArrayBuffer>}} */
export function receive() {
  /** @type {Record<string, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const waiting = {};
  const part = (/** @type {string} */ name) => new Promise((resolve, reject) => (waiting[name] = { resolve, reject }));
  const parts = { wasm: part("wasm"), image: part("image") };
  for (const each of Object.values(parts)) each.catch(() => {});
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (/** @type {MessageEvent<Part>} */ { data: { name, value, why } }) => (why ? waiting[name]?.reject(new ArrivalError(why)) : waiting[name]?.resolve(value));
  self.postMessage({ sophie: "parts" }, { transfer: [port2] });
  return parts;
}
