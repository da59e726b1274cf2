// Archives of Python files in, files in Python's own file system out: all at a plain start, or at the first import that
// the memory image did not foresee.

import { fetched } from "./arrivals.js";
import { SITE } from "./image.js";

/**
 * @typedef {object} Python the part of Pyodide that is needed here
 * @property {{mkdirTree(path: string): void, writeFile(path: string, data: string | Uint8Array): void}} FS
 * @property {(name: string, module: object) => void} registerJsModule
 * @property {(code: string) => void} runPython
 * @property {(zip: ArrayBuffer, format: string, options: {extractDir: string}) => void} unpackArchive
 */

const ARCHIVES = [PARTS.site, PARTS.app];
const LIBRARY = "/lib/python314.zip";

/** Ask for each archive; what comes back puts it in place. @param {(path: string) => string} at */
export function unpackAll(at) {
  return ARCHIVES.map(async (path) => {
    const zip = await (await fetched(at(path))).arrayBuffer();
    return (/** @type {Python} */ python) => python.unpackArchive(zip, "zip", { extractDir: SITE });
  });
}

/** @param {Python} python */
export function writeEdge(python) {
  for (const [path, text] of Object.entries(PARTS.edge)) {
    const file = `${SITE}/${path}`;
    python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    python.FS.writeFile(file, text);
  }
}

/** Python's import is synchronous, so the files have to be too. @param {Python} python @param {(path: string) => string} at */
export function answersLate(python, at) {
  const load = () => {
    python.FS.writeFile(LIBRARY, new Uint8Array(fetchNow(at(`${PARTS.runtime}python_stdlib.zip`))));
    for (const path of ARCHIVES) python.unpackArchive(fetchNow(at(path)), "zip", { extractDir: SITE });
  };
  python.registerJsModule("sophie_late", { load });
  python.runPython("from app.browser.late import install; install()");
}

/** @param {string} url @returns {ArrayBuffer} */
function fetchNow(url) {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  return request.response;
}
