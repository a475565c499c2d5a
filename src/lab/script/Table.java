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
 * where it does not, after {@code {1..5}}, what its snapshot covers.
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
          node.durableTerm(), log(node, 0)).stripTrailing();
    }
    return "%s t%d %-9s votes for %-2s | %s".formatted(node.id(),
        status.term(), status.role(),
        status.votedFor() == null ? "-" : status.votedFor(),
        log(node, status.commitIndex())).stripTrailing();
  }

  /** The first index that its snapshot does not cover. */
  static long firstIndex(ServerView node) {
    return 1 + (node.isUp() ? node.status().snapshotIndex()
        : node.durableSnapshotIndex());
  }

  private static String log(ServerView node, long commitIndex) {
    LogView log = node.isUp() ? node.log() : node.durableLog();
    StringBuilder boxes = new StringBuilder();
    long first = firstIndex(node);
    if (first > 1) boxes.append("{1..").append(first - 1).append('}');
    for (long i = first; i <= log.lastIndex(); i++) {
      boxes.append((i <= commitIndex ? "[%d]" : "(%d)")
          .formatted(log.entry(i).term()));
    }
    return boxes.toString();
  }
}
