// Review by keyboard: single keys, and only while an entry of the queue has focus.
"use strict";

const queue = document.querySelector("[data-queue]");
const dialog = document.getElementById("keys");
const decided = []; // the outcomes on this page, the last one last

const entries = () => [...queue.querySelectorAll(":scope > [data-entry]")];
const isOpen = (entry) => !("outcome" in entry.dataset);

// One entry at a time is in the order of the Tab key.
function mark(current) {
  for (const entry of entries()) entry.tabIndex = entry === current ? 0 : -1;
}

function go(entry) {
  if (!entry) return;
  mark(entry);
  entry.focus();
  entry.scrollIntoView({ block: "nearest" });
}

function beside(entry, step) {
  const all = entries();
  return all[all.indexOf(entry) + step];
}

function press(entry, key) {
  const button = entry.querySelector(`[data-key="${key}"]`);
  button?.click();
  return Boolean(button);
}

// What each key does on the entry that has focus.
const keys = {
  j: (entry) => go(beside(entry, 1)),
  k: (entry) => go(beside(entry, -1)),
  y: (entry) => press(entry, "y"),
  n: (entry) => press(entry, "n"),
  h: (entry) => isOpen(entry) && (press(entry, "h") || go(beside(entry, 1))),
  u: (entry) => press(isOpen(entry) ? decided.findLast((one) => one.isConnected) ?? entry : entry, "u"),
  e: (entry) => {
    const words = entry.querySelector("details.words");
    if (words) words.open = !words.open;
  },
  "?": () => dialog.showModal(),
};

if (queue) {
  mark(entries()[0]);
  queue.addEventListener("keydown", (event) => {
    const plain = !(event.ctrlKey || event.altKey || event.metaKey);
    const entry = event.target.closest("[data-entry]");
    const writes = event.target.closest("input:not([type=hidden]), textarea, select");
    if (!plain || !entry || writes || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key](entry);
  });
  queue.addEventListener("focusin", (event) => mark(event.target.closest("[data-entry]")));

  // After a decision the next open entry has focus; what was taken back has it again.
  queue.addEventListener("htmx:afterSettle", (event) => {
    const entry = event.target.closest("[data-entry]");
    if (!entry) return;
    if (isOpen(entry)) return go(entry);
    decided.push(entry);
    const all = entries();
    go(all.slice(all.indexOf(entry)).find(isOpen) ?? entry);
  });
}
