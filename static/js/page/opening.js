// Whether the prerendered first screen is the right one: hidden before the first paint when it is not, shown again with the true screen.

const KEY = "sophie-used";

/** The prerendered screen greets newcomers on Now; everyone else waits a blink for their own. CSS ends the wait after two seconds. */
export function hide() {
  // A screen of its own, or a link that carries a document.
  const isElsewhere = /^#(?:\/|[a-z]\d+=)/.test(location.hash) && location.hash !== "#/now";
  if (isElsewhere || remembered()) document.documentElement.dataset["opening"] = "";
}

/** The true screen is drawn, or there will be none. */
export function show() {
  delete document.documentElement.dataset["opening"];
}

/** @param {boolean} used whether this browser holds work of its own */
export function remember(used) {
  try {
    if (used) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the greeting shows for a blink: that is all.
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
