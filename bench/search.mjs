// The search bench in, its table as Pyodide has it out: `node bench/search.mjs`.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const root = fileURLToPath(new URL("..", import.meta.url));
const python = await loadPyodide();
for (const name of readdirSync(`${root}.cache/wheels`).filter((file) => file.endsWith(".whl"))) {
  python.unpackArchive(new Uint8Array(readFileSync(`${root}.cache/wheels/${name}`)), "wheel", { extractDir: "/lib/python3.14/site-packages" });
}
python.FS.mkdirTree("/sophie");
python.FS.mount(python.FS.filesystems.NODEFS, { root }, "/sophie");
process.exitCode = python.runPython(`
import sys
sys.path.insert(0, "/sophie")
from bench.search import main
main()
`);
