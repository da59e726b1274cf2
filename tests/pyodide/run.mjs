// The unit tests in, their result inside Pyodide out: the same tests that pytest runs on this machine's own Python.
// usage: node tests/pyodide/run.mjs [--part 1/2] [pytest arguments]

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
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
const part = asked[0] === "--part" ? asked.splice(0, 2)[1] : "1/1";
const choice = asked.length ? asked : filesOf(part);
python.globals.set("arguments", python.toPy(choice));
process.exitCode = python.runPython(`
import os, sys
os.chdir("/sophie")
sys.path.insert(0, "/sophie")
import pytest
int(pytest.main(arguments))
`);

/** Python has one thread here, so the files are dealt out, the largest first, each to the part with the least so far. @param {string} part "1/2" */
function filesOf(part) {
  const [mine, parts] = part.split("/").map(Number);
  const names = readdirSync(`${root}tests`, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  const tests = names.filter((name) => /(^|\/)test_[^/]*\.py$/.test(name) && !NOT_HERE.some((not) => name === not || name.startsWith(`${not}/`)));
  const files = tests.map((name) => ({ name, size: statSync(`${root}tests/${name}`).size })).sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
  const dealt = Array.from({ length: parts }, () => ({ size: 0, names: /** @type {string[]} */ ([]) }));
  for (const { name, size } of files) {
    const least = dealt.reduce((a, b) => (b.size < a.size ? b : a));
    least.size += size;
    least.names.push(`tests/${name}`);
  }
  return dealt[mine - 1].names.sort();
}

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
