// A line per node, and what happened on it.
"use strict";

// ---- Elements -----------------------------------------------------------

function html(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  const space = "http://www.w3.org/2000/svg";
  return fill(document.createElementNS(space, name), attributes,
      children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function words(x, y, text, attributes) {
  return svg("text", {x, y, ...attributes}, text);
}

// ---- What goes where ----------------------------------------------------

const BAND = 9; // half the height of a server's band
const PARTS = hasParts() ? 18 : 0; // height of their bars
const HEADROOM = run.violation || run.events.some(isAround)
    ? 52 : 28; // for flags, and for what is cut
const TOP = PARTS + HEADROOM;
const LEFT = 112; // where bands begin
const LEAD = 66; // and then say what they are
const RIGHT = 30;
const WIDEST = 80; // of a column
const LEAST_WIDTH = 480; // of the diagram

/**
 * The place of everything, for these events: x of each event, y of each
 * node. Events that cannot have caused one another share a column; so
 * time runs to the right and a cause is always left of its effect.
 */
function layOut(indexes, width) {
  const columns = columnsOf(indexes);
  const total = columns.reduce((sum, each) => sum + weight(each), 0);
  const unit = Math.min(WIDEST, (width - LEFT - LEAD - RIGHT) / total);
  const lane = Math.max(58, Math.min(90, 360 / run.nodes.length));
  const x = new Map();
  let edge = LEFT + LEAD;
  for (const column of columns) {
    const middle = edge + unit * weight(column) / 2;
    column.forEach(i => x.set(i, middle));
    edge += unit * weight(column);
  }
  return {
    indexes, columns, x, unit, lane, width,
    right: width - RIGHT,
    bottom: TOP + lane * run.nodes.length,
    y: node => TOP + lane * (node + 0.62),
  };
}

function columnsOf(indexes) {
  const columns = [];
  for (const i of indexes) {
    const latest = columns[columns.length - 1];
    if (latest && fits(i, latest)) latest.push(i);
    else columns.push([i]);
  }
  return columns;
}

function fits(i, column) {
  const event = run.events[i];
  const others = column.map(other => run.events[other]);
  if (others.some(other => isAround(other) !== isAround(event))) {
    return false;
  }
  if (event.kind !== "SEND" && others.some(other =>
      other.kind === "SEND" && other.message === event.message)) {
    return false;
  }
  const mine = others.filter(other => other.node === event.node);
  return mine.every(other => other.kind === event.kind
      && BURSTS.includes(event.kind));
}

function isAround(event) {
  return AROUND.includes(event.kind);
}

/** Of a column: how wide it is. A force needs little room. */
function weight(column) {
  const small = i => run.events[i].quiet
      || run.events[i].kind === "FORCE";
  return column.every(small) ? 0.5 : 1;
}

// ---- Bands: what each server was ----------------------------------------

function bands(layout) {
  return run.nodes.flatMap((name, node) => segments(layout, node)
      .flatMap(segment => band(layout, node, segment)));
}

/** From where to where a node's server was the same. */
function segments(layout, node) {
  const first = worldBefore(layout.indexes[0]).servers[node];
  const segments = [{from: LEFT, server: first, past: true}];
  for (const i of layout.indexes) {
    const server = worlds[i].servers[node];
    const present = segments[segments.length - 1];
    if (looks(server) === looks(present.server)) continue;
    present.to = layout.x.get(i);
    segments.push({from: present.to, server, past: run.events[i].past});
  }
  segments[segments.length - 1].to = layout.right;
  return segments;
}

function looks({up, paused, state}) {
  return up ? state.role + state.term + paused : "down";
}

function role(server) {
  if (!server.up) return server.state ? "down" : "not started";
  return server.state.role.toLowerCase();
}

function band(layout, node, {from, to, server, past}) {
  const y = layout.y(node);
  const aside = isAside(past) ? " aside" : "";
  if (!server.up) {
    return [svg("path", {class: "down" + aside,
      d: `M${from} ${y}H${to}`})];
  }
  const kind = `${role(server)} ${colour(server.state.term)}${aside}`;
  const box = {x: from, y: y - BAND, width: Math.max(0, to - from),
    height: 2 * BAND};
  const parts = [svg("rect", {class: "band " + kind, ...box})];
  if (role(server) === "candidate") {
    parts.push(svg("rect", {fill: "url(#hatch)", ...box}));
  }
  if (server.paused) {
    parts.push(svg("rect", {fill: "url(#dots)", ...box}));
  }
  return parts;
}

/** Whether something is to step back behind the violation's past. */
function isAside(past) {
  return run.violation !== undefined && !past;
}

// ---- Marks: what happened -----------------------------------------------

const MARKS = {
  START: "▶", CRASH: "✖", POWER_LOSS: "⚡", BREAK: "✖", PAUSE: "‖",
  RESUME: "▶", CLOCK: "◔", TICK: "◷", TIMEOUT: "◷", PROPOSE: "▽",
  ANSWER: "△", CUT: "✂", JOIN: "∞", FORCE: "▪",
  SNAPSHOT: "◇", SNAPSHOT_SAVE: "◆",
};

function marks(layout) {
  return layout.indexes.map(i => mark(layout, i));
}

function mark(layout, i) {
  const event = run.events[i];
  const x = layout.x.get(i);
  const y = layout.y(event.node);
  const here = i === cursor();
  const classes = ["mark", event.kind.toLowerCase().replace("_", "-")];
  if (isAside(event.past)) classes.push("aside");
  if (here) classes.push("here");
  const group = svg("g", {class: classes.join(" "), role: "img",
    tabindex: here ? 0 : -1, "data-event": event.number,
    "aria-label": `event ${event.number}: ${sentence(event)}`});
  const reach = Math.max(7, layout.unit / 2 - 1);
  group.append(svg("rect", {class: "reach", x: x - reach,
    y: y - BAND - 6, width: 2 * reach, height: 2 * BAND + 12}));
  group.append(sign(event, x, y));
  showHint(group, () => describe(event));
  group.addEventListener("click", () => goTo(i));
  return group;
}

function sign(event, x, y) {
  const text = MARKS[event.kind];
  if (!text) return svg("circle", {cx: x, cy: y, r: 3.5});
  const lift = event.kind === "FORCE" ? BAND + 7 : 5;
  return words(x, y + lift, text, {class: "sign"});
}

// ---- Around the bands ---------------------------------------------------

function names(layout) {
  return run.nodes.flatMap((name, node) => [
    words(8, layout.y(node) - 2, name, {class: "name"}),
    ...(run.labels[name] ? [words(36, layout.y(node) - 2,
        run.labels[name], {class: "log-name"})] : []),
    words(8, layout.y(node) + 13, summary(node), {class: "summary"}),
  ]);
}

/** What a server is at the cursor. */
function summary(node) {
  const server = worlds[cursor()].servers[node];
  if (!server.up) return role(server);
  return `${role(server)} t${server.state.term}`;
}

/** The event that is looked at, and those that contradict each other. */
function columnsBehind(layout) {
  const x = layout.x.get(cursor());
  const half = Math.max(8, layout.unit / 2);
  return [svg("rect", {class: "cursor", x: x - half, y: TOP - 14,
    width: 2 * half, height: layout.bottom - TOP + 18, rx: 4})];
}

function flags(layout) {
  return evidence().flatMap(({event}, k, all) => {
    const i = indexOf(event);
    if (!layout.x.has(i)) return [];
    const x = layout.x.get(i);
    const y = layout.y(run.events[i].node);
    const both = all.every(other => other.event === event);
    const flag = both ? x + 11 * (2 * k - 1) : x; // side by side
    return [
      svg("path", {class: "flagpole", d: `M${x} ${PARTS + 14}V${y - BAND - 4}`}),
      svg("circle", {class: "flag", cx: flag, cy: PARTS + 12, r: 10}),
      words(flag, PARTS + 16.5, k + 1, {class: "flag-number"}),
      svg("circle", {class: "ring", cx: x, cy: y, r: BAND + 5}),
    ];
  });
}

function takeFlags(layout, room) {
  for (const {event} of evidence()) {
    const x = layout.x.get(indexOf(event));
    if (x === undefined) continue;
    room.take({left: x - 22, right: x + 22, top: PARTS,
      bottom: PARTS + 24});
  }
}

/** A line through all where links are cut or joined. */
function cutLines(layout) {
  return cutColumns(layout).map(i => svg("path", {class: "cut-line",
    d: `M${layout.x.get(i)} ${TOP - 4}V${layout.bottom}`}));
}

/** Of each column where links are cut or joined, the last event. */
function cutColumns(layout) {
  return layout.columns.filter(column => isAround(run.events[column[0]]))
      .map(column => column[column.length - 1]);
}

/** "n1 n2 | n3" if all between the sides is cut and nothing else. */
function describeCuts(cuts) {
  if (cuts.length === 0) return "all joined";
  const isCut = (a, b) => cuts.includes(a + " → " + b);
  const sides = [];
  for (const name of run.nodes) {
    const side = sides.find(each => !isCut(each[0], name));
    if (side) side.push(name);
    else sides.push([name]);
  }
  const clean = run.nodes.every(a => run.nodes.every(b => a === b
      || isCut(a, b) !== sides.some(side =>
        side.includes(a) && side.includes(b))));
  if (clean) return sides.map(side => side.join(" ")).join(" | ");
  return cuts.length < 3 ? "cut: " + cuts.join(", ")
      : cuts.length + " links cut";
}

function axis(layout) {
  const parts = [];
  let free = LEFT;
  for (const column of layout.columns) {
    const x = layout.x.get(column[0]);
    if (x < free) continue;
    parts.push(words(x, layout.bottom + 14,
        milliseconds(run.events[column[0]]), {class: "time"}));
    free = x + 86;
  }
  return parts;
}

function patterns() {
  const hatch = svg("pattern", {id: "hatch", width: 6, height: 6,
    patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"},
    svg("rect", {width: 2.5, height: 6, fill: "#fff"}));
  const dots = svg("pattern", {id: "dots", width: 5, height: 5,
    patternUnits: "userSpaceOnUse"},
    svg("circle", {cx: 2, cy: 2, r: 1.2, fill: "#fff"}));
  return svg("defs", {}, hatch, dots);
}

/** All words that need room, the most important first. */
function labels(layout) {
  const room = newRoom(LEFT, layout.width);
  takeMarks(layout, room);
  takeFlags(layout, room);
  return [...cutLabels(layout, room), ...ruleLabels(layout, room),
    ...freights(layout, room), ...bandLabels(layout, room),
    ...speechLabels(layout, room)];
}

function drawDiagram() {
  const place = document.getElementById("picture");
  const width = Math.max(LEAST_WIDTH, place.clientWidth);
  const layout = layOut(inView(), width);
  const height = layout.bottom + 20;
  const focused = place.contains(document.activeElement);
  place.replaceChildren(svg("svg", {viewBox: `0 0 ${width} ${height}`,
    role: "group", "aria-label": "Space-time diagram. Time runs to the"
        + " right, a line for each node. Arrow keys step through it."},
    patterns(), ...columnsBehind(layout), ...partBars(layout),
    ...bands(layout), ...cutLines(layout), ...arrows(layout),
    ...marks(layout), ...labels(layout), ...names(layout),
    ...flags(layout), ...axis(layout)));
  if (focused) place.querySelector(".here").focus();
}
