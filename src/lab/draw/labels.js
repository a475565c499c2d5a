// Words in the diagram, none upon another.
"use strict";

// ---- Room for words -----------------------------------------------------

const FONT = 'system-ui, "Segoe UI", Helvetica, Arial, sans-serif';
const LINE = 12; // from one line of words to the next
const pen = document.createElement("canvas").getContext("2d");

/** What these words take, with their font's baseline at y. */
function wordsBox(x, y, text, anchor, size = 10, weight = "normal") {
  pen.font = `${weight} ${size}px ${FONT}`;
  const width = pen.measureText(text).width;
  const left = anchor === "end" ? x - width
      : anchor === "middle" ? x - width / 2 : x;
  return {left: left - 1, right: left + width + 2, top: y - size,
    bottom: y + 0.3 * size};
}

function around(boxes) {
  return {
    left: Math.min(...boxes.map(box => box.left)),
    right: Math.max(...boxes.map(box => box.right)),
    top: Math.min(...boxes.map(box => box.top)),
    bottom: Math.max(...boxes.map(box => box.bottom)),
  };
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right
      && one.top < other.bottom && other.top < one.bottom;
}

/** Where words are: those that come later go elsewhere. */
function newRoom(left, right) {
  const taken = new Set();
  return {
    isFree: box => box.left >= left && box.right <= right
        && !Array.from(taken).some(other => overlap(box, other)),
    take: box => taken.add(box),
    leave: box => taken.delete(box),
  };
}

/** The first of these that finds room, which is then taken. */
function place(room, candidates) {
  const found = candidates.find(each => room.isFree(each.box));
  if (found) room.take(found.box);
  return found;
}

/** Marks are where they are. */
function takeMarks(layout, room) {
  for (const i of layout.indexes) {
    const {kind, node} = run.events[i];
    const x = layout.x.get(i);
    const y = layout.y(node);
    const force = kind === "FORCE";
    const half = force ? 4 : MARKS[kind] ? 8 : 4;
    room.take({left: x - half, right: x + half,
      top: force ? y + BAND : y - BAND,
      bottom: force ? y + BAND + 9 : y + BAND});
  }
}

// ---- Which rules fired --------------------------------------------------

/**
 * First each says as little as it can, the facts of a violation all that
 * they can; then, as far as there is room, each says more.
 */
function ruleLabels(layout, room) {
  const all = columnsWith(layout, event => event.lines.length > 0);
  const isFirst = i => isEvidence(run.events[i]) || i === cursor();
  const placed = new Map();
  for (const i of all.filter(isFirst)) {
    placed.set(i, place(room, ruleTexts(layout, i).reverse()));
  }
  const rest = all.filter(i => !isFirst(i));
  for (const i of rest) {
    placed.set(i, place(room, ruleTexts(layout, i).slice(0, 2)));
  }
  for (const i of rest) {
    const least = placed.get(i);
    if (!least) continue;
    room.leave(least.box);
    placed.set(i, place(room, ruleTexts(layout, i).reverse()));
  }
  return all.flatMap(i => placed.get(i) ? placed.get(i).draw() : []);
}

/** The first of each column and node that is such. */
function columnsWith(layout, wanted) {
  const seen = new Set();
  return layout.indexes.filter(i => {
    const at = layout.x.get(i) + " " + run.events[i].node;
    if (!wanted(run.events[i]) || seen.has(at)) return false;
    seen.add(at);
    return true;
  });
}

/** What can be said of an event, the shortest first. */
function ruleTexts(layout, i) {
  const {lines} = run.events[i];
  const beginning = line => [",", ":", " with "].reduce((text, end) =>
      text.split(end)[0], line.what);
  const sign = line => refuses(line) ? "✗ " : "";
  const label = lines.map(line => sign(line) + line.rule);
  const start = lines.map(line =>
      `${sign(line)}${beginning(line)} (${line.rule})`);
  const full = lines.map(line =>
      `${sign(line)}${line.what} (${line.rule})`);
  return [[label, "middle"], [label, "end"], [label, "start"],
    [start, "end"], [full, "end"], [start, "start"], [full, "start"]]
      .map(([texts, anchor]) => ruleText(layout, i, texts, anchor));
}

