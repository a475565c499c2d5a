package raft.cli;

import java.util.ArrayList;
import java.util.List;
import raft.Entry;
import raft.node.Frame.StatusReply;
import raft.text.Text;

/** The end of a log as lines: newest first, {@code *} before applied ones. */
final class LogLines {
  private static final int LONGEST = 100;

  private LogLines() {}

  /** @param entries oldest first, the last of them at {@code lastIndex} */
  static List<String> newestFirst(List<Entry> entries, long lastIndex,
      long lastApplied) {
    List<String> lines = new ArrayList<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      long index = lastIndex - (entries.size() - 1 - i);
      lines.add((index <= lastApplied ? "* " : "  ")
          + line(index, entries.get(i)));
    }
    return lines;
  }

  /** The entries that came with a status. */
  static List<String> newestFirst(StatusReply status) {
    return newestFirst(status.log(), status.lastIndex(), status.lastApplied());
  }

  /** One entry; of a long command the beginning. */
  static String line(long index, Entry entry) {
    String what = switch (entry.kind()) {
      case COMMAND -> entry.text();
      case NO_OP -> "no-op";
      case CONFIGURATION -> "members " + entry.configuration().inWords();
    };
    return index + " t" + entry.term() + " "
        + Text.shortened(what, LONGEST);
  }
}
