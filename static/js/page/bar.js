// Which bar stands at the foot of the screen, told to the styles: one that looked for it (`html:has(...)`) would search every step at each change.

export function markBar() {
  const actions = document.getElementById("run-actions");
  const strip = document.getElementById("active-strip");
  const { dataset } = document.documentElement;
  // Now lists what is in progress: the strip would say it twice.
  const hasStrip = strip && !strip.hidden && dataset["route"] !== "#/now";
  const bar = actions ? (actions.querySelector(".rollback-bar") ? "rollback" : "actions") : hasStrip ? "strip" : "none";
  if (dataset["bar"] !== bar) dataset["bar"] = bar;
}
