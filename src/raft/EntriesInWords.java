package raft;

import java.util.List;

/**
 * What a trace says of entries: {@code put x, put y, ...}. They are put into
 * words when they are shown, not while the server's lock is held.
 */
record EntriesInWords(List<Entry> entries) {
  private static final int LONGEST = 36; // characters

  // Characters that move the cursor or turn the writing, and half characters.
  private static final String INVISIBLE =
      "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]";

  /** As many as there is room for; at least the beginning of the first. */
  @Override public String toString() {
    StringBuilder words = new StringBuilder();
    for (Entry entry : entries) {
      String next = words.isEmpty() ? "" : ", ";
      next += switch (entry.kind()) {
        case COMMAND -> entry.command().inWords();
        case NO_OP -> "no-op";
        case CONFIGURATION -> "members " + entry.command().inWords();
      };
      boolean whole = entry.kind() == Entry.Kind.CONFIGURATION; // and seldom
      if (!whole && words.length() + next.length() > LONGEST) {
        String cut = words.isEmpty() ? next.substring(0, LONGEST) : ", ";
        return visible(words + cut + "...");
      }
      words.append(next);
    }
    return visible(words.toString());
  }

  private static String visible(String text) {
    return text.replaceAll(INVISIBLE, "?");
  }
}
