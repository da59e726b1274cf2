// One line of text from the Python worker in, the same line on the page out, and the moment noted.

const tag = /** @type {HTMLElement & {xworker?: {sync: Record<string, unknown>}}} */ (document.getElementById("python"));

const look = setInterval(() => {
  if (!tag.xworker) return;
  clearInterval(look);
  tag.xworker.sync["show"] = show;
}, 2);

/** @param {string} line */
function show(line) {
  const place = document.getElementById("line");
  if (place) place.textContent = line;
  performance.mark("plain:ready");
  document.documentElement.dataset["engine"] = "ready";
}
