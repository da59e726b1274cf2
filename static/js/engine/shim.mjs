// What PyScript calls its interpreter: its options in, a Pyodide out, started from the memory image or plainly.

import { answersLate, unpackAll, writeEdge } from "./archives.js";
import { serve } from "./calls.js";
import { ENVIRONMENT, read } from "./image.js";
import { receive } from "./arriving.js";
import createModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide as load, version } from "pyodide/pyodide.mjs";

export { version };

const here = new URL(import.meta.url);
const at = (/** @type {string} */ path) => new URL(path, here).href;
const runtime = at(PARTS.runtime);
const WASM = `${runtime}pyodide.asm.wasm`;

/** Pyodide must not look for packages anywhere: there are none but ours. */
const NO_PACKAGES = { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", version, python: "3.14.2" }, packages: {} };

const isPlain = !PARTS.image || here.searchParams.has("plain");
const { wasm, image } = receive();

/** How Python was started, for Settings and for the benches. */
let started = { boot: "image", reason: "" };

// For Python: app/browser/channel.py.
Object.assign(self, { sophieServe: serve(() => started) });

/** @param {Record<string, unknown>} options */
export async function loadPyodide(options) {
  const code = await wasm;
  if (isPlain) return plainly(code, options, PARTS.image ? "It was asked for." : "This is the development server.");
  try {
    return await fromImage(code, options);
  } catch (error) {
    return plainly(code, options, `The memory image was of no use: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {WebAssembly.Module} code @param {Record<string, unknown>} options */
async function fromImage(code, options) {
  const python = await start(code, options, {
    stdLibURL: `${runtime}empty.zip`,
    _loadSnapshot: Uint8Array.from(atob(PARTS.image?.preface ?? ""), (letter) => letter.charCodeAt(0)),
    createPyodideModule: async (/** @type {object} */ settings) => {
      const [module, packed] = await Promise.all([createModule(settings), image]);
      read(packed)(module);
      return module;
    },
  });
  writeEdge(python);
  answersLate(python, at);
  return python;
}

/** @param {WebAssembly.Module} code @param {Record<string, unknown>} options @param {string} reason */
async function plainly(code, options, reason) {
  const [python, ...archives] = await Promise.all([start(code, options, { createPyodideModule: createModule }), ...unpackAll(at)]);
  for (const unpack of archives) unpack(python);
  started = { boot: "plain", reason };
  return python;
}

/**
 * Pyodide asks for its WebAssembly by itself and would wait for ever if it is of no use; so it is handed what was fetched, looked at and compiled
 * already.
 * @param {WebAssembly.Module} code @param {Record<string, unknown>} options @param {Record<string, unknown>} ours
 */
async function start(code, options, ours) {
  const { instantiateStreaming } = WebAssembly;
  const { fetch } = self;
  self.fetch = (input, init) => (String(input) === WASM ? Promise.resolve(new Response()) : fetch(input, init));
  WebAssembly.instantiateStreaming = async (_, imports) => ({ module: code, instance: await WebAssembly.instantiate(code, imports) });
  try {
    return await load({ ...options, indexURL: runtime, lockFileContents: NO_PACKAGES, env: { ...ENVIRONMENT }, ...ours });
  } finally {
    Object.assign(WebAssembly, { instantiateStreaming });
    self.fetch = fetch;
  }
}
