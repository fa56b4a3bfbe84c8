// What all pages need beside htmx: the one live region, and the keys of a list that has focus.
"use strict";

// Say something to those who do not see it.
function say(text) {
  document.getElementById("status").textContent = text;
}

// Bars by date begin at the latest, where most is asked; the earlier ones are scrolled to.
for (const bars of document.querySelectorAll(".bars .scroll")) bars.scrollLeft = bars.scrollWidth;

// htmx swaps parts of a page: tell what happened where the answer says so, and where it failed.
document.addEventListener("htmx:afterSwap", (event) => {
  const said = event.target.querySelector?.("[data-say]");
  if (said) say(said.dataset.say);
});
document.addEventListener("htmx:responseError", (event) => {
  const why = event.detail.target?.querySelector?.(":scope > .notice-bad");
  say(why ? why.textContent : "That went wrong; nothing was changed.");
});
document.addEventListener("htmx:beforeRequest", (event) => {
  event.detail.target?.querySelectorAll?.(":scope > .notice-bad").forEach((old) => old.remove());
});
document.addEventListener("htmx:sendError", () => say("The desk does not answer."));
