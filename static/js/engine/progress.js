// A start's downloads in, a sign of life for the page out, as long as something is still arriving.

const EVERY = 1_000;

/** After this many milliseconds a line that still brings nothing is taken for dead. */
const ENOUGH = 300_000;

/** @param {(Promise<unknown> | null)[]} parts @param {(missing: number) => void} tell */
export function tellWhileArriving(parts, tell) {
  let missing = 0;
  const timer = setInterval(() => (missing && performance.now() < ENOUGH ? tell(missing) : clearInterval(timer)), EVERY);
  const arrived = () => void missing--;
  for (const part of parts) {
    if (!part) continue;
    missing++;
    part.then(arrived, arrived);
  }
}
