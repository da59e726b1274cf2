// A form that wants its boxes ticked, or a reason: asked before anything is sent, so that nothing is refused afterwards.

/** @param {HTMLFormElement} form @returns {boolean} whether it may be sent */
export function isSettled(form) {
  const open = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(".checks input[type=checkbox]:not(:checked)")]);
  const reason = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=reason]"));
  const told = /** @type {HTMLElement | null} */ (form.querySelector("[data-slot=settle]"));
  const isFine = open.length === 0 || Boolean(reason?.value.trim());
  if (told) {
    told.hidden = isFine;
    told.textContent = isFine ? "" : `${form.dataset["settles"]} Tick what holds, or say why you go on without it.`;
  }
  if (!isFine) (open[0] ?? reason)?.focus();
  return isFine;
}

/** Heard before the act is read from the form. @param {Document | HTMLElement} [root] */
export function listenForSettling(root = document) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset["settles"] || form.closest(".prose") || isSettled(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
}
