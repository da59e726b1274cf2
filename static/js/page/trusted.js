// The page's one Trusted Types policy: HTML goes through the guard (guard.js), script addresses are an exact list.

/** Addresses of scripts this page may start: nothing else is ever loaded by name. */
const SCRIPTS = new Set(["service-worker.js", typeof KEEP === "string" ? KEEP : ""]);

/**
 * @typedef {{createHTML(text: string): string, createScriptURL(text: string): string}} Policy
 * @typedef {{createPolicy(name: string, rules: Policy): Policy}} Factory
 */

const rules = {
  createHTML: (/** @type {string} */ text) => text,
  createScriptURL(/** @type {string} */ url) {
    if (!SCRIPTS.has(url)) throw new TypeError(`Sophie does not start scripts from ${url}`);
    return url;
  },
};

const factory = /** @type {{trustedTypes?: Factory}} */ (/** @type {unknown} */ (globalThis)).trustedTypes;
const policy = factory ? factory.createPolicy("sophie", rules) : rules;

/** Text as HTML for DOMParser only; guard.js looks at every node before it is shown. @param {string} text */
export const html = (text) => policy.createHTML(text);

/** @param {string} url one of the addresses above @returns {string} */
export const scriptURL = (url) => policy.createScriptURL(url);
