// The document: a record lights its words, words light their records, and the address follows.
// Without this script the same is reached by links (?record=, #e3) and by the boxes of the layers.
"use strict";

(() => {
  const text = document.querySelector(".text");
  const records = document.querySelector(".records");
  if (!text || !records) return;

  // Which pieces of the text belong to a record.
  const pieces = new Map();
  for (const piece of text.querySelectorAll("[data-ids]")) {
    for (const key of piece.dataset.ids.split(" ")) {
      if (!pieces.has(key)) pieces.set(key, []);
      pieces.get(key).push(piece);
    }
  }
  const record = (key) => document.getElementById(key);
  let lit = [];
  let held = []; // the records that a click holds lit

  function light(keys) {
    for (const one of lit) one.classList.remove("lit");
    lit = keys.flatMap((key) => [...(pieces.get(key) ?? []), record(key) ?? []].flat());
    for (const one of lit) one.classList.add("lit");
  }
  function hold(keys) {
    held = keys;
    light(keys);
  }
  // What stands of a record itself, without the records inside it.
  function said(key) {
    const own = [...record(key).childNodes].filter((one) => one.nodeName !== "UL");
    return own.map((one) => one.textContent).join("").replace(/\s+/g, " ").trim();
  }
  // What the address lit is replaced by what is held now.
  function note(key) {
    for (const one of text.querySelectorAll(".at")) one.classList.remove("at");
    const query = new URLSearchParams(location.search);
    query.delete("at");
    query.set("record", key);
    history.replaceState(null, "", `?${query}`);
  }
  // The innermost record of a piece: its keys stand the longest first.
  const innermost = (piece) => piece.dataset.ids.split(" ").at(-1);

  function showWords(key) {
    hold([key]);
    note(key);
    pieces.get(key)?.[0].scrollIntoView({ block: "center" });
    say(`In the text: ${(pieces.get(key) ?? []).map((one) => one.textContent).join("")}`);
  }
  function showRecord(key) {
    const found = record(key);
    if (!found) return;
    hold([key]);
    note(key);
    found.closest("details")?.setAttribute("open", "");
    found.scrollIntoView({ block: "nearest" });
    say(`Record: ${said(key)}`);
  }

  for (const kind of ["mouseover", "focusin"]) {
    records.addEventListener(kind, (event) => {
      const one = event.target.closest("li[id]");
      light(one ? [one.id] : held);
    });
    text.addEventListener(kind, (event) => {
      const piece = event.target.closest("[data-ids]");
      light(piece ? piece.dataset.ids.split(" ") : held);
    });
  }
  for (const kind of ["mouseleave", "focusout"]) {
    records.addEventListener(kind, () => light(held));
    text.addEventListener(kind, () => light(held));
  }
  records.addEventListener("click", (event) => {
    if (event.target.closest("a:not([href^='?']), summary, button")) return;
    const one = event.target.closest("li[id]");
    if (!one || !pieces.has(one.id)) return;
    event.preventDefault();
    showWords(one.id);
  });
  text.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-ids]");
    if (!piece || String(getSelection())) return; // words are being selected
    const link = event.target.closest("a");
    event.preventDefault();
    const key = link ? link.hash.slice(1) : innermost(piece);
    showRecord(key);
    if (link) record(key)?.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hold([]);
  });

  // The layers that are shown stand in the address.
  const layers = document.querySelector(".layers");
  layers.addEventListener("change", () => {
    const boxes = [...layers.querySelectorAll("[type=checkbox]")];
    const query = new URLSearchParams(location.search);
    query.delete("layer");
    if (boxes.some((box) => !box.checked)) {
      for (const box of boxes) if (box.checked) query.append("layer", box.value);
      if (!query.has("layer")) query.append("layer", "none");
    }
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  });

  const asked = new URLSearchParams(location.search).get("record");
  if (asked && pieces.has(asked)) hold([asked]);
})();
