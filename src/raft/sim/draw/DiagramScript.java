package raft.sim.draw;

/** Script of the page, 2: a line per node, and what happened on it. */
final class DiagramScript {
  static final String TEXT = """

      // ---- Elements ------------------------------------------------------

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

      // ---- What goes where -----------------------------------------------

      const BAND = 9; // half the height of a server's band
      const TOP = 46;
      const LEFT = 112; // where bands begin
      const LEAD = 66; // and then say what they are
      const RIGHT = 30;
      const WIDEST = 80; // of a column

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

      // ---- Bands: what each server was -----------------------------------

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
        return parts.concat(bandText(layout, node, server, from, to)
            .map(([x, text]) => words(x, y + 4, text, {class: kind})));
      }

      /** Role and term, or at least that, where no mark is in the way. */
      function bandText(layout, node, server, from, to) {
        const term = "t" + server.state.term;
        const long = `${role(server)} ${term}`
            + (server.paused ? ", paused" : "");
        const stops = layout.indexes
            .filter(i => run.events[i].node === node)
            .map(i => layout.x.get(i)).filter(x => from < x && x < to);
        for (const text of [long, term]) {
          let left = from;
          for (const stop of [...stops, to]) {
            if (stop - left > 14 + 5.3 * text.length) return [[left + 7, text]];
            left = stop;
          }
        }
        return [];
      }

      /** Whether something is to step back behind the violation's past. */
      function isAside(past) {
        return run.violation !== undefined && !past;
      }

      // ---- Marks: what happened ------------------------------------------

      const MARKS = {
        START: "▶", CRASH: "✖", POWER_LOSS: "⚡", BREAK: "✖", PAUSE: "‖",
        RESUME: "▶", CLOCK: "◔", TICK: "◷", TIMEOUT: "◷", PROPOSE: "▽",
        ANSWER: "△", CUT: "✂", JOIN: "∞", FORCE: "▪",
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

      // ---- Labels: which rules fired, what was said ----------------------

      /** The lines that the servers traced, as long as there is room. */
      function ruleLabels(layout) {
        return labels(layout, event => event.lines.length > 0)
            .flatMap(label => label.event.lines.map((line, k) =>
              ruleLabel(label, line, label.event.lines.length - 1 - k)));
      }

      /** What a fact of a violation rests on is said in any case. */
      function ruleLabel({x, y, room, back, event}, line, row) {
        const fact = isEvidence(event);
        const left = room < (fact ? 120 : 60) && back > room;
        const text = lineText(line, fact ? Math.max(120, room, back)
          : left ? back : room);
        const long = text.length > 5;
        const classes = ["rule"];
        if (long) classes.push(left ? "before" : "after");
        if (refuses(line)) classes.push("bad");
        if (isAside(event.past)) classes.push("aside");
        return words(!long ? x : left ? x + 8 : x - 4,
            y - BAND - (fact ? 15 : 5) - 11 * row, text,
            {class: classes.join(" ")});
      }

      /** The whole line, its beginning, or the label alone. */
      function lineText(line, room) {
        const sign = refuses(line) ? "✗ " : "";
        const start = [",", ":", " with "].reduce((text, end) =>
            text.split(end)[0], line.what);
        const texts = [line.what, start].map(text =>
            `${sign}${text} (${line.rule})`);
        return texts.find(text => 5.4 * text.length < room)
            || sign + line.rule;
      }

      /** Below a band, what is sent, asked for, or ends. */
      function speechLabels(layout) {
        return labels(layout, event => speech(event) !== "")
            .filter(({room, event}) => 5 * speech(event).length < room)
            .map(({x, y, event}) => words(x - 4, y + BAND + 12, speech(event),
                {class: "speech" + (isAside(event.past) ? " aside" : "")}));
      }

      function speech(event) {
        const letter = run.messages[event.message];
        if (event.kind === "SEND" && letter) return letter.brief;
        if (event.kind === "PROPOSE") return visible(event.text);
        const sudden = [...ENDS, "START", "PAUSE", "RESUME"];
        return sudden.includes(event.kind) ? event.verb : "";
      }

      /**
       * One a column and node, with the room until the node's next one, and
       * back to the one before if there is no next one, or this is a fact.
       */
      function labels(layout, wanted) {
        return run.nodes.flatMap((name, node) => {
          const events = layout.indexes.filter(i =>
              run.events[i].node === node && wanted(run.events[i]));
          const xs = events.map(i => layout.x.get(i));
          const firsts = events.filter((i, k) => xs.indexOf(xs[k]) === k);
          return firsts.map((i, k) => {
            const x = layout.x.get(i);
            const next = layout.x.get(firsts[k + 1]) || layout.right;
            const isLast = k === firsts.length - 1
                || isEvidence(run.events[i]);
            const before = k === 0 ? LEFT : layout.x.get(firsts[k - 1]) + 130;
            return {x, y: layout.y(node), event: run.events[i],
              room: next - x - 6, back: isLast ? x - before : 0};
          });
        });
      }

      // ---- Around the bands ----------------------------------------------

      function names(layout) {
        return run.nodes.flatMap((name, node) => [
          words(8, layout.y(node) - 2, name, {class: "name"}),
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
            svg("path", {class: "flagpole", d: `M${x} 14V${y - BAND - 4}`}),
            svg("circle", {class: "flag", cx: flag, cy: 12, r: 10}),
            words(flag, 16.5, k + 1, {class: "flag-number"}),
            svg("circle", {class: "ring", cx: x, cy: y, r: BAND + 5}),
          ];
        });
      }

      /** A line through all where links are cut or joined. */
      function cutLines(layout) {
        return layout.columns.filter(column => isAround(run.events[column[0]]))
            .flatMap((column, k) => {
              const i = column[column.length - 1];
              const x = layout.x.get(i);
              return [
                svg("path", {class: "cut-line",
                  d: `M${x} ${TOP - 10}V${layout.bottom}`}),
                words(x, TOP - 14 - 12 * (k % 2), describeCuts(worlds[i].cuts),
                    {class: "cut-text"}),
              ];
            });
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

      function drawDiagram() {
        const place = document.getElementById("picture");
        const width = Math.max(900, place.clientWidth);
        const layout = layOut(inView(), width);
        const height = layout.bottom + 20;
        const focused = place.contains(document.activeElement);
        place.replaceChildren(svg("svg", {viewBox: `0 0 ${width} ${height}`,
          role: "group", "aria-label": "Space-time diagram. Time runs to the"
              + " right, a line for each node. Arrow keys step through it."},
          patterns(), ...columnsBehind(layout), ...bands(layout),
          ...cutLines(layout), ...arrows(layout), ...marks(layout),
          ...speechLabels(layout), ...ruleLabels(layout), ...names(layout),
          ...flags(layout), ...axis(layout)));
        if (focused) place.querySelector(".here").focus();
      }
      """;

  private DiagramScript() {}
}
