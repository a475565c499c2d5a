package raft.text;

import java.util.List;
import java.util.Locale;

/** "Did you mean": the known word that a mistyped one is closest to. */
public final class NearestWord {
  private NearestWord() {}

  /** A complaint that names the right word, and what else there is. */
  public static String unknown(String what, String word, List<String> known) {
    return "unknown %s %s, did you mean \"%s\"? There are: %s".formatted(what,
        Text.quoted(word), to(word, known), String.join(", ", known));
  }

  /** The nearest of the known words; the first of those equally near. */
  public static String to(String word, List<String> known) {
    String typed = Text.shortened(word).toLowerCase(Locale.ROOT);
    String nearest = known.get(0);
    for (String each : known) {
      if (edits(typed, each) < edits(typed, nearest)) nearest = each;
    }
    return nearest;
  }

  /** Levenshtein's distance: characters to insert, delete or replace. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1]; // from no character of "from"
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (char c : from.toCharArray()) row = nextRow(row, c, to);
    return row[to.length()];
  }

  private static int[] nextRow(int[] above, char c, String to) {
    int[] row = new int[above.length];
    row[0] = above[0] + 1;
    for (int j = 1; j < row.length; j++) {
      int replaced = above[j - 1] + (c == to.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
    }
    return row;
  }
}
