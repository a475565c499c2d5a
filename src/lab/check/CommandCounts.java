package lab.check;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many commands each server's state machine has executed, from the first
 * of the log on. Those that a snapshot covers count, too.
 */
final class CommandCounts {
  private final CommittedEntries committed;
  private final Map<String, Integer> counts = new TreeMap<>(); // by server

  CommandCounts(CommittedEntries committed) {
    this.committed = committed;
  }

  /** The state machine's state is that of the server's newest snapshot. */
  void restart(ServerView node) {
    counts.put(node.id(),
        committed.commandsUpTo(node.status().snapshotIndex()));
  }

  /** One more was executed; returns which one, from 1 on. */
  int add(ServerView node) {
    return counts.merge(node.id(), 1, Integer::sum);
  }

  int of(ServerView node) {
    return counts.get(node.id());
  }
}
