// Messages, as arrows by type.
"use strict";

// ---- Messages: arrows by type -------------------------------------------

function arrows(layout) {
  return arrowsIn(layout).map(drawArrow);
}

/** All arrows of which at least one end is in view. */
function arrowsIn(layout) {
  const messages = new Set(layout.indexes
      .filter(i => ["SEND", "RECEIVE", "LOSE"]
        .includes(run.events[i].kind))
      .map(i => run.events[i].message));
  return Array.from(messages)
      .flatMap(message => arrowsOf(layout, message));
}

/** More than one if the message came twice. */
function arrowsOf(layout, message) {
  const {sent, ends} = trips.get(message);
  const seen = ends.filter(end => layout.x.has(end));
  if (seen.length > 0) {
    return seen.map(end => arrow(layout, message, sent, end));
  }
  return [arrow(layout, message, sent, undefined)];
}

/** From the sending to the hearing, as far as they are in view. */
function arrow(layout, message, sent, end) {
  const packet = run.messages[message];
  const down = packet.to > packet.from ? 1 : -1;
  const from = {
    x: layout.x.has(sent) ? layout.x.get(sent) : LEFT,
    y: layout.y(packet.from) + down * BAND,
  };
  const to = {
    x: end === undefined ? Math.min(layout.right, from.x + layout.unit)
      : layout.x.get(end),
    y: layout.y(packet.to) - down * BAND,
  };
  const lost = end !== undefined && run.events[end].kind === "LOSE";
  const open = end === undefined; // it comes later, or never
  const reached = lost ? between(from, to, 0.7)
      : open ? between(from, to, 0.45) : to;
  return {packet, message, end, from, to: reached,
    past: end !== undefined && run.events[end].past,
    fate: lost ? "lost" : open ? "open" : "heard"};
}

function between(from, to, share) {
  return {x: from.x + share * (to.x - from.x),
    y: from.y + share * (to.y - from.y)};
}

function drawArrow({packet, message, from, to, fate, past}) {
  const {sent, ends} = trips.get(message);
  const here = sent === cursor() || ends.includes(cursor());
  const kind = arrowKind(packet);
  const drawn = svg("g", {
    class: `message ${kind} ${fate}` + (isAside(past) ? " aside" : ""),
    role: "img", tabindex: here ? 0 : -1, "data-message": message,
    "aria-label": `${packet.brief} from ${run.nodes[packet.from]} to `
        + `${run.nodes[packet.to]}, ${FATES[fate]}`},
    ...strokes(from, to, fate));
  showHint(drawn, () => describeMessage(packet, FATES[fate]));
  return drawn;
}

const FATES = {
  heard: "received", lost: "lost", open: "not received in view",
};

function arrowKind(packet) {
  if (packet.type === "Reply InstallSnapshot") return "reply transfer";
  if (packet.type === "InstallSnapshot") return "request transfer";
  if (packet.type.startsWith("Reply")) {
    return (packet.type.endsWith("RequestVote") ? "reply election"
        : "reply") + (packet.good ? "" : " refused");
  }
  if (packet.type === "RequestVote") return "request election";
  return packet.entries.length > 0 ? "request" : "heartbeat";
}

/** The line, a wider one to point at, and what it ends in. */
function strokes(from, to, fate) {
  const line = `M${from.x} ${from.y}L${to.x} ${to.y}`;
  const end = {heard: head, lost: cross, open: ring}[fate];
  return [svg("path", {class: "reach", d: line}),
    svg("path", {class: "line", d: line}), end(from, to)];
}

function head(from, to) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x) * 180 / Math.PI;
  return svg("path", {class: "head", d: "M0 0L-9 -4V4Z",
    transform: `translate(${to.x} ${to.y}) rotate(${angle})`});
}

function cross(from, to) {
  return svg("path", {class: "cross",
    d: "M-5 -5L5 5M-5 5L5 -5",
    transform: `translate(${to.x} ${to.y})`});
}

function ring(from, to) {
  return svg("circle", {class: "end", cx: to.x, cy: to.y, r: 3});
}

// ---- What they carry ----------------------------------------------------

