// The engine's answer about a QR code in, the picture or the sentence that stands for it out.

import { element, paragraph } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";

/** @param {import("./engine.js").Reply | undefined} reply `size` in modules with the quiet zone, `path` of the dark ones @param {string} title @returns {HTMLElement[]} */
export function drawCode(reply, title) {
  if (!reply) return [paragraph("The QR code comes once Sophie has started. Press it again in a moment.")];
  if (reply["refusal"]) return [paragraph(`${reply["refusal"].what} ${reply["refusal"].why} ${reply["refusal"].next}`)];
  if (reply.status !== "ok") return [paragraph("No QR code was drawn: the part that does it could not be fetched. Connect once and press it again, or copy the link.")];
  const { size, path, bytes, version } = reply;
  const picture = document.createElementNS(SVG, "svg");
  for (const [name, value] of [["viewBox", `0 0 ${size} ${size}`], ["role", "img"], ["class", "qr"], ["shape-rendering", "crispEdges"]]) picture.setAttribute(name ?? "", value ?? "");
  picture.setAttribute("aria-label", `QR code of the link to ${title}, ${bytes} bytes`);
  picture.append(shape("rect", { width: size, height: size, class: "qr-ground" }), shape("path", { d: path, class: "qr-ink" }));
  const dense = version > 20 ? " It is dense: turn the brightness up, and hold the other device close." : "";
  return [/** @type {HTMLElement} */ (/** @type {unknown} */ (picture)), element("p", { className: "quiet", textContent: `Point the other device’s camera at it.${dense}` })];
}

/** @param {string} name @param {Record<string, string>} attributes */
function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
