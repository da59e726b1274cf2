// The unit tests in, their result inside Pyodide out: the same tests that pytest runs on this machine's own Python.
// usage: node tests/pyodide/run.mjs [pytest arguments]

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SITE = "/lib/python3.14/site-packages";

// They start programs, which a browser cannot.
const NOT_HERE = ["browser", "build", "js", "pyodide", "views/test_accessibility.py"];

// Real runbooks for the tests, when this machine has them.
const shared = process.env.SOPHIE_SHARED ?? "";

const python = await loadPyodide({ env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1", ...(shared && { SOPHIE_SHARED: "/shared" }) } });
for (const folder of ["wheels", "test-wheels"]) install(`${root}.cache/${folder}`);
mount("/sophie", root);
if (shared && existsSync(shared)) mount("/shared", shared);

const asked = process.argv.slice(2);
const choice = asked.length ? asked : NOT_HERE.map((name) => `--ignore=tests/${name}`);
python.globals.set("arguments", python.toPy(choice));
process.exitCode = python.runPython(`
import os, sys
os.chdir("/sophie")
sys.path.insert(0, "/sophie")
import pytest
int(pytest.main(arguments))
`);

/** @param {string} folder */
function install(folder) {
  const wheels = readdirSync(folder).filter((name) => name.endsWith(".whl"));
  for (const wheel of wheels) python.unpackArchive(new Uint8Array(readFileSync(`${folder}/${wheel}`)), "wheel", { extractDir: SITE });
}

/** @param {string} where @param {string} folder */
function mount(where, folder) {
  python.FS.mkdirTree(where);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, where);
}