/** On each arrow, where there is room. */
function freights(layout, room) {
  return arrowsIn(layout).flatMap(arrow => {
    const placed = [0.42, 0.55, 0.3, 0.68, 0.2, 0.8].flatMap(share => {
      const at = between(arrow.from, arrow.to, share);
      return [4, 1].map(most => freight(arrow.packet, at, most));
    }).sort((one, other) => other.most - one.most);
    const found = place(room, placed);
    if (!found) return [];
    const aside = isAside(arrow.past) ? " aside" : "";
    return [svg("g", {class: `load message ${arrowKind(arrow.packet)}`
        + aside}, ...found.draw())];
  });
}

/** Entries ride on a request, a yes or no on a reply. */
function freight(packet, {x, y}, most) {
  if (packet.type.startsWith("Reply")) {
    return {most, box: {left: x - 6, right: x + 6, top: y - 8,
      bottom: y + 8}, draw: () => [words(x, y + 4,
        packet.good ? "✓" : "✗", {class: "verdict"})]};
  }
  const entries = packet.entries.slice(0, most);
  const more = packet.entries.length - entries.length;
  const end = x + 12 * entries.length - 6;
  return {
    most: more === 0 ? 9 : most,
    box: {left: x - 7, right: more === 0 ? end + 1 : end + 24,
      top: y - 8, bottom: entries.length === 0 ? y - 8 : y + 8},
    draw: () => [...entries.map((entry, k) => entryBoxAt(entry,
      x + 12 * k, y)), ...(more === 0 ? [] : [words(end + 12, y + 4,
        "+" + more, {class: "verdict"})])],
  };
}

function entryBoxAt(entry, x, y) {
  return svg("g", {class: "freight " + colour(entry.term)},
      svg("rect", {x: x - 6, y: y - 6.5, width: 12, height: 13}),
      words(x, y + 4, entry.term));
}

// ---- Legend -------------------------------------------------------------

function drawLegend() {
  const packet = (type, more) => ({type, good: true, entries: [],
    ...more});
  const entry = {term: 2};
  const samples = [
    ["RequestVote", packet("RequestVote"), "heard"],
    ["vote", packet("Reply RequestVote"), "heard"],
    ["AppendEntries with an entry of term 2",
      packet("AppendEntries", {entries: [entry]}), "heard"],
    ["heartbeat", packet("AppendEntries"), "heard"],
    ["success", packet("Reply AppendEntries"), "heard"],
    ["refusal", packet("Reply AppendEntries", {good: false}), "heard"],
    ["InstallSnapshot", packet("InstallSnapshot"), "heard"],
    ["lost", packet("RequestVote"), "lost"],
    ["not received in view", packet("RequestVote"), "open"],
  ];
  const legend = document.getElementById("legend");
  legend.append(...bandSamples(), termSample(), ...samples.map(sample));
  const text = "▽ client asks  △ is answered  ▪ disk is forced"
      + "  ✖ process ends  ▶ starts  ◷ time is up"
      + "  ◇ snapshot begins  ◆ is saved";
  legend.append(html("span", {class: "signs"}, text),
      html("span", {}, "Time runs to the right, and is not to scale."));
  if (!run.violation) return;
  legend.append(html("span", {class: "signs"},
      "grey: cannot have led to the violation"));
}

function sample([name, packet, fate]) {
  const drawn = svg("svg", {width: 52, height: 16, "aria-hidden": true},
      svg("g", {class: `message ${arrowKind(packet)} ${fate}`},
        ...strokes({x: 2, y: 8}, {x: 48, y: 8}, fate),
        ...freight(packet, {x: 24, y: 8}, 4).draw()));
  return html("span", {}, drawn, " " + name);
}

/** The colour is the term, on bands, boxes and arrows alike. */
function termSample() {
  const boxes = [1, 2, 3, 4, 5, 6].map((term, k) =>
      entryBoxAt({term}, 12 * k + 7, 8));
  return html("span", {}, svg("svg", {width: 76, height: 16,
    "aria-hidden": true}, ...boxes),
    " colour: the term (from 7 on, the same again)");
}

function bandSamples() {
  return ["leader", "candidate", "follower"].map(role => {
    const box = {x: 1, y: 2, width: 34, height: 12};
    const drawn = svg("svg", {width: 36, height: 16,
      "aria-hidden": true},
      svg("rect", {class: `band ${role} term-1`, ...box}));
    if (role === "candidate") {
      drawn.append(svg("rect", {fill: "url(#hatch)", ...box}));
    }
    return html("span", {}, drawn, " " + role);
  });
}
