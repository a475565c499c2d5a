package lab.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import raft.Status;
import lab.check.LogView;
import lab.check.ServerView;

/**
 * All servers at one moment, a line each: role, term, vote, and the log as its
 * terms, {@code [1]} where the server knows that it is committed, {@code (2)}
 * where it does not.
 */
final class Table {
  private Table() {}

  static List<String> of(Collection<ScriptedServer> servers) {
    List<String> lines = new ArrayList<>();
    for (ScriptedServer server : servers) {
      lines.add(line(server.view()) + (server.isPaused() ? " paused" : ""));
    }
    return lines;
  }

  private static String line(ServerView node) {
    Status status = node.status();
    if (!node.isUp()) {
      return "%s is down, disk t%d          | %s".formatted(node.id(),
          node.durableTerm(), boxes(node.durableLog(), 0)).stripTrailing();
    }
    return "%s t%d %-9s votes for %-2s | %s".formatted(node.id(),
        status.term(), status.role(),
        status.votedFor() == null ? "-" : status.votedFor(),
        boxes(node.log(), status.commitIndex())).stripTrailing();
  }

  private static String boxes(LogView log, long commitIndex) {
    StringBuilder boxes = new StringBuilder();
    for (long i = log.firstIndex(); i <= log.lastIndex(); i++) {
      boxes.append((i <= commitIndex ? "[%d]" : "(%d)")
          .formatted(log.entry(i).term()));
    }
    return boxes.toString();
  }
}
