// From a line of a document's source to its place on the screen: the text's parts carry the line they begin on.

/** The part of the shown text that holds a line: the last one that begins at or before it. @param {number} line @returns {Element | null} */
export function partOf(line) {
  let found = null;
  for (const part of document.querySelectorAll(".prose [id^='at-L']")) {
    if (Number(part.id.slice(4)) > line) break;
    found = part;
  }
  // A heading carries its line on an empty mark inside it.
  return found?.localName === "span" ? found.parentElement : found;
}

/** Bring a line into view and give its part the focus; a line before the shown text is the title's. @param {number} line */
export function toLine(line) {
  const part = partOf(line) ?? document.querySelector("#doc-head h1");
  if (!(part instanceof HTMLElement)) return;
  for (let box = part.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
  part.scrollIntoView({ block: "center" });
}
