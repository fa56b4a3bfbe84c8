// The map, from the table of the page: each place with coordinates is a circle whose area grows with
// its events, a whole country a hollow square on its tip. The outline comes from the desk itself.
"use strict";

(async () => {
  const place = document.getElementById("map");
  if (!place || !window.d3 || !window.topojson) return;
  const figure = place.closest("figure");
  const chosen = document.getElementById("chosen");
  const rows = [...document.querySelectorAll("table.places tbody tr[data-latitude]")];
  if (!rows.length) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const hint = chosen.textContent;
  const [width, height] = [960, 480];
  const most = d3.max(rows, (row) => +row.dataset.events);
  const radius = d3.scaleSqrt([0, most], [0, Math.min(26, 5 + 2 * Math.sqrt(most))]);
  figure.hidden = false;

  const projection = d3.geoEqualEarth().fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
  const path = d3.geoPath(projection);
  const svg = d3.select(place).append("svg").attr("viewBox", `0 0 ${width} ${height}`);
  const world = svg.append("g");
  world.append("path").attr("class", "frame").attr("d", path({ type: "Sphere" }));

  const spots = rows.map((row, at) => {
    const [x, y] = projection([+row.dataset.longitude, +row.dataset.latitude]);
    const [name, , known, , events, disputed, reports] = [...row.cells].map((cell) => cell.textContent.trim());
    return { row, at, x, y, whole: "whole" in row.dataset, r: Math.max(4, radius(+row.dataset.events)), href: row.querySelector("a").href, told: `${name} (${known}): ${events} distinct events, ${disputed} disputed, ${reports} reports` };
  });
  // The large ones lie below, so that none hides another.
  const links = world.append("g").selectAll("a").data([...spots].sort((a, b) => b.r - a.r)).join("a")
    .attr("href", (spot) => spot.href)
    .attr("tabindex", -1)
    .attr("aria-label", (spot) => spot.told);
  links.append((spot) => document.createElementNS("http://www.w3.org/2000/svg", spot.whole ? "rect" : "circle"))
    .attr("class", (spot) => (spot.whole ? "spot whole" : "spot"));
  links.append("title").text((spot) => spot.told);
  sized(1);

  // Spots keep their size when one looks closer.
  function sized(scale) {
    links.select("circle").attr("cx", (spot) => spot.x).attr("cy", (spot) => spot.y).attr("r", (spot) => spot.r / scale);
    links.select("rect")
      .attr("x", (spot) => spot.x - spot.r / scale).attr("y", (spot) => spot.y - spot.r / scale)
      .attr("width", (spot) => (2 * spot.r) / scale).attr("height", (spot) => (2 * spot.r) / scale)
      .attr("transform", (spot) => `rotate(45 ${spot.x} ${spot.y})`);
  }

  const zoom = d3.zoom().scaleExtent([1, 24]).translateExtent([[0, 0], [width, height]])
    .filter((event) => event.type !== "wheel" || event.ctrlKey) // the wheel scrolls the page
    .on("zoom", ({ transform }) => {
      world.attr("transform", transform);
      sized(transform.k);
    });
  svg.call(zoom).on("dblclick.zoom", null);
  const moved = () => (still ? svg : svg.transition().duration(200));
  const closer = (by) => (by ? moved().call(zoom.scaleBy, by) : moved().call(zoom.transform, d3.zoomIdentity));
  for (const button of figure.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => closer(+button.dataset.zoom));
  }

  let held = null;
  function hold(at) {
    held = at === null ? null : (at + spots.length) % spots.length;
    links.classed("held", (spot) => spot.at === held);
    tell(held === null ? null : spots[held]);
    if (held === null) return;
    say(spots[held].told);
    if (d3.zoomTransform(svg.node()).k > 1) moved().call(zoom.translateTo, spots[held].x, spots[held].y);
  }
  const tell = (spot) => { chosen.textContent = spot ? spot.told : hint; };
  links.on("mouseenter", (_, spot) => tell(spot)).on("mouseleave", () => tell(held === null ? null : spots[held]));
  const shift = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.shiftKey && shift[event.key]) {
      const scale = d3.zoomTransform(svg.node()).k;
      moved().call(zoom.translateBy, ...shift[event.key].map((by) => (by * 80) / scale));
    } else if (step) hold(held === null ? (step > 0 ? 0 : -1) : held + step);
    else if (event.key === "Enter" && held !== null) location.assign(spots[held].href);
    else if (event.key === "Escape") hold(null);
    else if (event.key === "+") closer(1.6);
    else if (event.key === "-") closer(0.625);
    else if (event.key === "0") closer(0);
    else return;
    event.preventDefault();
  });
  for (const spot of spots) {
    const lit = (on) => () => { links.classed("held", (one) => (on ? one === spot : one.at === held)); tell(on ? spot : null); };
    for (const kind of ["mouseenter", "focusin"]) spot.row.addEventListener(kind, lit(true));
    for (const kind of ["mouseleave", "focusout"]) spot.row.addEventListener(kind, lit(false));
  }

  const atlas = await d3.json("/assets/vendor/countries-110m.json");
  world.insert("path", "g").attr("class", "land").attr("d", path(topojson.feature(atlas, atlas.objects.land)));
  world.insert("path", "g").attr("class", "borders").attr("d", path(topojson.mesh(atlas, atlas.objects.countries, (a, b) => a !== b)));
  place.dataset.drawn = "";
})();
