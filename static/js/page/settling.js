// A form that wants its boxes ticked, or a reason: asked before anything is sent, so that nothing is refused afterwards.

/** @param {HTMLFormElement} form @returns {boolean} whether it may be sent */
export function isSettled(form) {
  const open = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(".checks input[type=checkbox]:not(:checked)")]);
  const reason = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=reason]"));
  const told = /** @type {HTMLElement | null} */ (form.querySelector("[data-slot=settle]"));
  // A form may want the reason whatever is ticked.
  const isFine = Boolean(reason?.value.trim()) || (open.length === 0 && form.dataset["why"] === undefined);
  if (told) {
    told.hidden = isFine;
    const next = form.dataset["why"] === undefined ? "Tick what holds, or say why you go on without it." : "Say why you finish all the same.";
    told.textContent = isFine ? "" : `${form.dataset["settles"]} ${next}`;
  }
  if (!isFine) (form.dataset["why"] === undefined ? open[0] ?? reason : reason)?.focus();
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
