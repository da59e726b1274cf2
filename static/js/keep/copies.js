// A log in, whole copies of it in the browser's own file store (OPFS) out: they heal a damaged database, and go when the site's data is cleared.

import { snapshotText } from "../log/snapshot.js";

/** @typedef {{name: string, at: number, n: number, events: number, size: number, file: File}} Copy n: the log's last arrival number it holds */

const KEPT = 3;
const NAME = /^(\d+)\.(\d+)\.(\d+)\.json$/;

/** @param {string} workspace @param {boolean} [create] @returns {Promise<FileSystemDirectoryHandle | null>} null where there is no such store */
async function folder(workspace, create = false) {
  try {
    const root = await navigator.storage.getDirectory();
    return await (await root.getDirectoryHandle("copies", { create })).getDirectoryHandle(workspace, { create });
  } catch {
    return null;
  }
}

/** @param {string} workspace @returns {Promise<Copy[]>} newest first */
export async function copies(workspace) {
  const place = await folder(workspace);
  /** @type {Copy[]} */
  const found = [];
  if (!place) return found;
  for await (const handle of /** @type {any} */ (place).values()) {
    const [, at, events, n] = NAME.exec(handle.name) ?? [];
    if (!at) continue;
    const file = await handle.getFile();
    found.push({ name: handle.name, at: Number(at), n: Number(n), events: Number(events), size: file.size, file });
  }
  return found.sort((a, b) => b.at - a.at);
}

/** Write one more copy and let the oldest go; the fullest always stays, so that a log that lost its contents cannot push them out. What is erased meanwhile does not live on in it. @param {import("../log/log.js").Log} log @param {string} app @returns {Promise<Copy | null>} null where the browser has no such store */
export async function keepCopy(log, app) {
  const place = await folder(log.name, true);
  if (!place) return null;
  const { epoch } = await log.identity();
  const { n } = await log.tail();
  const before = await copies(log.name);
  const events = await log.size();
  const [latest] = before;
  if (!events || (latest && latest.n === n && latest.events === events)) return latest ?? null;
  const name = `${Date.now()}.${events}.${n}.json`;
  const handle = await place.getFileHandle(name, { create: true });
  try {
    await write(handle, snapshotText(log, { app }));
  } catch (error) {
    await place.removeEntry(name).catch(() => null);
    throw error;
  }
  // Whoever erased could not drop a copy that was still being written.
  if ((await log.identity()).epoch !== epoch) {
    await place.removeEntry(name).catch(() => null);
    return keepCopy(log, app);
  }
  const all = await copies(log.name);
  const fullest = Math.max(...all.map((copy) => copy.events));
  const keep = new Set([...all.slice(0, KEPT), ...all.filter((copy) => copy.events === fullest).slice(0, 1)]);
  for (const copy of all) if (!keep.has(copy)) await place.removeEntry(copy.name).catch(() => null);
  return all[0] ?? null;
}

/** What was erased must not live on in a copy. @param {string} workspace */
export async function dropCopies(workspace) {
  const place = await folder(workspace);
  for (const { name } of await copies(workspace)) await place?.removeEntry(name).catch(() => null);
}

/** The browser writes beside the file and puts it in its place when all is there. @param {FileSystemFileHandle} handle @param {AsyncGenerator<string>} text */
async function write(handle, text) {
  const stream = await handle.createWritable();
  try {
    for await (const part of batched(text)) await stream.write(part);
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => null);
    throw error;
  }
}

/** @param {AsyncGenerator<string>} text */
async function* batched(text) {
  let part = "";
  for await (const piece of text) {
    part += piece;
    if (part.length < 1024 * 1024) continue;
    yield part;
    part = "";
  }
  yield part;
}
