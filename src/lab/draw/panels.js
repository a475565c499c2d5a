// Logs as the paper draws them, and words.
"use strict";

// ---- Logs, as the paper draws them --------------------------------------

const BOX = 58; // width of an entry
const LEAST_BOX = 44; // if then the whole log is there
const HEAD = 206; // of a row

function drawLogs() {
  const place = document.getElementById("logs");
  const world = worlds[cursor()];
  const longest = Math.max(1, world.committed.length,
      ...world.servers.map(server => server.log.length));
  const width = place.clientWidth - HEAD - 20;
  const fitting = Math.floor(width / longest);
  const box = fitting < LEAST_BOX ? BOX : Math.min(BOX, fitting);
  const room = Math.max(4, Math.floor(width / box));
  const first = Math.max(0, longest - room);
  place.style.setProperty("--box", box - 4 + "px");
  const indexes = Array.from({length: longest - first},
      (none, k) => first + k);
  place.replaceChildren(logTitle(world, first),
      html("table", {"aria-labelledby": "log-title"}, indexRow(indexes),
      html("tbody", {}, ...run.nodes.map((name, node) =>
        logRow(node, world, indexes)))));
}

function logTitle(world, first) {
  const cut = world.cuts.length === 0 ? ""
      : "; " + describeCuts(world.cuts);
  return html("h2", {id: "log-title"}, "Logs after event "
      + run.events[cursor()].number + cut
      + (first > 0 ? "; entries from " + (first + 1) + " on" : ""),
      html("small", {}, " full: committed, hollow: not, dashed: not"
        + " yet on disk" + (leaders(world).length === 0 ? ""
          : "; of the leader, ▲ nextIndex, ● matchIndex")));
}

function indexRow(indexes) {
  return html("thead", {}, html("tr", {},
      html("th", {scope: "col"}, "log index"),
      ...indexes.map(k => html("th", {scope: "col"}, k + 1)),
      html("td", {class: "end"})));
}

function logRow(node, world, indexes) {
  const server = world.servers[node];
  const name = run.nodes[node];
  const label = run.labels[name];
  const lost = losses(cursor(), node);
  const end = indexes[indexes.length - 1] + 1;
  return html("tr", {class: server.up ? "" : "is-down"},
      html("th", {scope: "row"}, html("b", {}, name),
        label ? ` ${label} ` : " ", standing(server),
        ...leaders(world).filter(leader => leader.server.peers[name])
          .map(leader => known(leader, name))),
      ...indexes.map(k => html("td", {class: knownHere(world, name, k)},
        ...entryBox(server, k, lost.includes(k)))),
      html("td", {class: "end " + knownHere(world, name, end)}));
}

/** Who leads, or thinks so; the newest last. */
function leaders(world) {
  return world.servers.map((server, node) => ({server, node}))
      .filter(({server}) => server.up && server.state.role === "LEADER")
      .sort((one, other) =>
        one.server.state.term - other.server.state.term);
}

/** What a leader knows of this server's log. */
function known({server, node}, name) {
  const {nextIndex, matchIndex} = server.peers[name];
  return html("span", {class: "known"}, `${run.nodes[node]}: nextIndex `
      + `${nextIndex}, matchIndex ${matchIndex}`);
}

/** Whether the newest leader's indexes for this server point here. */
function knownHere(world, name, k) {
  const leader = leaders(world).pop();
  const peer = leader && leader.server.peers[name];
  if (!peer) return "";
  return (peer.nextIndex === k + 1 ? "next " : "")
      + (peer.matchIndex === k + 1 ? "match" : "");
}

/** Role, term, vote and commitIndex. */
function standing(server) {
  const text = html("span", {class: "standing"});
  if (!server.state) return fill(text, {}, ["not started"]);
  const {term, votedFor, commitIndex, snapshotIndex} = server.state;
  return fill(text, {}, [
    html("span", {class: `chip ${role(server)} ${colour(term)}`},
        `${role(server)} t${term}`),
    votedFor ? ` voted ${votedFor}` : "",
    ` commit ${commitIndex}`,
    snapshotIndex > 0 ? ` snapshot 1..${snapshotIndex}` : ""]);
}

function entryBox(server, k, lost) {
  const entry = server.log[k];
  if (!entry) {
    return lost ? [html("span", {class: "entry lost missing"},
        "✗", html("small", {}, "lost"))] : [];
  }
  const committed = k < server.state.commitIndex;
  const durable = k < server.state.durableIndex;
  const covered = k < server.state.snapshotIndex;
  const how = (covered ? "in a snapshot, " : "")
      + (committed ? "committed" : "not committed")
      + (durable ? "" : ", not on disk")
      + (lost ? ": not the entry that was committed here" : "");
  return [box(entry, (committed ? "committed" : "uncommitted")
      + (durable ? "" : " unforced") + (covered ? " covered" : "")
      + (lost ? " lost" : ""), how)];
}

/** An entry as the paper draws it: its term, and its command. */
function box(entry, kind, how) {
  return html("span", {class: `entry ${colour(entry.term)} ${kind}`,
    title: `${visible(entry.command || entry.brief)} (${how})`},
    entry.term, html("small", {}, visible(entry.brief)),
    html("span", {class: "unseen"}, " " + how));
}

// ---- The event, in words ------------------------------------------------

