// A part of a runbook into a text box, where it belongs: as a new step, inside the step at the caret, or between sections.
// Through the browser's own editing, so that its undo takes it back.

/** @typedef {{kind?: string, text?: string, select?: string}} Part kind: step, detail, block or here */

const MARKER = /^(\s*)([-*+]|\d+[.)])(\s+(?:\[[ xX]\]\s+)?)/;
const HEADING = /^#{1,6}\s/;

/** Replace what is selected. @param {HTMLTextAreaElement} field @param {number} from @param {number} to @param {string} text */
export function put(field, from, to, text) {
  field.focus();
  field.setSelectionRange(from, to);
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {HTMLTextAreaElement} field @param {Part} part */
export function insertPart(field, { kind = "here", text = "", select = "" }) {
  const { from, to, lead, words, tail } = kind === "here" ? { from: field.selectionStart, to: field.selectionEnd, lead: "", words: text, tail: "" } : placed(field, kind, text);
  put(field, from, to, lead + words + tail);
  const start = from + lead.length + Math.max(0, words.indexOf(select));
  field.setSelectionRange(start, start + (words.includes(select) ? select.length : 0));
}

/** @param {HTMLTextAreaElement} field @param {string} kind @param {string} text */
function placed(field, kind, text) {
  const { value, selectionEnd: at } = field;
  const begin = value.lastIndexOf("\n", at - 1) + 1;
  const end = value.indexOf("\n", at) < 0 ? value.length : value.indexOf("\n", at);
  const isEmpty = value.slice(begin, end).trim() === "";
  const above = value.slice(0, isEmpty ? begin : end);
  const words = kind === "block" ? text : kind === "detail" ? indented(text, depthAt(above)) : markerAt(above) + text;
  const from = isEmpty ? begin : end;
  const apart = kind === "block" && above.trim() !== "";
  const lead = `${isEmpty ? "" : "\n"}${apart && !/\n\s*\n$/.test(above + (isEmpty ? "" : "\n")) ? "\n" : ""}`;
  const tail = kind === "block" && value.slice(end).trim() !== "" ? "\n" : "";
  return { from, to: end, lead, words, tail };
}

/** The lines above, nearest first, up to the heading they stand under. @param {string} above */
function* linesUp(above) {
  let end = above.length;
  while (end >= 0) {
    const begin = above.lastIndexOf("\n", end - 1) + 1;
    const line = above.slice(begin, end);
    if (HEADING.test(line)) return;
    yield line;
    if (begin === 0) return;
    end = begin - 1;
  }
}

/** How far a line must stand in to belong to the step above it. @param {string} above */
function depthAt(above) {
  for (const line of linesUp(above)) {
    const found = MARKER.exec(line);
    if (found && !found[1]) return (found[2] ?? "").length + ((found[3] ?? "").replace(/\[.*/, "").length || 1);
  }
  return 0;
}

/** The mark of the next step of the list above. @param {string} above */
function markerAt(above) {
  for (const line of linesUp(above)) {
    const found = MARKER.exec(line);
    if (!found || found[1]) continue;
    const number = Number.parseInt(found[2] ?? "", 10);
    if (Number.isNaN(number)) return `${found[2]} ${/\[/.test(found[3] ?? "") ? "[ ] " : ""}`;
    return `${number + 1}${(found[2] ?? ".").at(-1)} `;
  }
  return "1. ";
}

/** @param {string} text @param {number} depth */
const indented = (text, depth) => text.split("\n").map((line) => (line ? " ".repeat(depth) + line : line)).join("\n");
