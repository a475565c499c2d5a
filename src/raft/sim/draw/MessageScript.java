package raft.sim.draw;

/** Script of the page, 3: messages, as arrows by type. */
final class MessageScript {
  static final String TEXT = """

      // ---- Messages: arrows by type --------------------------------------

      /** All arrows of which at least one end is in view. */
      function arrows(layout) {
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
        const letter = run.messages[message];
        const down = letter.to > letter.from ? 1 : -1;
        const from = {
          x: layout.x.has(sent) ? layout.x.get(sent) : LEFT,
          y: layout.y(letter.from) + down * BAND,
        };
        const to = {
          x: end === undefined ? Math.min(layout.right, from.x + layout.unit)
            : layout.x.get(end),
          y: layout.y(letter.to) - down * BAND,
        };
        const lost = end !== undefined && run.events[end].kind === "LOSE";
        const open = end === undefined; // it comes later, or never
        const reached = lost ? between(from, to, 0.7)
            : open ? between(from, to, 0.45) : to;
        return group(letter, message, end, from, reached,
            lost ? "lost" : open ? "open" : "heard");
      }

      function between(from, to, share) {
        return {x: from.x + share * (to.x - from.x),
          y: from.y + share * (to.y - from.y)};
      }

      function group(letter, message, end, from, to, fate) {
        const past = end === undefined ? false : run.events[end].past;
        const {sent, ends} = trips.get(message);
        const here = sent === cursor() || ends.includes(cursor());
        const kind = arrowKind(letter);
        const drawn = svg("g", {
          class: `message ${kind} ${fate}` + (isAside(past) ? " aside" : ""),
          role: "img", tabindex: here ? 0 : -1, "data-message": message,
          "aria-label": `${letter.brief} from ${run.nodes[letter.from]} to `
              + `${run.nodes[letter.to]}, ${FATES[fate]}`},
          ...strokes(from, to, fate), ...freight(letter, from, to));
        showHint(drawn, () => describeMessage(letter, FATES[fate]));
        return drawn;
      }

      const FATES = {
        heard: "received", lost: "lost", open: "not received in view",
      };

      function arrowKind(letter) {
        if (letter.type.startsWith("Reply")) {
          return (letter.type.endsWith("RequestVote") ? "reply election"
              : "reply") + (letter.good ? "" : " refused");
        }
        if (letter.type === "RequestVote") return "request election";
        return letter.entries.length > 0 ? "request" : "heartbeat";
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

      /** Entries ride on a request, a yes or no on a reply. */
      function freight(letter, from, to) {
        if (letter.type.startsWith("Reply")) {
          const at = between(from, to, 0.6);
          return [words(at.x, at.y + 4, letter.good ? "✓" : "✗",
              {class: "verdict"})];
        }
        const at = between(from, to, 0.42);
        const boxes = letter.entries.slice(0, 4).map((entry, k) =>
          svg("g", {class: "freight " + colour(entry.term)},
              svg("rect", {x: at.x + 12 * k - 6, y: at.y - 6.5, width: 12,
                height: 13}),
              words(at.x + 12 * k, at.y + 4, entry.term)));
        const more = letter.entries.length - boxes.length;
        return more === 0 ? boxes : boxes.concat(
            words(at.x + 52, at.y + 4, "+" + more, {class: "verdict"}));
      }

      // ---- Legend --------------------------------------------------------

      function drawLegend() {
        const letter = (type, more) => ({type, good: true, entries: [],
          ...more});
        const entry = {term: 2};
        const samples = [
          ["RequestVote", letter("RequestVote"), "heard"],
          ["vote", letter("Reply RequestVote"), "heard"],
          ["AppendEntries with an entry of term 2",
            letter("AppendEntries", {entries: [entry]}), "heard"],
          ["heartbeat", letter("AppendEntries"), "heard"],
          ["success", letter("Reply AppendEntries"), "heard"],
          ["refusal", letter("Reply AppendEntries", {good: false}), "heard"],
          ["lost", letter("RequestVote"), "lost"],
          ["not received in view", letter("RequestVote"), "open"],
        ];
        const legend = document.getElementById("legend");
        legend.append(...bandSamples(), ...samples.map(sample));
        const text = "▽ client asks  △ is answered  ▪ disk is forced"
            + "  ✖ process ends  ▶ starts  ◷ time is up";
        legend.append(html("span", {class: "signs"}, text));
        if (!run.violation) return;
        legend.append(html("span", {class: "signs"},
            "grey: cannot have led to the violation"));
      }

      function sample([name, letter, fate]) {
        const drawn = svg("svg", {width: 52, height: 16, "aria-hidden": true},
            svg("g", {class: `message ${arrowKind(letter)} ${fate}`},
              ...strokes({x: 2, y: 8}, {x: 48, y: 8}, fate),
              ...freight(letter, {x: 2, y: 8}, {x: 46, y: 8})));
        return html("span", {}, drawn, " " + name);
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
      """;

  private MessageScript() {}
}
