// A scenario's parts, where the reader is, and how to move.
"use strict";

// ---- The parts of a scenario --------------------------------------------

let chosen = -1; // the part that was jumped to, until the next step

/** The part to which the event that is looked at belongs. */
function partHere() {
  if (chosen >= 0) return chosen;
  const {number} = run.events[cursor()];
  return run.parts.findIndex(part => number <= part.last);
}

/** How all servers stand when this part is done. */
function goToPart(k) {
  goTo(indexOf(run.parts[k].last));
  chosen = k;
  draw();
}

function fillParts() {
  if (!hasParts()) return;
  document.getElementById("parts").append(...run.parts.map((part, k) => {
    const button = html("button", {title: part.text}, part.label);
    button.addEventListener("click", () => goToPart(k));
    return button;
  }));
  document.getElementById("story").hidden = false;
}

function drawParts() {
  if (!hasParts()) return;
  const here = partHere();
  for (const [k, button] of Array.from(
      document.querySelectorAll("#parts button")).entries()) {
    if (k === here) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  }
  const part = run.parts[here];
  document.getElementById("part-text").textContent =
      part ? part.text : "";
}

/** Above the diagram: which events belong to which part. */
function partBars(layout) {
  if (!hasParts()) return [];
  return run.parts.flatMap((part, k) => {
    const first = k === 0 ? 0 : run.parts[k - 1].last;
    const xs = layout.indexes.filter(i => run.events[i].number > first
        && run.events[i].number <= part.last)
        .map(i => layout.x.get(i));
    return xs.length === 0 ? [] : [partBar(layout, k, xs)];
  });
}

function partBar(layout, k, xs) {
  const part = run.parts[k];
  const reach = layout.unit * 0.2;
  const from = Math.max(LEFT, Math.min(...xs) - reach);
  const to = Math.min(layout.width, Math.max(...xs) + reach);
  const text = part.text.startsWith(part.label) ? part.text
      : (part.label + " " + part.text).trim();
  const bar = svg("g", {class: "part" + (k === partHere() ? " here" : ""),
    role: "img", "aria-label": text},
    svg("rect", {x: from, y: 1, width: to - from, height: PARTS - 3}),
    words(from + 3, 12, shortened(text, to - from - 6, 11)));
  bar.addEventListener("click", () => goToPart(k));
  return bar;
}

// ---- The picture as a file ----------------------------------------------

const STYLES = ["fill", "fill-opacity", "stroke", "stroke-width",
  "stroke-opacity", "stroke-dasharray", "opacity", "filter", "font-family",
  "font-size", "font-weight", "text-anchor", "paint-order"];

/** What is in view, as an SVG that needs no style sheet. */
function picture() {
  const drawn = document.querySelector("#picture > svg");
  const copy = drawn.cloneNode(true);
  const originals = drawn.querySelectorAll("*");
  for (const [k, element] of copy.querySelectorAll("*").entries()) {
    const style = getComputedStyle(originals[k]);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name).replaceAll('"', "'");
      element.setAttribute(name, value);
    }
    if (element.tagName === "circle") element.setAttribute("r", style.r);
    element.removeAttribute("tabindex");
  }
  for (const reach of copy.querySelectorAll(".reach")) reach.remove();
  const {width, height} = drawn.viewBox.baseVal;
  fill(copy, {width, height}, []);
  copy.prepend(svg("title", {}, document.title),
      svg("rect", {width, height, fill: "#fff"}));
  return new XMLSerializer().serializeToString(copy);
}

function save() {
  const url = URL.createObjectURL(
      new Blob([picture()], {type: "image/svg+xml"}));
  const name = document.title.replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "").toLowerCase().slice(0, 60);
  html("a", {href: url, download: (name || "run") + ".svg"}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// ---- Where the reader is ------------------------------------------------

const MOST = 60; // events in view, if there is room
const PITCH = 18.5; // that an event needs

let shown = []; // the events that are not left out
let position = 0; // in them, of the event that is looked at
let viewStart = 0; // in them, of the first in view

/** The event that is looked at. */
function cursor() {
  return shown[position];
}

function inView() {
  return shown.slice(viewStart, viewStart + viewSize());
}

/** How many events are in view: fewer in a narrow window. */
function viewSize() {
  const width = Math.max(LEAST_WIDTH,
      document.getElementById("picture").clientWidth);
  const most = Math.floor((width - LEFT - LEAD - RIGHT) / PITCH);
  return Math.min(MOST, most);
}

/** The event with this number, or the last before it. */
function indexOf(number) {
  let found = 0;
  while (found + 1 < run.events.length
      && run.events[found + 1].number <= number) found++;
  return found;
}

/** Leaves quiet events out, or not, and stays where it was. */
function show(quietToo) {
  const here = shown.length > 0 ? cursor() : opening();
  shown = Array.from(run.events.keys())
      .filter(i => quietToo || !run.events[i].quiet);
  if (shown.length === 0) shown = [run.events.length - 1];
  goTo(here);
}

/** Looks at this event, or at the last before it that is shown. */
function goTo(i) {
  let found = 0;
  while (found + 1 < shown.length && shown[found + 1] <= i) found++;
  stepTo(found);
}

function stepTo(wanted) {
  position = Math.max(0, Math.min(shown.length - 1, wanted));
  const size = viewSize();
  const last = Math.max(0, shown.length - size);
  if (position < viewStart || position >= viewStart + size) {
    viewStart = position - Math.floor(size / 2);
  }
  viewStart = Math.max(0, Math.min(last, viewStart));
  chosen = -1;
  draw();
}

function draw() {
  document.getElementById("hint").hidden = true;
  drawControls();
  drawParts();
  drawDiagram();
  drawLogs();
  drawDetail();
  drawList();
}

// ---- How to move --------------------------------------------------------

const STEPS = {
  ArrowLeft: () => stepTo(position - 1),
  ArrowRight: () => stepTo(position + 1),
  PageUp: () => stepTo(position - Math.floor(viewSize() / 2)),
  PageDown: () => stepTo(position + Math.floor(viewSize() / 2)),
  Home: () => stepTo(0),
  End: () => stepTo(shown.length - 1),
};

function drawControls() {
  const slider = document.getElementById("slider");
  slider.max = shown.length - 1;
  slider.value = position;
  const event = run.events[cursor()];
  slider.setAttribute("aria-valuetext",
      `event ${event.number}: ${sentence(event)}`);
  document.getElementById("where").textContent =
      `${position + 1} of ${shown.length}`
      + (run.earlier > 0 ? ` (${run.earlier} left out before)` : "");
  document.getElementById("back").disabled = position === 0;
  document.getElementById("forth").disabled =
      position === shown.length - 1;
}

function listen() {
  const on = (id, name, action) =>
    document.getElementById(id).addEventListener(name, action);
  on("first", "click", STEPS.Home);
  on("back", "click", STEPS.ArrowLeft);
  on("forth", "click", STEPS.ArrowRight);
  on("last", "click", STEPS.End);
  on("slider", "input", event => stepTo(Number(event.target.value)));
  on("quiet", "change", event => show(event.target.checked));
  document.addEventListener("keydown", event => {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step();
  });
  on("save", "click", save);
  addEventListener("resize", () => stepTo(position));
  addEventListener("hashchange", goToHash);
}

/** page.html#17 looks at event 17. */
function goToHash() {
  const number = Number(location.hash.slice(1));
  if (number > 0) goTo(indexOf(number));
}

const quiet = run.events.filter(event => event.quiet).length;
document.getElementById("hush").textContent = `(${quiet})`;
drawViolation();
drawLegend();
fillParts();
listen();
show(false);
goToHash();
