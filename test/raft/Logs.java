package raft;

import java.util.ArrayList;
import java.util.List;

/**
 * Logs as the paper's figures draw them: a digit for each entry, its term. So
 * "1114" is a log of four entries, the last of them of term 4.
 */
final class Logs {
  private Logs() {}

  /** The same index and term always bear the same command. */
  static List<Entry> entries(String terms) {
    List<Entry> entries = new ArrayList<>();
    for (char digit : terms.toCharArray()) {
      long term = digit - '0';
      entries.add(Entry.command(term, command(entries.size() + 1, term)));
    }
    return entries;
  }

  static String command(long index, long term) {
    return "command %d of term %d".formatted(index, term);
  }

  static String terms(List<Entry> entries) {
    StringBuilder terms = new StringBuilder();
    for (Entry entry : entries) terms.append(entry.term());
    return terms.toString();
  }
}
