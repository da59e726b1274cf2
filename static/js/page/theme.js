// Light, dark or the system's: mirrored in localStorage so that the first paint is right.

const KEY = "sophie-theme";

/** @returns {string} */
export const theme = () => remembered() ?? "system";

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} name system, light or dark */
export function setTheme(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Taste only: without storage it lasts until the page is closed.
  }
  applyTheme(name);
}

/** @param {string} [name] */
export function applyTheme(name = theme()) {
  if (name === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = name;
  const chosen = document.querySelector(`input[name=theme][value="${CSS.escape(name)}"]`);
  if (chosen instanceof HTMLInputElement) chosen.checked = true;
}
