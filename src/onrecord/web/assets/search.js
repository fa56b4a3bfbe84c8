// After a facet or a page was swapped in, those who use the keyboard go on from the results.
"use strict";

document.addEventListener("htmx:afterSettle", (event) => {
  const lost = !document.activeElement || document.activeElement === document.body;
  if (lost) document.getElementById("results")?.focus();
});