function ruleText(layout, i, texts, anchor) {
  const event = run.events[i];
  const x = layout.x.get(i)
      + ({start: -4, middle: 0, end: 4})[anchor];
  const y = k => layout.y(event.node) - BAND - 5
      - LINE * (texts.length - 1 - k);
  const weight = texts[0].endsWith(")") ? "normal" : "bold";
  return {
    box: around(texts.map((text, k) =>
      wordsBox(x, y(k), text, anchor, 10, weight))),
    draw: () => texts.map((text, k) => words(x, y(k), text, {
      class: "rule " + anchor + (weight === "bold" ? " short" : "")
          + (refuses(event.lines[k]) ? " bad" : "")
          + (isAside(event.past) ? " aside" : "")})),
  };
}

// ---- What is sent, asked for, or ends -----------------------------------

/** Below a band, where there is room. */
function speechLabels(layout, room) {
  return columnsWith(layout, event => speech(event) !== "")
      .flatMap(i => {
        const event = run.events[i];
        const text = speech(event);
        const y = layout.y(event.node) + BAND + 11;
        const found = place(room, ["start", "end"].map(anchor => {
          const x = layout.x.get(i) + (anchor === "start" ? -4 : 4);
          return {x, anchor, box: wordsBox(x, y, text, anchor, 9)};
        }));
        return found ? [words(found.x, y, text, {
          class: "speech" + (isAside(event.past) ? " aside" : ""),
          "text-anchor": found.anchor})] : [];
      });
}

function speech(event) {
  const packet = run.messages[event.message];
  if (event.kind === "SEND" && packet) return packet.brief;
  if (event.kind === "PROPOSE") return visible(event.text);
  const sudden = [...ENDS, "START", "PAUSE", "RESUME"];
  return sudden.includes(event.kind) ? event.verb : "";
}

// ---- What a server is ---------------------------------------------------

/** Role and term, or at least that, where no mark is in the way. */
function bandLabels(layout, room) {
  return run.nodes.flatMap((name, node) => segments(layout, node)
      .filter(({server}) => server.up)
      .flatMap(segment => bandLabel(layout, node, segment, room)));
}

function bandLabel(layout, node, {from, to, server, past}, room) {
  const y = layout.y(node) + 4;
  const term = "t" + server.state.term;
  const long = `${role(server)} ${term}`
      + (server.paused ? ", paused" : "");
  const lefts = layout.indexes
      .filter(i => run.events[i].node === node)
      .map(i => layout.x.get(i)).filter(x => from < x && x < to);
  const candidates = [long, term].flatMap(text =>
    [from, ...lefts].map(left => {
      const x = left + (left === LEFT ? 7 : 10);
      return {x, text, box: wordsBox(x, y, text, "start", 11, "bold")};
    })).filter(({box}) => box.right < to - 2);
  const found = place(room, candidates);
  return found ? [words(found.x, y, found.text, {class: role(server) + " "
      + colour(server.state.term) + (isAside(past) ? " aside" : "")})]
      : [];
}

// ---- Above all ----------------------------------------------------------

/** Who was cut off from whom, in two rows, or not at all. */
function cutLabels(layout, room) {
  return cutColumns(layout).flatMap(i => {
    const x = layout.x.get(i);
    const cuts = worlds[i].cuts;
    const short = cuts.length === 0 ? "joined" : cuts.length + " cut";
    const found = place(room, [describeCuts(cuts), short]
        .flatMap(text => [TOP - 8, TOP - 20].map(y => ({text, y,
          box: wordsBox(x, y, text, "middle", 11, "bold")}))));
    return found ? [words(x, found.y, found.text, {class: "cut-text"})]
        : [];
  });
}

/** As much of these words as fits. */
function shortened(text, width, size) {
  const fits = words => {
    const box = wordsBox(0, 0, words, "start", size);
    return box.right - box.left <= width;
  };
  if (fits(text)) return text;
  let end = text.length;
  while (end > 0 && !fits(text.slice(0, end) + "…")) end--;
  return end === 0 ? "" : text.slice(0, end).trimEnd() + "…";
}
