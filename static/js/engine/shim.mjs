// What PyScript calls its interpreter: its options in, a Pyodide out, started from the memory image or plainly.

import { answersLate, unpackAll, writeEdge } from "./archives.js";
import { fetched, unzipped } from "./arrivals.js";
import { ENVIRONMENT, read } from "./image.js";
import { tellWhileArriving } from "./progress.js";
import createModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide as load, version } from "pyodide/pyodide.mjs";

export { version };

const here = new URL(import.meta.url);
const at = (/** @type {string} */ path) => new URL(path, here).href;
const runtime = at(PARTS.runtime);
const WASM = `${runtime}pyodide.asm.wasm`;

/** Pyodide must not look for packages anywhere: there are none but ours. */
const NO_PACKAGES = { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", version, python: "3.14.2" }, packages: {} };

// Both are asked for at once, while PyScript still looks around.
const isPlain = !PARTS.image || here.searchParams.has("plain");
const image = isPlain ? null : unzipped(at(PARTS.image?.url ?? "")).then(read);
image?.catch(() => {});
let wasm = fetched(WASM, "application/wasm");
wasm.catch(() => {});
tellWhileArriving([WASM, ...(isPlain ? [] : [at(PARTS.image?.url ?? "")])]);

/**
 * Tells how Python was started, for Settings and for the benches.
 * @param {string} boot @param {string} reason
 */
const started = (boot, reason = "") => Object.assign(self, { sophieBoot: JSON.stringify({ boot, reason }) });

/** @param {Record<string, unknown>} options */
export async function loadPyodide(options) {
  await wasm;
  if (isPlain) return plainly(options, PARTS.image ? "It was asked for." : "This is the development server.");
  try {
    const python = await fromImage(options);
    started("image");
    return python;
  } catch (error) {
    wasm = fetched(WASM, "application/wasm");
    return plainly(options, `The memory image was of no use: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {Record<string, unknown>} options */
async function fromImage(options) {
  const python = await start(options, {
    stdLibURL: `${runtime}empty.zip`,
    _loadSnapshot: Uint8Array.from(atob(PARTS.image?.preface ?? ""), (letter) => letter.charCodeAt(0)),
    createPyodideModule: async (/** @type {object} */ settings) => {
      const [module, write] = await Promise.all([createModule(settings), image]);
      write?.(module);
      return module;
    },
  });
  writeEdge(python);
  answersLate(python, at);
  return python;
}

/** @param {Record<string, unknown>} options @param {string} reason */
async function plainly(options, reason) {
  const [python, ...archives] = await Promise.all([start(options, { createPyodideModule: createModule }), ...unpackAll(at)]);
  for (const unpack of archives) unpack(python);
  started("plain", reason);
  return python;
}

/**
 * Pyodide asks for its WebAssembly by itself and would wait for ever if it is of no use; so it is handed the answer
 * that was looked at above.
 * @param {Record<string, unknown>} options @param {Record<string, unknown>} ours
 */
async function start(options, ours) {
  const { fetch } = self;
  self.fetch = (input, init) => (String(input) === WASM ? wasm : fetch(input, init));
  try {
    return await load({ ...options, indexURL: runtime, lockFileContents: NO_PACKAGES, env: { ...ENVIRONMENT }, ...ours });
  } finally {
    self.fetch = fetch;
  }
}
