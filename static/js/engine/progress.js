// A start's downloads in, a sign of life for the page out, as long as something is still arriving.

const EVERY = 1_000;

/** After this many milliseconds a line that still brings nothing is taken for dead. */
const ENOUGH = 300_000;

/** The browser lists a download when its last byte is here. @param {string} url */
const isHere = (url) => performance.getEntriesByName(url, "resource").length > 0;

/** @param {string[]} urls @param {(missing: number) => void} tell */
export function tellWhileArriving(urls, tell) {
  const timer = setInterval(() => {
    const missing = urls.filter((url) => !isHere(url));
    if (missing.length && performance.now() < ENOUGH) tell(missing.length);
    else clearInterval(timer);
  }, EVERY);
}
