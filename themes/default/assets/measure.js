/* What the counties of a map are tinted by: what is chosen stands as one attribute on the figure, and the style sheet does the rest. */
(() => {
  "use strict";
  for (const choice of document.querySelectorAll("[data-measures]")) {
    choice.addEventListener("change", e => { choice.closest("[data-measure]").dataset.measure = e.target.value; });
    const chosen = choice.querySelector(":checked"); // the browser may remember it
    if (chosen) choice.closest("[data-measure]").dataset.measure = chosen.value;
  }
})();
