package lab.figure16;

import java.util.Locale;

/**
 * A number of the paper, and the one measured here.
 *
 * @param line   of the figure
 * @param what   was measured
 * @param paper  the paper's number, as text
 * @param ours   in milliseconds
 * @param least  that ours may be
 * @param most   that ours may be
 */
record Claim(String line, String what, String paper, double ours, double least,
    double most) {

  /** The paper gives a number; ours may differ by this share of it. */
  static Claim near(String line, String what, double paper, double tolerance,
      double ours) {
    return new Claim(line, what, Downtimes.text(paper), ours,
        paper * (1 - tolerance), paper * (1 + tolerance));
  }

  /** The paper only says that it took longer than this. */
  static Claim above(String line, String what, double paper, double ours) {
    return new Claim(line, what, "> " + Downtimes.text(paper), ours, paper,
        Double.POSITIVE_INFINITY);
  }

  boolean holds() {
    return ours >= least && ours <= most;
  }

  static String head() {
    return "%-11s %-21s %9s %9s   %s".formatted("line", "", "paper", "here",
        "tolerated");
  }

  @Override public String toString() {
    String range = Double.isInfinite(most) ? ""
        : String.format(Locale.ROOT, "%.0f to %.0f: ", least, most);
    return "%-11s %-21s %9s %9s   %s%s".formatted(line, what, paper,
        Downtimes.text(ours), range, holds() ? "within" : "NOT WITHIN");
  }
}
