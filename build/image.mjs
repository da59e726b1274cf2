// Takes the memory image: archives of Python files in, the image and the first screen's HTML out.
// usage: node build/image.mjs SITE_ZIP APP_ZIP OUT_FOLDER
//
// An image is the whole memory of a Python that has imported everything. The visitor's browser fetches Pyodide's
// WebAssembly anyway, and with it the memory Python starts from; so only what differs from that start is kept.

import "./still.mjs";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";
import createModule from "../node_modules/pyodide/pyodide.asm.mjs";
import { ENVIRONMENT, SITE, pack } from "../static/js/engine/image.js";

const [siteZip, appZip, out] = process.argv.slice(2);

/** What the PyScript worker itself imports at a start, so that it never needs the standard library's files. */
const PYSCRIPT_NEEDS = "asyncio, contextlib, html, inspect, io, json, os, pathlib, pyodide.code, pyodide.ffi, shutil, types, typing, zipfile";

/** No path of this machine may stay in the memory. */
const LIKE_A_BROWSER = { env: { ...ENVIRONMENT }, _sysExecutable: "./this.program" };

mkdirSync(out, { recursive: true });
const fresh = await freshMemory();
const { packages, library } = await bareFiles();
const python = await loadPyodide({ ...LIKE_A_BROWSER, stdLibURL: library, _makeSnapshot: true });
unpack(python);
python.unpackArchive(packages, "zip", { extractDir: SITE });
python.runPython(`import ${PYSCRIPT_NEEDS}`);
run(python, "later.py", "install()");
const screen = run(python, "warm.py", "first_screen()");
run(python, "alike.py", "import gc; share(gc.get_objects())");
run(python, "slim.py", "slim()");
zeroFreeMemory(python._module);
const snapshot = python.makeMemorySnapshot();
const { preface, image } = pack(snapshot, fresh);

writeFileSync(join(out, "first-screen.html"), screen);
writeFileSync(join(out, "preface.bin"), preface);
writeFileSync(join(out, "image.bin"), image);
console.log(`image: ${mega(snapshot.length)} MB of memory, ${mega(image.length)} MB of it new`);

/** All sources, compiled by another Python: what compiling leaves behind would stay in the memory. */
async function bareFiles() {
  const compiler = await loadPyodide({ ...LIKE_A_BROWSER });
  unpack(compiler);
  const library = join(out, "library.zip");
  writeFileSync(library, run(compiler, "bare.py", `library("/lib/python314.zip")`).toJs());
  return { library, packages: run(compiler, "bare.py", `packages("${SITE}")`).toJs() };
}

function unpack(python) {
  for (const zip of [siteZip, appZip]) python.unpackArchive(new Uint8Array(readFileSync(zip)), "zip", { extractDir: SITE });
}

/** A helper of ours, run as a module of its own that leaves nothing behind. @param {string} file @param {string} call */
function run(python, file, call) {
  const source = readFileSync(new URL(file, import.meta.url), "utf8");
  const names = python.runPython(`{"__name__": "image"}`);
  python.runPython(source, { globals: names });
  const result = python.runPython(call, { globals: names });
  names.destroy();
  return result;
}

/** The memory right before Python starts, which any browser builds for itself. */
async function freshMemory() {
  /** @type {Uint8Array | undefined} */
  let memory;
  const stop = new Error("seen enough");
  const createPyodideModule = async (settings) => {
    const module = await createModule(Object.assign(settings, { noInitialRun: true }));
    memory = module.HEAPU8.slice();
    throw stop;
  };
  await loadPyodide({ ...LIKE_A_BROWSER, createPyodideModule }).catch((error) => {
    if (error !== stop) throw error;
  });
  return memory;
}

/**
 * Memory that was used and given back still holds old bytes, which do not compress. Take every free piece, without
 * letting the memory grow, blank it and give it back. Python's own allocator keeps small pieces of its own.
 */
function zeroFreeMemory(module) {
  const large = [];
  const small = [];
  module._malloc_set_footprint_limit(module._malloc_footprint());
  for (let size = 8 << 20; size >= 64; size >>= 1) take(large, size, module._malloc);
  for (let size = 512; size >= 8; size -= 8) take(small, size, module._PyObject_Malloc);
  for (const piece of small.reverse()) module._PyObject_Free(piece);
  for (const piece of large.reverse()) module._free(piece);
  module._malloc_set_footprint_limit(0xffffffff);
  module.HEAPU8.fill(0, module._emscripten_stack_get_end(), module.stackSave() - 4096);

  function take(pieces, size, allocate) {
    for (let piece = allocate(size); piece; piece = allocate(size)) {
      module.HEAPU8.fill(0, piece, piece + size);
      pieces.push(piece);
    }
  }
}

function mega(bytes) {
  return (bytes / 1e6).toFixed(1);
}
