package raft.cli;

import java.util.ArrayList;
import java.util.List;
import raft.Entry;

/** The end of a log as lines: newest first, {@code *} before applied ones. */
final class LogLines {
  private LogLines() {}

  /** @param entries oldest first, the last of them at {@code lastIndex} */
  static List<String> newestFirst(List<Entry> entries, long lastIndex,
      long lastApplied) {
    List<String> lines = new ArrayList<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      long index = lastIndex - (entries.size() - 1 - i);
      lines.add(line(entries.get(i), index, index <= lastApplied));
    }
    return lines;
  }

  private static String line(Entry entry, long index, boolean applied) {
    String what = entry.kind() == Entry.Kind.NO_OP ? "no-op" : entry.command();
    return "%s %d t%d %s".formatted(applied ? "*" : " ", index, entry.term(),
        what);
  }
}
