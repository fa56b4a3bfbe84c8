// A text file dropped on the form becomes its file; the day is required unless it is unknown.
"use strict";

const drop = document.getElementById("drop");
const file = document.getElementById("file");
const day = document.getElementById("published");
const undated = document.getElementById("undated");

for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  drop.classList.remove("over");
  const dropped = event.dataTransfer.files;
  if (!dropped.length) return;
  event.preventDefault();
  if (dropped.length > 1) {
    say("One file at a time.");
    return;
  }
  file.files = dropped;
  say(`${dropped[0].name} will be read.`);
});

function required() {
  day.required = !undated.checked;
  day.disabled = undated.checked;
}
undated.addEventListener("change", required);
required();
