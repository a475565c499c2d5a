package lab.figure16;

import java.util.List;
import java.util.Locale;

/**
 * Panels as a picture, one above the other. Colours are those of Okabe and Ito,
 * which most colour-blind people tell apart; dashes tell the curves apart in
 * print. A ring is what the paper's text says.
 */
final class SvgChart {
  private record Style(String colour, String dashes) {}

  private static final List<Style> STYLES = List.of(
      new Style("#000000", ""), new Style("#0072b2", "7 3"),
      new Style("#d55e00", ""), new Style("#009e73", "10 3 2 3"),
      new Style("#cc79a7", "4 2"), new Style("#56b4e9", ""),
      new Style("#b07800", "2 2"));

  private static final int WIDTH = 880;
  private static final int PANEL = 400; // height, with title and axis
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int GRAPH_WIDTH = 510;
  private static final int GRAPH_HEIGHT = 290;
  private static final int LEGEND = GRAPH_WIDTH + 30;
  private static final int LEGEND_END = WIDTH - LEFT - 14;
  private static final int ROW = 20;
  private static final int STEPS = 100; // points of a curve

  private final StringBuilder out = new StringBuilder();

  private SvgChart() {}

  static String of(List<Panel> panels) {
    return of(panels, PANEL * panels.size(), 0);
  }

  /** One of them, 16 wide and 9 high. */
  static String slide(Panel panel) {
    return of(List.of(panel), WIDTH * 9 / 16, (WIDTH * 9 / 16 - PANEL) / 2);
  }

  private static String of(List<Panel> panels, int height, int above) {
    SvgChart chart = new SvgChart();
    chart.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\""
        + " height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
        + " font-size=\"13\">", WIDTH, height, WIDTH, height);
    chart.add("<title>The time to detect and replace a crashed leader</title>");
    chart.add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    for (int i = 0; i < panels.size(); i++) {
      chart.add("<g transform=\"translate(%d %d)\">", LEFT,
          above + i * PANEL + TOP);
      chart.panel(panels.get(i));
      chart.add("</g>");
    }
    return chart.out.append("</svg>\n").toString();
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y,
        anchor, text);
  }

  private void panel(Panel panel) {
    add("<text y=\"-16\" font-size=\"15\" font-weight=\"bold\">%s</text>",
        panel.title());
    grid(panel.axis());
    for (int i = 0; i < panel.curves().size(); i++) {
      curve(panel.curves().get(i), panel.axis(), STYLES.get(i));
    }
    panel.paper().forEach(landmark -> landmark(landmark, panel.axis()));
    legend(panel);
  }

  // ---- Axes ------------------------------------------------------------

  private void grid(Axis axis) {
    for (int percent = 0; percent <= 100; percent += 20) {
      line(0, y(percent / 100.0), GRAPH_WIDTH, y(percent / 100.0));
      text(-8, y(percent / 100.0) + 4, "end", percent + "%");
    }
    for (int mark : axis.marks()) {
      line(x(mark, axis), 0, x(mark, axis), GRAPH_HEIGHT);
      text(x(mark, axis), GRAPH_HEIGHT + 18, "middle", String.valueOf(mark));
    }
    add("<path d=\"M 0 0 V %d H %d\" fill=\"none\" stroke=\"#000000\"/>",
        GRAPH_HEIGHT, GRAPH_WIDTH);
    text(GRAPH_WIDTH / 2.0, GRAPH_HEIGHT + 40, "middle",
        "time without leader (ms)" + (axis.logarithmic() ? ", logarithmic"
            : ""));
    add("<text transform=\"translate(-46 %d) rotate(-90)\""
        + " text-anchor=\"middle\">cumulative percent</text>",
        GRAPH_HEIGHT / 2);
  }

  private void line(double x, double y, double toX, double toY) {
    add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\""
        + " stroke=\"#cccccc\"/>", x, y, toX, toY);
  }

  private static double x(double millis, Axis axis) {
    return GRAPH_WIDTH * Math.min(1, Math.max(0, axis.place(millis)));
  }

  private static double y(double share) {
    return GRAPH_HEIGHT * (1 - share);
  }

  // ---- Curves ----------------------------------------------------------

  private void curve(Panel.Curve curve, Axis axis, Style style) {
    Downtimes downtimes = curve.downtimes();
    StringBuilder points = new StringBuilder();
    point(points, x(Math.min(downtimes.least(), last(axis)), axis), y(0));
    for (int step = 1; step <= STEPS; step++) {
      double share = (double) step / STEPS;
      if (downtimes.within(share) > last(axis)) break;
      point(points, x(downtimes.within(share), axis), y(share));
    }
    add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\""
        + " stroke-width=\"2\" stroke-dasharray=\"%s\"/>",
        points.toString().strip(), style.colour(), dashes(style));
  }

  private static double last(Axis axis) {
    return axis.marks().get(axis.marks().size() - 1);
  }

  private static void point(StringBuilder points, double x, double y) {
    points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
  }

  private static String dashes(Style style) {
    return style.dashes().isEmpty() ? "none" : style.dashes();
  }

  private void landmark(Panel.Landmark landmark, Axis axis) {
    ring(x(landmark.millis(), axis), y(landmark.share()));
  }

  private void ring(double x, double y) {
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"none\""
        + " stroke=\"#000000\" stroke-width=\"1.5\"/>", x, y);
  }

  // ---- Beside the graph ------------------------------------------------

  private void legend(Panel panel) {
    int y = 4;
    text(LEGEND_END, y, "end", "median");
    for (int i = 0; i < panel.curves().size(); i++) {
      y += ROW;
      Style style = STYLES.get(i);
      add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\""
          + " stroke-width=\"2\" stroke-dasharray=\"%s\"/>", LEGEND, y - 5,
          LEGEND + 34, y - 5, style.colour(), dashes(style));
      Panel.Curve curve = panel.curves().get(i);
      text(LEGEND + 42, y, "start", curve.name());
      text(LEGEND_END, y, "end", Downtimes.text(curve.downtimes().median()));
    }
    for (Panel.Landmark landmark : panel.paper()) {
      y += ROW;
      ring(LEGEND + 17, y - 5);
      text(LEGEND + 42, y, "start", "paper: " + landmark.name());
    }
  }
}
