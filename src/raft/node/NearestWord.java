package raft.node;

import java.util.Collection;

/** "Did you mean": the known word that a mistyped one is closest to. */
public final class NearestWord {
  private NearestWord() {}

  /** The known word with the fewest edits from {@code typed}. */
  public static String to(String typed, Collection<String> known) {
    String nearest = "";
    int fewest = Integer.MAX_VALUE;
    for (String word : known) {
      int edits = edits(typed, word);
      if (edits >= fewest) continue;
      nearest = word;
      fewest = edits;
    }
    return nearest;
  }

  /** Levenshtein's distance, a row at a time. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
