// The update flow of static/js/page/offline.js against small stand-ins for the browser's service worker container.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { startOffline } from "../../static/js/page/offline.js";

class Fake extends EventTarget {
  constructor(fields) {
    super();
    Object.assign(this, fields);
  }
}

/** A worker that says which build it is, and remembers what it was told. */
const worker = (build, state = "activated") =>
  new Fake({
    state,
    told: [],
    postMessage(data, ports = []) {
      this.told.push(data.type);
      if (data.type === "DESCRIBE") ports[0].postMessage({ build, bytes: 100 });
    },
  });

async function open({ active = null, waiting = null, mayOffer = true, mayReload = true, register } = {}) {
  mock.timers.enable({ apis: ["setInterval"] });
  const registration = new Fake({ active, waiting, installing: null, updates: 0, async update() { this.updates++; } });
  const workers = new Fake({ controller: active, register: register ?? (async () => registration) });
  const seen = { offers: [], states: [], reloads: 0, kept: 0, rules: { mayOffer, mayReload }, time: 1e12 };
  const offline = await startOffline(
    {
      build: "A",
      ready: Promise.resolve(),
      mayOffer: () => seen.rules.mayOffer,
      mayReload: () => seen.rules.mayReload,
      onOffer: (offered) => seen.offers.push(offered),
      onState: (state) => seen.states.push(state),
      beforeReload: async () => seen.kept++,
    },
    { workers, reload: () => seen.reloads++, now: () => seen.time },
  );
  return { offline, registration, workers, seen };
}

/** The browser gives the page to another worker. */
async function takeOver(workers, next) {
  workers.controller = next;
  workers.dispatchEvent(new Event("controllerchange"));
  await settled();
}

/** Messages between ports take turns of the event loop, more of them on a busy machine. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 250));

test.afterEach(() => mock.timers.reset());

test("nothing is registered before the page was ready once", async () => {
  let registered = 0;
  const workers = new Fake({ controller: null, register: async () => (registered++, new Fake({ active: null, waiting: null, installing: null })) });
  startOffline({ ready: new Promise(() => {}) }, { workers, reload() {}, now: () => 0 });
  await settled();
  assert.equal(registered, 0);
});

test("a browser without service workers is told so and nothing else happens", async () => {
  const states = [];
  await startOffline({ ready: Promise.resolve(), onState: (state) => states.push(state) }, { workers: undefined, reload() {}, now: () => 0 });
  assert.deepEqual(states.map((state) => state.supported), [false]);
});

test("the first install makes the page work offline and never reloads it", async () => {
  const { registration, workers, seen, offline } = await open();
  assert.equal(offline.state.installed, false);
  const first = worker("A");
  registration.active = first;
  await takeOver(workers, first);
  assert.deepEqual([offline.state.installed, offline.state.bytes, seen.reloads], [true, 100, 0]);
});

test("a new build is offered, and only a click brings it", async () => {
  const waiting = worker("B", "installed");
  const { offline, workers, seen } = await open({ active: worker("A"), waiting });
  assert.deepEqual(seen.offers, [true]);
  assert.ok(!waiting.told.includes("SKIP_WAITING"));
  assert.equal(await offline.apply(), true);
  assert.ok(waiting.told.includes("SKIP_WAITING"));
  await takeOver(workers, waiting);
  await takeOver(workers, waiting);
  assert.deepEqual([seen.reloads, seen.kept], [1, 1]);
});

test("an open run hides the offer and refuses the click", async () => {
  const waiting = worker("B", "installed");
  const { offline, seen } = await open({ active: worker("A"), waiting, mayOffer: false });
  assert.deepEqual([seen.offers, await offline.apply(), seen.reloads], [[], false, 0]);
  seen.rules.mayOffer = true;
  offline.recheck();
  seen.rules.mayOffer = false;
  offline.recheck();
  assert.deepEqual(seen.offers, [true, false]);
});

test("another tab updated: this tab follows when it holds nothing open", async () => {
  const { workers, seen } = await open({ active: worker("A") });
  await takeOver(workers, worker("B"));
  assert.deepEqual([seen.reloads, seen.kept], [1, 1]);
});

test("another tab updated: a tab with a draft stays, is offered the new build, and reloads on its click", async () => {
  const { offline, workers, seen } = await open({ active: worker("A"), mayReload: false });
  await takeOver(workers, worker("B"));
  assert.deepEqual([seen.reloads, seen.offers], [0, [true]]);
  await offline.apply();
  assert.equal(seen.reloads, 1);
});

test("a page that is older than its worker says so from the start", async () => {
  const { seen } = await open({ active: worker("B"), mayReload: false });
  assert.deepEqual([seen.offers, seen.reloads], [[true], 0]);
});

test("a new build that could not be kept whole is told, and the version stays", async () => {
  const { registration, offline } = await open({ active: worker("A") });
  registration.installing = worker("B", "installing");
  registration.dispatchEvent(new Event("updatefound"));
  registration.installing.state = "redundant";
  registration.installing.dispatchEvent(new Event("statechange"));
  await settled();
  assert.match(offline.state.problem, /this version stays/);
  assert.deepEqual([offline.state.installed, offline.state.waiting], [true, false]);
});

test("a first install that failed is tried again at the next check", async () => {
  let tries = 0;
  const registration = new Fake({ active: null, waiting: null, installing: null });
  const register = async () => {
    if (++tries === 1) throw new TypeError("failed");
    return registration;
  };
  const { offline } = await open({ register });
  assert.match(offline.state.problem, /without a network/);
  await offline.check();
  assert.equal(tries, 2);
});

test("with no network a check changes nothing", async () => {
  const { offline, registration } = await open({ active: worker("A") });
  registration.update = async () => { throw new TypeError("no network"); };
  await offline.check();
  assert.deepEqual([offline.state.installed, offline.state.problem], [true, ""]);
});

test("the hourly look asks once an hour", async () => {
  const { registration, seen } = await open({ active: worker("A") });
  mock.timers.tick(3_600_000);
  assert.equal(registration.updates, 0);
  seen.time += 3_600_000;
  mock.timers.tick(3_600_000);
  assert.equal(registration.updates, 1);
});
