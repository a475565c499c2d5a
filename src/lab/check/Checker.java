package lab.check;

import java.util.List;
import raft.Configuration;
import raft.Entry;
import raft.Message;
import raft.Outcome;
import raft.SnapshotMetadata;

/**
 * Looks at one promise. It is told what changed, in the order of the changes,
 * and so need not look at all that did not. It keeps facts, and throws a {@link
 * Violation} when a new one contradicts an old one.
 *
 * <p>Within one step of a server it is told of the log's changes first, then
 * of the status, then of what was applied.
 */
public abstract class Checker {
  private final ClusterView cluster;

  Checker(ClusterView cluster) {
    this.cluster = cluster;
  }

  final ClusterView cluster() {
    return cluster;
  }

  /** A process came up, with what was on its disk. */
  void started(ServerView node) {}

  /** Its state and its log are those of a snapshot that a leader sent. */
  void restored(ServerView node) {}

  /** Its own snapshot, as it is to be saved: the lines of its state. */
  void snapshot(ServerView node, SnapshotMetadata metadata,
      List<String> state) {}

  /** Something else may be on its disk than before. */
  void stored(ServerView node) {}

  /** The log lost these entries, the first of which stood here. */
  void deleted(ServerView node, long first, List<Entry> entries) {}

  /** The log, up to here, got this entry. */
  void appended(ServerView node, long index, Entry entry) {}

  /** Role, term, vote, or an index changed. */
  void changed(ServerView node) {}

  /** A leader took a step; its view of its followers may have changed. */
  void led(ServerView leader) {}

  /** The state machine was given a command. */
  void applied(ServerView node, AppliedCommand applied) {}

  /** The state machine has applied all up to the node's lastApplied. */
  void settled(ServerView node) {}

  /**
   * A message left its server.
   *
   * @param answered the request it answers; null if it is a request
   */
  void spoke(ServerView node, Message message, Message.Request answered) {}

  /** It has its configuration in use, after any step. */
  void uses(ServerView node) {}

  /** It tells what became of a change that it was asked for in that event. */
  void changed(ServerView node, Configuration to, long asked,
      Outcome outcome) {}

  /** A client called. */
  void called(Operation operation) {}

  /** A server tells a client that its operation is done. */
  void acknowledged(ServerView node, Operation operation, String answer) {}

  /** The answer reached the client. */
  void returned(Operation operation, String answer) {}

  /** The run is over. */
  void ended() {}

  /** A fact of the event that is being looked at. */
  final Fact fact(String format, Object... args) {
    return new Fact(cluster.event(), format, args);
  }

  /** The violation of two facts. */
  static Violation broken(Property property, Fact before, Fact now) {
    return new Violation(property, before.toString(), now.toString());
  }
}
