// A tick in, one strictly durable IndexedDB write and a morph of the changed step out: the least any page could do.

import { Idiomorph } from "./idiomorph.js";

const COUNT = 200;
const done = new Set();

/** @param {number} step */
function drawn(step) {
  const checked = done.has(step) ? " checked" : "";
  const state = done.has(step) ? '<p class="who">Done by Ada, <time>09:30</time></p>' : "";
  return `<li id="s${step}" data-step-item="s${step}"><label><input type="checkbox"${checked}> Step ${step}: check that replica ${step} answers, and write down its lag</label>${state}
    <p><button type="button">Note</button> <button type="button">Problem</button> <button type="button">Skip</button></p></li>`;
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("plain", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("ticks", { autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param {IDBDatabase} database @param {number} step */
function keep(database, step) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction("ticks", "readwrite", { durability: "strict" });
    transaction.objectStore("ticks").add({ step, done: done.has(step), at: Date.now() });
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

/** @param {number} step */
function morph(step) {
  const next = new DOMParser().parseFromString(drawn(step), "text/html").body.firstElementChild;
  const old = document.getElementById(`s${step}`);
  if (old && next) Idiomorph.morph(old, next, { morphStyle: "outerHTML" });
}

const steps = /** @type {HTMLElement} */ (document.getElementById("steps"));
steps.innerHTML = Array.from({ length: COUNT }, (_, step) => drawn(step)).join("");
const database = await open();
steps.addEventListener("change", async (event) => {
  const item = event.target instanceof Element ? event.target.closest("li") : null;
  const step = Number(item?.id.slice(1));
  done.has(step) ? done.delete(step) : done.add(step);
  await keep(database, step);
  morph(step);
  performance.mark("script:tick-done");
});
document.documentElement.dataset["engine"] = "ready";
