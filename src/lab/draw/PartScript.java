package lab.draw;

/** Script of the page, 6: the scenario's parts, and the picture as a file. */
final class PartScript {
  static final String TEXT = """

      // ---- The parts of a scenario ---------------------------------------

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

      function hasParts() {
        return run.parts !== undefined && run.parts.length > 1;
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

      // ---- The picture as a file -----------------------------------------

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
        const name = document.title.replace(/[^\\p{L}\\p{N}]+/gu, "-")
            .replace(/^-|-$/g, "").toLowerCase().slice(0, 60);
        html("a", {href: url, download: (name || "run") + ".svg"}).click();
        setTimeout(() => URL.revokeObjectURL(url), 10000);
      }
      """;

  private PartScript() {}
}
