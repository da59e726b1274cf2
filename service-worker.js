// The service worker: takes the list of a build's files, keeps them whole or not at all, answers from them with no network.
//
// One cache for each build. A file that did not change is copied from the build before, never fetched again. The build
// that was active before stays until the next update, so a page of that build finds its own files when it restarts its engine.

import { PrecacheController, PrecacheRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { unpack } from "./static/js/engine/zstd.js";

/**
 * @typedef {{url: string, integrity: string, bytes: number}} Entry
 * @typedef {ExtendableEvent & {data: any, ports: readonly MessagePort[]}} Asked
 * @typedef {{waitUntil(work: Promise<unknown>): void, type: string} & Event} ExtendableEvent
 * @typedef {{__PRECACHE: Entry[], __BUILD: string, registration: ServiceWorkerRegistration, skipWaiting(): Promise<void>,
 *   clients: {claim(): Promise<void>}, addEventListener(name: string, act: (event: any) => void): void}} Worker
 * @typedef {{request: Request, response: Response}} Arrived
 */

const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));
const FILES = worker.__PRECACHE;
const PREFIX = "sophie-";
const CACHE = PREFIX + worker.__BUILD;

/** The memory image. */
const IMAGE = /\/static\/image-\w+\.bin$/;

/** Two notes of our own in each cache: what its files hash to, and since when the build is active. */
const LIST = "?list";
const ACTIVE = "?active";

/** Whether an earlier try to install this build ended half way: what it missed is asked for past the browser's own cache. */
let isSecondTry = false;

const controller = new PrecacheController({
  cacheName: CACHE,
  plugins: [{ requestWillFetch: pastBrowserCache, cacheWillUpdate: unpacked }],
});
controller.addToCacheList(FILES.map(({ url, integrity }) => ({ url, integrity, revision: null })));

worker.addEventListener("install", (event) => event.waitUntil(install(event)));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => answer(event));

// The first route that matches answers; a request of another origin matches none and is left alone.
registerRoute(isOlderPage, ({ url }) => fromBuild(url, url.searchParams.get("build") ?? ""));
registerRoute(new PrecacheRoute(controller, { ignoreURLParametersMatching: [/^/], directoryIndex: "index.html", cleanURLs: false }));
registerRoute(({ sameOrigin, request }) => sameOrigin && request.destination === "document", ({ request }) => fetch(request).catch(home));
registerRoute(({ sameOrigin }) => sameOrigin, ({ request }) => fromAnyBuild(request));

/** Every file with its right hash, or the install fails and the worker before stays. @param {ExtendableEvent} event */
async function install(event) {
  const mine = await caches.open(CACHE);
  isSecondTry = (await mine.match(LIST)) !== undefined;
  await mine.put(LIST, Response.json(Object.fromEntries(FILES.map(({ url, integrity }) => [url, integrity]))));
  for (const name of await builds()) if (name !== CACHE) await copyUnchanged(await caches.open(name), mine);
  await controller.install(event);
}

/** Cached answers are moved as they are: a rebuilt answer would lose its compiled WebAssembly. @param {Cache} from @param {Cache} to */
async function copyUnchanged(from, to) {
  const hashes = (await (await from.match(LIST))?.json()) ?? {};
  for (const { url, integrity } of FILES) {
    if (hashes[url] !== integrity || (await to.match(url))) continue;
    const answer = await from.match(url);
    if (answer) await to.put(url, answer);
  }
}

/** Keep this build and the one active before it, drop all others. */
async function activate() {
  const before = await lastActive();
  const mine = await caches.open(CACHE);
  await mine.put(ACTIVE, new Response(String(Date.now())));
  for (const name of await builds()) if (name !== CACHE && name !== before) await caches.delete(name);
  await worker.clients.claim();
}

/** @returns {Promise<string>} the cache of the build that was active last, or "" */
async function lastActive() {
  let [last, latest] = ["", 0];
  for (const name of await builds()) {
    const since = Number(await (await (await caches.open(name)).match(ACTIVE))?.text());
    if (name !== CACHE && since > latest) [last, latest] = [name, since];
  }
  return last;
}

const builds = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

/** A page names its build when it asks for its engine. @param {{url: URL, sameOrigin: boolean}} asked */
function isOlderPage({ url, sameOrigin }) {
  return sameOrigin && url.searchParams.has("build") && url.searchParams.get("build") !== worker.__BUILD;
}

/** A page two updates old finds nothing: better no engine than one of another build. @param {URL} url @param {string} build */
async function fromBuild(url, build) {
  const name = PREFIX + build;
  return ((await caches.has(name)) && (await (await caches.open(name)).match(url.pathname))) || Response.error();
}

/** File names carry their content's hash, so a name found in an older build's cache is that build's file. @param {Request} request */
async function fromAnyBuild(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

/** An unknown page with no network: the app's own address, for relative addresses to hold. */
const home = () => Response.redirect(worker.registration.scope);

/** @param {{request: Request, event: {type: string}}} asked */
async function pastBrowserCache({ request, event }) {
  return event.type === "install" && isSecondTry ? new Request(request, { cache: "reload" }) : request;
}

/** The memory image travels packed and is kept unpacked, so a repeat visit does not pay for it again. @param {Arrived} arrived */
async function unpacked({ request, response }) {
  if (response.status !== 200) return null;
  if (!IMAGE.test(new URL(request.url).pathname)) return response;
  const bytes = await response.arrayBuffer();
  // Kept packed if need be: the engine then unpacks it at each start.
  const image = await unpack(bytes).catch(() => bytes);
  return new Response(image, { headers: { "Content-Type": "application/octet-stream" } });
}

/** @param {Asked} event */
function answer(event) {
  if (event.data?.type === "SKIP_WAITING") event.waitUntil(worker.skipWaiting());
  const bytes = FILES.reduce((sum, file) => sum + file.bytes, 0);
  if (event.data?.type === "DESCRIBE") event.ports[0]?.postMessage({ build: worker.__BUILD, bytes, files: FILES.length });
}
