package lab.figure16;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A panel in a terminal of 80 columns: for every twentieth of all trials, the
 * time at which that share was over, as the letter of its curve.
 */
public final class TextChart {
  private static final int ROWS = 20;
  private static final int COLUMNS = 70;
  private static final String LEFT = "      |";

  private TextChart() {}

  /** The panel, line by line, from its title to a row for each curve. */
  public static List<String> lines(Panel panel) {
    List<String> lines = new ArrayList<>(List.of(panel.title(), ""));
    for (int row = ROWS; row >= 1; row--) {
      String label = row % 4 == 0 ? "%4d%%".formatted(row * 100 / ROWS) : "";
      lines.add(("%-5s |".formatted(label) + row(panel, row)).stripTrailing());
    }
    lines.add("   0% +" + "-".repeat(COLUMNS));
    lines.add(marks(panel.axis()));
    lines.add(LEFT.replace('|', ' ') + "time without leader (ms)"
        + (panel.axis().logarithmic() ? ", logarithmic" : ""));
    lines.add("");
    lines.addAll(legend(panel));
    return lines;
  }

  private static String row(Panel panel, int row) {
    char[] cells = " ".repeat(COLUMNS).toCharArray();
    for (int i = 0; i < panel.curves().size(); i++) {
      double time = panel.curves().get(i).downtimes()
          .within((double) row / ROWS);
      double place = panel.axis().place(time);
      if (place >= 0 && place <= 1) cells[column(place)] = letter(i);
    }
    return new String(cells);
  }

  private static int column(double place) {
    return (int) Math.min(COLUMNS - 1, place * COLUMNS);
  }

  private static char letter(int curve) {
    return (char) ('a' + curve);
  }

  /** The numbers along the axis, each ending below its place. */
  private static String marks(Axis axis) {
    char[] cells = new char[LEFT.length() + COLUMNS];
    Arrays.fill(cells, ' ');
    for (int mark : axis.marks()) {
      String text = String.valueOf(mark);
      int end = LEFT.length() + column(axis.place(mark)) + 1;
      text.getChars(0, text.length(), cells, end - text.length());
    }
    return new String(cells);
  }

  private static List<String> legend(Panel panel) {
    List<String> lines = new ArrayList<>();
    lines.add("%-35s %6s %8s %8s %8s %8s".formatted("", "trials", "least",
        "median", "mean", "worst"));
    for (int i = 0; i < panel.curves().size(); i++) {
      Panel.Curve curve = panel.curves().get(i);
      lines.add("  %s  %-30s %s".formatted(letter(i), curve.name(),
          curve.downtimes()));
    }
    return lines;
  }
}
