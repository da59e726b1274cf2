// A dry run in, the elements that show it out: counts, whose it is, which documents and runs change, what is odd, and what else can be agreed to.

import { button, count, element, paragraph, tickbox, time } from "./elements.js";

/** @typedef {import("../log/import.js").Shown} Shown */

const LINES_SHOWN = 100;
const KINDS = /** @type {Record<string, [string, string]>} */ ({
  document: ["document", "Documents"], run: ["run", "Runs"], incident: ["incident", "Incidents"], team: ["list of people", "People"], device: ["device", "Devices"], import: ["withdrawn import", "Withdrawn imports"],
});

/** @param {Shown} plan @returns {HTMLElement[]} */
export function drawPlan(plan) {
  return [figures(plan), ...whose(plan), ...diff(plan), ...remarks(plan), ...rejected(plan.rejected), ...questions(plan), buttons(plan)];
}

/** @param {Shown} plan */
function figures(plan) {
  const table = /** @type {HTMLTableElement} */ (element("table", {}, element("caption", { textContent: `What is in ${plan.file}` })));
  for (const [label, value] of /** @type {[string, number][]} */ ([["New", plan.new], ["Already here", plan.known], ["Rejected", plan.rejected.length]])) {
    table.insertRow().append(element("th", { scope: "row", textContent: label }), element("td", { textContent: String(value) }));
  }
  return table;
}

/** Other people's work stays theirs: each act keeps its author and device. @param {Shown} plan */
function whose({ people, exportedAt, isPart }) {
  const lines = people.slice(0, 8).map(({ dev, names, events, isMine }) => {
    const who = names.length ? names.join(", ") : "Somebody without a name";
    return element("li", {}, element("b", { textContent: who, dir: "auto" }), ` on ${isMine ? "this device" : `another device (${dev.slice(0, 4)})`}: ${count(events, "event")}${isMine ? "" : ", kept as theirs"}`);
  });
  if (people.length > 8) lines.push(element("li", { textContent: `and ${count(people.length - 8, "device")} more` }));
  const written = element("p", { className: "quiet" }, isPart ? "A chosen part, saved " : "Saved ", time(exportedAt), ".");
  return lines.length ? [written, element("h3", { textContent: "Whose it is" }), element("ul", { className: "plan-list" }, ...lines)] : [written];
}

/** @param {Shown} plan */
function diff({ parts }) {
  const changed = parts.filter((part) => part.new);
  if (!parts.length) return [];
  const list = element("ul", { className: "plan-list plan-parts" }, ...changed.slice(0, LINES_SHOWN).map(line));
  if (changed.length > LINES_SHOWN) list.append(element("li", { textContent: `and ${(changed.length - LINES_SHOWN).toLocaleString("en")} more` }));
  const same = parts.length - changed.length;
  const rest = same ? [paragraph(`${same.toLocaleString("en")} more ${same === 1 ? "is" : "are"} here already, unchanged.`, "quiet")] : [];
  return [...(changed.length ? [element("h3", { textContent: "What would be new or change" }), list] : []), ...rest];
}

/** @param {import("../log/contents.js").Part} part */
function line({ stream, title, new: fresh, here, own }) {
  const [noun] = KINDS[stream.split("/")[0] ?? ""] ?? ["entry", ""];
  const state = here ? "changed" : "new";
  const stays = own ? `; ${count(own, "event")} only here ${own === 1 ? "stays" : "stay"}` : "";
  const name = title ? element("b", { textContent: title, dir: "auto" }) : element("span", { textContent: "without a title" });
  return element("li", { data: { state } }, element("span", { className: "tag", textContent: here ? "Changed" : "New" }), ` ${noun} `, name, `: ${count(fresh, "event")}${stays}`);
}

/** What else one should know of the file. @param {Shown} plan */
function remarks({ truncated, newerThanReader, missingBodies, isPart, ahead, copied, fills }) {
  const lines = [];
  if (truncated) lines.push("The file ends too early: it was cut. What is whole can be imported; ask for the file again for the rest.");
  if (newerThanReader) lines.push("A newer Sophie wrote it. What this version does not know is kept and exported again as it is.");
  if (missingBodies) lines.push(`${count(missingBodies, "event")} came without ${missingBodies === 1 ? "its" : "their"} text: it was ${isPart ? "left out on purpose, " : ""}erased, or is damaged.`);
  if (ahead.events) lines.push(`${count(ahead.events, "event")} with a clock that is ahead of this one, up to ${ahead.until.slice(0, 10)}: kept; what replaces what goes by what people had seen, and this device's clock does not follow.`);
  if (copied) lines.push(`${count(copied, "event")} written under this device's name, but not by this copy of it: kept, and this copy goes on under a new name.`);
  if (fills) lines.push(`${count(fills, "event")} here came without content; this snapshot brings it.`);
  return lines.map((text) => paragraph(text));
}

/** @param {{line: number, why: string}[]} lines */
function rejected(lines) {
  if (lines.length === 0) return [];
  const list = element("ul", {}, ...lines.slice(0, LINES_SHOWN).map(({ line, why }) => element("li", { textContent: `Line ${line}: ${why}` })));
  if (lines.length > LINES_SHOWN) list.append(element("li", { textContent: `and ${lines.length - LINES_SHOWN} more` }));
  return [paragraph("These lines are damaged and stay out; the good ones can be imported."), list];
}

/** What an import does only when somebody says so. @param {Shown} plan */
function questions({ inbox, erased, gone, withdrawals }) {
  const found = [];
  if (inbox.length) found.push(tickbox("snapshot-inbox", `Also take ${inbox.length === 1 ? "1 act that was" : `${inbox.length} acts that were`} kept there but not recorded yet`));
  if (erased.length) found.push(tickbox("snapshot-erase", `Also erase here, for good, ${erased.length === 1 ? "1 text that was" : `${erased.length} texts that were`} erased there`));
  if (gone.length) found.push(tickbox("snapshot-forgo", gone.length === 1 ? "One text was erased there and is not here: leave it erased, so that no older file brings it back" : `${gone.length.toLocaleString("en")} texts were erased there and are not here: leave them erased, so that no older file brings them back`, true));
  for (const { stream, file, events } of withdrawals) {
    found.push(tickbox(`withdraw-${stream.split("/")[1]}`, `Also withdraw here what was withdrawn there: ${count(events, "event")}${file ? ` of ${file}` : ""}`));
  }
  return found.length ? [element("fieldset", { className: "plan-questions" }, element("legend", { textContent: "For you to decide" }), ...found)] : [];
}

/** @param {Shown} plan */
function buttons(plan) {
  const any = plan.new + plan.fills + plan.blobs.new + plan.inbox.length + plan.erased.length + plan.gone.length > 0;
  const row = element("p", { className: "buttons" });
  if (any) row.append(button("Import", "accept-snapshot", {}, "primary"));
  else row.append(element("span", { textContent: "Everything in this snapshot is already here." }));
  row.append(button("Cancel", "cancel-snapshot"));
  return row;
}
