// What Settings says of this browser: storage, engine, offline copy, update. Filled by the page, for only it knows.

/**
 * @typedef {import("./offline.js").OfflineState} OfflineState
 * @typedef {[label: string, text: string]} Fact
 */

/** @param {string} id @param {Fact[]} facts */
function list(id, facts) {
  const box = document.getElementById(id);
  box?.replaceChildren(...facts.map(([label, text]) => {
    const pair = document.createElement("div");
    pair.append(Object.assign(document.createElement("dt"), { textContent: label }), Object.assign(document.createElement("dd"), { textContent: text }));
    return pair;
  }));
}

/** @param {number} bytes */
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

export async function storageFacts() {
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
  const kept = await navigator.storage?.persisted?.().catch(() => undefined);
  list("storage-facts", [
    ["Used", estimate?.usage === undefined ? "This browser does not say." : size(estimate.usage)],
    ["Kept", kept ? "Yes: the browser promised not to clear it by itself." : "Not promised: the browser may clear it when space is short, or at the end of a private window. Save snapshots."],
  ]);
}

/** @param {{boot: string, reason: string}} engine @param {string} build @param {OfflineState | null} offline */
export function engineFacts(engine, build, offline) {
  const state = document.documentElement.dataset["engine"];
  const boots = { image: "Started from the memory image.", plain: `Started plainly, without the memory image${engine.reason ? `: ${engine.reason}` : "."}` };
  list("engine-facts", [
    ["Engine", state === "ready" ? boots[/** @type {"image" | "plain"} */ (engine.boot)] ?? "Running." : state === "failed" ? "Stopped. Everything here can still be read and exported." : "Starting…"],
    ["Version", build],
    ["Offline", offlineText(offline)],
  ]);
}

/** @param {OfflineState | null} state */
function offlineText(state) {
  if (!state?.supported) return state ? "This browser cannot keep Sophie for use with no network." : "Being prepared…";
  if (state.problem) return state.problem;
  return state.installed ? `Works with no network (${size(state.bytes)} kept).` : "Being prepared…";
}

/** @param {boolean} offered */
export function updateOffer(offered) {
  for (const id of ["update-notice", "update-dot"]) document.getElementById(id)?.toggleAttribute("hidden", !offered);
  const box = document.getElementById("update-offer");
  if (!box) return;
  box.replaceChildren();
  if (!offered) return;
  const text = Object.assign(document.createElement("p"), { textContent: "A new version of Sophie is ready. Nothing is lost by taking it; this page reloads once." });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "primary", textContent: "Reload into the new version" });
  button.dataset["act"] = "apply-update";
  box.append(text, button);
}