function drawDetail() {
  const event = run.events[cursor()];
  document.getElementById("detail").replaceChildren(...describe(event));
}

/** What happened, the rules that fired, and the whole message. */
function describe(event) {
  const packet = run.messages[event.message];
  return [
    html("h2", {}, html("span", {class: "number"},
        `event ${event.number} · ${milliseconds(event)}`), " ",
        sentence(event)),
    ...event.lines.map(describeLine),
    ...(packet ? [fieldsOf(packet)] : []),
  ];
}

function describeLine(line) {
  const rule = run.rules[line.rule];
  return html("p", {class: "line" + (refuses(line) ? " bad" : "")},
      html("b", {}, line.rule), ` ${line.server} t${line.term} `
        + `${line.role.toLowerCase()} | ${line.what}`,
      html("q", {}, rule ? rule.sentence : ""));
}

function describeMessage(packet, fate) {
  return [html("h2", {}, `${packet.type} ${run.nodes[packet.from]} → `
      + `${run.nodes[packet.to]}, ${fate}`), fieldsOf(packet)];
}

function fieldsOf(packet) {
  const list = html("dl", {});
  if (!packet.fields) return fill(list, {}, ["never opened"]);
  for (const [name, value] of Object.entries(packet.fields)) {
    list.append(html("div", {}, html("dt", {}, name),
        html("dd", {}, visible(String(value)))));
  }
  if (packet.entries.length > 0) list.append(entriesOf(packet));
  return list;
}

function entriesOf(packet) {
  const first = packet.fields.prevLogIndex + 1;
  return html("div", {class: "entries"}, html("dt", {}, "entries"),
      ...packet.entries.map((entry, k) => html("dd", {},
        html("span", {class: "chip " + colour(entry.term)},
          `${first + k}: t${entry.term}`),
        " " + visible(entry.command || entry.brief))));
}

// ---- The violation ------------------------------------------------------

function evidence() {
  return run.violation ? run.violation.evidence : [];
}

/**
 * Where to begin to look: in a scenario before its first step, when all
 * have started; in a run where the promise was broken, or if all were
 * kept, at its end.
 */
function opening() {
  if (!run.parts) return ending();
  const first = run.events.findIndex(event => event.kind !== "START");
  return first === -1 ? ending() : Math.max(0, first - 1);
}

/** Where the promise was broken; if all were kept, the last event. */
function ending() {
  return evidence().length === 0 ? run.events.length - 1
      : Math.max(...evidence().map(fact => indexOf(fact.event)));
}

function isEvidence(event) {
  return evidence().some(fact => fact.event === event.number);
}

function drawViolation() {
  if (!run.violation) return;
  const place = document.getElementById("violation");
  place.hidden = false;
  place.append(
      html("h2", {id: "promise"}, "✗ Broken: " + run.violation.property,
        html("q", {}, run.violation.promise)),
      ...run.violation.evidence.map((fact, k) => html("p", {},
        html("button", {class: "fact", "data-event": fact.event},
          k + 1), ` event ${fact.event}: ${visible(fact.text)}`)),
      html("div", {class: "losses"},
        ...run.nodes.flatMap((name, node) => lossText(name, node))));
  for (const button of place.querySelectorAll("button")) {
    button.disabled = button.dataset.event < run.events[0].number;
    button.addEventListener("click",
        () => goTo(indexOf(Number(button.dataset.event))));
  }
}

/** What this node then has instead of what was committed. */
function lossText(name, node) {
  const end = ending();
  const lost = losses(end, node);
  if (lost.length === 0) return [];
  const at = lost[0];
  const instead = worlds[end].servers[node].log[at];
  const more = lost.length === 1 ? "" : `, and ${lost.length - 1} more`;
  return [html("p", {}, html("b", {}, "Lost: "),
      `at index ${at + 1}, where `,
      box(worlds[end].committed[at].entry, "committed", "committed"),
      ` was committed, ${name} has `,
      instead ? box(instead, "uncommitted", "instead") : "nothing",
      more)];
}

// ---- As text ------------------------------------------------------------

function drawList() {
  const items = inView().map(i => {
    const event = run.events[i];
    const rules = event.lines.map(line =>
        ` | ${line.what} (${line.rule})`).join("");
    const item = html("li", {value: event.number},
        `${milliseconds(event)}  ${sentence(event)}${rules}`);
    if (i === cursor()) item.setAttribute("aria-current", "step");
    return item;
  });
  document.querySelector("#list ol").replaceChildren(...items);
}

// ---- A closer look, under the pointer or the focus ----------------------

function showHint(element, content) {
  const hint = document.getElementById("hint");
  const show = () => {
    hint.replaceChildren(...content());
    hint.hidden = false;
    const box = element.getBoundingClientRect();
    const left = Math.min(box.right + 8, innerWidth - hint.offsetWidth);
    const top = Math.min(box.bottom + 8,
        innerHeight - hint.offsetHeight);
    hint.style.left = Math.max(0, left) + "px";
    hint.style.top = Math.max(0, top) + "px";
  };
  const hide = () => hint.hidden = true;
  element.addEventListener("pointerenter", show);
  element.addEventListener("focus", show);
  element.addEventListener("pointerleave", hide);
  element.addEventListener("blur", hide);
}
