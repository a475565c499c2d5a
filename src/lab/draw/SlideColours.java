package lab.draw;

/** The colours of a slide, but for those of terms, which go with both. */
public enum SlideColours {
  LIGHT("#ffffff", "#111111", "#555555", "#f1f1ec"),
  DARK("#14161a", "#f4f4f4", "#b9bec6", "#262a31");

  private static final String BLACK = "#000000"; // the ink of charts

  private final String paper;
  private final String ink;
  private final String muted;
  private final String panel;

  SlideColours(String paper, String ink, String muted, String panel) {
    this.paper = paper;
    this.ink = ink;
    this.muted = muted;
    this.panel = panel;
  }

  /** The same picture in these colours. */
  public String of(String svg) {
    return svg.replace(LIGHT.style(), style());
  }

  /** A chart, which has no style, in these colours. */
  public String ofChart(String svg) {
    return svg.replace(LIGHT.paper, paper).replace(BLACK, ink)
        .replace("<svg ", "<svg fill=\"" + ink + "\" ");
  }

  String style() {
    return """
        <style>
        text { font: 26px sans-serif; fill: %2$s; white-space: pre }
        .paper { fill: %1$s } .panel { fill: %4$s } .ink { fill: %2$s }
        .title { font-size: 46px; font-weight: bold }
        .id, .term { font-size: 30px; font-weight: bold }
        .leads { fill: %1$s; font-weight: bold }
        .muted { fill: %3$s; font-size: 22px }
        .on { font-size: 18px } .on, .term { fill: #000000 }
        .middle { text-anchor: middle } .end { text-anchor: end }
        .code { font: 23px monospace } .command { font: bold 26px monospace }
        .committed { stroke: %2$s; stroke-width: 5 }
        .open { stroke: %3$s; stroke-width: 2; stroke-dasharray: 7 5 }
        .covered { fill: #e2e2dc; stroke: %2$s; stroke-width: 5 }
        .down { opacity: 0.45 }
        </style>""".formatted(paper, ink, muted, panel);
  }
}
