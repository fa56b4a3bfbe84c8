// The drawing of the network, from the two tables of the page: parties with their places, and ties.
// Pointing at one shows it alone, a click or Enter opens its page. The tables are the same in words.
"use strict";

(() => {
  const place = document.getElementById("network");
  if (!place || !window.cytoscape) return;
  const figure = place.closest("figure");
  const chosen = document.getElementById("chosen");
  const parties = [...document.querySelectorAll("table.parties tbody tr")];
  const ties = [...document.querySelectorAll("table.ties tbody tr")];
  // Each class has a line of its own, so that colour is never alone.
  const dashes = { 1: [1, 0], 2: [14, 4], 3: [2, 4], 4: [10, 4, 2, 4] };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  figure.hidden = false;

  const cy = cytoscape({
    container: place,
    elements: [...parties.map(party), ...ties.map(tie)],
    layout: { name: "preset", fit: true, padding: 40 },
    minZoom: 0.2,
    maxZoom: 4,
    userZoomingEnabled: false, // the wheel scrolls the page; buttons and keys zoom
    boxSelectionEnabled: false,
    style: styles(),
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(styles()));

  function party(row) {
    const link = row.querySelector("a");
    const { id, x, y, events } = row.dataset;
    return {
      data: { id: `party ${id}`, label: link.textContent, href: link.href, size: 16 + 5 * Math.log2(1 + +events), told: `${link.textContent}: ${events} events with others` },
      position: { x: x * 1.4, y: y * 0.75 },
    };
  }

  function tie(row, at) {
    const { source, target, quad, events } = row.dataset;
    const [who, how, what, whom] = [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " "));
    return {
      data: { id: `tie ${at}`, source: `party ${source}`, target: `party ${target}`, quad, events, width: 1.7 + Math.log2(+events), href: row.querySelector("a.pair").href, told: `${who} → ${whom}: ${what} (${how})` },
    };
  }

  function styles() {
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const font = { "font-family": "system-ui, sans-serif", color: colour("--ink"), "text-outline-color": colour("--card"), "text-outline-width": 2 };
    const lines = Object.entries({ 1: "--one", 2: "--good", 3: "--two", 4: "--bad" }).map(([quad, name]) => ({
      selector: `edge[quad = "${quad}"]`,
      style: { "line-color": colour(name), "target-arrow-color": colour(name), "line-style": quad === "1" ? "solid" : "dashed", "line-dash-pattern": dashes[quad] },
    }));
    return [
      { selector: "node", style: { ...font, label: "data(label)", width: "data(size)", height: "data(size)", "background-color": colour("--one"), "font-size": 15, "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "wrap", "text-max-width": 130, "min-zoomed-font-size": 5 } },
      { selector: "edge", style: { ...font, width: "data(width)", "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.9, opacity: 0.75 } },
      ...lines,
      { selector: ".faint", style: { opacity: 0.12 } },
      { selector: "edge.lit", style: { opacity: 1, label: "data(events)", "font-size": 13 } },
      { selector: ".held", style: { "overlay-color": colour("--two"), "overlay-opacity": 0.35, "overlay-padding": 5 } },
    ];
  }

  // One party or tie alone with what it touches; none for all again.
  function light(one) {
    cy.elements().removeClass("faint lit held");
    chosen.textContent = one ? one.data("told") : "Point at a party or a tie to see it alone; click to open its page.";
    if (!one) return;
    const near = one.isNode() ? one.closedNeighborhood() : one.union(one.connectedNodes());
    cy.elements().difference(near).addClass("faint");
    near.edges().addClass("lit");
    one.addClass("held");
  }

  cy.on("mouseover", "node, edge", (event) => { light(event.target); place.classList.add("over"); });
  cy.on("mouseout", "node, edge", () => { light(held); place.classList.remove("over"); });
  cy.on("tap", "node, edge", (event) => location.assign(event.target.data("href")));

  // Keys: parties in the order of the table, and from each its ties.
  let held = null;
  let home = null;
  function hold(one) {
    held = one;
    light(one);
    if (!one) return;
    say(one.data("told"));
    const box = one.renderedBoundingBox();
    if (box.x1 < 0 || box.y1 < 0 || box.x2 > cy.width() || box.y2 > cy.height()) cy.center(one);
  }
  function step(list, one, by) {
    const at = one ? list.indexOf(one) + by : by > 0 ? 0 : -1;
    return list.length ? list.at(at % list.length) : null;
  }
  const keys = {
    ArrowRight: () => hold((home = step(cy.nodes().toArray(), home, 1))),
    ArrowLeft: () => hold((home = step(cy.nodes().toArray(), home, -1))),
    ArrowDown: () => home && hold(step(home.connectedEdges().toArray(), held?.isEdge() ? held : null, 1)),
    ArrowUp: () => home && hold(step(home.connectedEdges().toArray(), held?.isEdge() ? held : null, -1)),
    Enter: () => held && location.assign(held.data("href")),
    Escape: () => hold((home = null)),
    "+": () => zoom(1.3),
    "-": () => zoom(0.77),
    0: () => zoom(0),
  };
  place.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });

  function zoom(by) {
    if (!by) return cy.fit(undefined, 40);
    const to = { level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } };
    if (still) cy.zoom(to);
    else cy.animate({ zoom: to }, { duration: 150 });
  }
  for (const button of figure.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => zoom(+button.dataset.zoom));
  }
  // A row that has the pointer or the focus lights what it tells of.
  const lightRow = (row, id) => {
    for (const kind of ["mouseenter", "focusin"]) row.addEventListener(kind, () => light(cy.getElementById(id)));
    for (const kind of ["mouseleave", "focusout"]) row.addEventListener(kind, () => light(held));
  };
  parties.forEach((row) => lightRow(row, `party ${row.dataset.id}`));
  ties.forEach((row, at) => lightRow(row, `tie ${at}`));
  window.network = cy; // for tests, and for who is curious
})();
