// Engine HTML in, safe nodes out: refuses a whole render that holds anything outside the allowlist.
// The engine escapes by construction; this is the second wall, and style= needs it (CSP lets morphed styles pass).

import { html } from "./trusted.js";

const FORBIDDEN =
  "script,style,link,meta,base,iframe,frame,frameset,object,embed,applet,portal,template,py-script,mpy-script,py-config,mpy-config,[style],[srcdoc],[formaction],[is],[action],[background],[ping],[command],[commandfor],[popovertarget]";
const ADDRESSES = ["href", "src", "xlink:href", "poster", "cite", "data"];
const SCHEMES = new Set(["https:", "http:", "mailto:", "tel:"]);

/** A render that was refused; the screen keeps what it shows. */
export class Unsafe extends Error {}

/** @param {string} address */
function isAllowedAddress(address) {
  // Control characters and spaces are skipped by browsers when they look for the scheme.
  const bare = address.replace(/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]/g, "");
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(bare);
  return !scheme || SCHEMES.has((scheme[1] ?? "").toLowerCase());
}

/** @param {Element} element */
function checkAttributes(element) {
  for (const { name, value } of element.attributes) {
    if (name.startsWith("on")) throw new Unsafe(`${element.localName} with ${name}`);
    if (ADDRESSES.includes(name) && !isAllowedAddress(value)) throw new Unsafe(`${name} ${value.slice(0, 40)}`);
  }
}

/**
 * @param {string} text one or more elements as the engine wrote them
 * @returns {DocumentFragment} the same, checked
 * @throws {Unsafe}
 */
export function parse(text) {
  const page = new DOMParser().parseFromString(html(`<body>${text}`), "text/html");
  const bad = page.querySelector(FORBIDDEN) ?? page.head.firstElementChild;
  if (bad) throw new Unsafe(bad.localName);
  const acts = page.querySelector(".prose [data-command], .prose [data-act]:not([data-act=copy]), .prose [data-draft], .prose form");
  if (acts) throw new Unsafe(`an act inside a document: ${acts.localName}`);
  for (const element of page.body.querySelectorAll("*")) checkAttributes(element);
  const fragment = document.createDocumentFragment();
  fragment.append(...page.body.childNodes);
  return fragment;
}
