// The run, and how everything stood after each event.
"use strict";

// ---- The run, as it was recorded ----------------------------------------

const run = JSON.parse(document.getElementById("run").textContent);

const ENDS = ["CRASH", "POWER_LOSS", "BREAK"]; // of a process
const BURSTS = ["SEND", "FORCE", "WRITE", "START", "CUT", "JOIN"];
const AROUND = ["CUT", "JOIN"]; // happen to the world, not to a server

const BEGINNING = {
  servers: run.beginning.servers, // by node
  cuts: run.beginning.cuts, // where nothing gets through, as "n1 → n2"
  committed: committedBefore(run.beginning.servers),
};

/** worlds[i] is how everything stood after run.events[i]. */
const worlds = [];
for (const event of run.events) {
  worlds.push(worldAfter(worlds[worlds.length - 1] || BEGINNING, event));
}

function worldBefore(i) {
  return i === 0 ? BEGINNING : worlds[i - 1];
}

function worldAfter(world, event) {
  const server = serverAfter(world.servers[event.node], event);
  const servers = world.servers.slice();
  servers[event.node] = server;
  return {
    servers,
    cuts: cutsAfter(world.cuts, event),
    committed: committedAfter(world.committed, server),
  };
}

function serverAfter(server, event) {
  const ends = ENDS.includes(event.kind);
  return {
    up: event.kind === "START" || server.up && !ends,
    paused: event.kind === "PAUSE"
        || server.paused && !ends && event.kind !== "RESUME",
    state: event.state || server.state,
    log: event.log
        ? server.log.slice(0, event.log.keep).concat(event.log.add)
        : server.log,
    peers: event.peers || server.peers,
  };
}

function cutsAfter(cuts, event) {
  const link = event.text + " → " + run.nodes[event.node];
  if (event.kind === "CUT") return cuts.concat(link);
  if (event.kind === "JOIN") return cuts.filter(cut => cut !== link);
  return cuts;
}

/** What any server ever took for committed, by index. */
function committedAfter(committed, server) {
  const known = committed.length;
  if (!server.state || server.state.commitIndex <= known) {
    return committed;
  }
  const news = server.log.slice(known, server.state.commitIndex);
  const term = server.state.term; // in which it was found committed
  return committed.concat(news.map(entry => ({entry, term})));
}

/** What any server took for committed, and at latest in which term. */
function committedBefore(servers) {
  const ran = servers.filter(server => server.state);
  const term = Math.max(0, ...ran.map(server => server.state.term));
  return ran.map(server => server.log.slice(0, server.state.commitIndex))
      .reduce((longest, log) => log.length > longest.length ? log
        : longest, [])
      .map(entry => ({entry, term}));
}

// ---- What was lost ------------------------------------------------------

function same(entry, other) {
  return entry !== undefined && other !== undefined
      && entry.term === other.term && entry.command === other.command;
}

/**
 * Where this event leaves a server without an entry that is committed:
 * positions in its log. A follower that lags behind has lost nothing.
 */
function losses(i, node) {
  const server = worlds[i].servers[node];
  if (!server.up) return [];
  const before = worldBefore(i).servers[node];
  return Array.from(worlds[i].committed.keys()).filter(k => {
    const {entry, term} = worlds[i].committed[k];
    const leads = server.state.role === "LEADER"
        && server.state.term > term;
    const deleted = before.up && same(before.log[k], entry);
    const applied = k < server.state.commitIndex;
    return (leads || deleted || applied) && !same(server.log[k], entry);
  });
}

// ---- Where each message went --------------------------------------------

/** By message: the events that sent it, heard it, and missed it. */
const trips = new Map();
for (const [i, event] of run.events.entries()) {
  if (event.message === undefined) continue;
  if (!trips.has(event.message)) {
    trips.set(event.message, {sent: undefined, ends: []});
  }
  const trip = trips.get(event.message);
  if (event.kind === "SEND") trip.sent = i;
  if (["RECEIVE", "LOSE"].includes(event.kind)) trip.ends.push(i);
}

// ---- The parts of a scenario --------------------------------------------

function hasParts() {
  return run.parts !== undefined && run.parts.length > 1;
}

// ---- In words -----------------------------------------------------------

/** Control characters as pictures of themselves. */
function visible(text) {
  return Array.from(text, c => c < " "
      ? String.fromCodePoint(0x2400 + c.codePointAt(0)) : c).join("");
}

function milliseconds(event) {
  return (event.time / 1000).toFixed(3) + " ms";
}

/** n2 receives vote t1 from n3. */
function sentence(event) {
  const words = [run.nodes[event.node], event.verb];
  const packet = run.messages[event.message];
  if (packet) words.push(packet.brief, route(event, packet));
  if (event.text) words.push(visible(event.text));
  return words.join(" ");
}

function route(event, packet) {
  return packet.to === event.node ? "from " + run.nodes[packet.from]
      : "to " + run.nodes[packet.to];
}

function refuses(line) {
  return line.what.startsWith("refuses") || line.rule === "not traced"
      || line.what.includes("not committed");
}

/** Which of the colours a term has; they come again after six. */
function colour(term) {
  return "term-" + (term === 0 ? 0 : (term - 1) % 6 + 1);
}
