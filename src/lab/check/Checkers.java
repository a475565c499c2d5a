package lab.check;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import raft.Configuration;
import raft.Entry;
import raft.Message;
import raft.Outcome;
import raft.SnapshotMetadata;
import raft.StateMachine;

/** All checkers, told everything one after the other. Not thread-safe. */
public final class Checkers {
  private final Set<Property.Group> watched;
  private final CommittedEntries committed;
  private final List<Checker> all;

  /**
   * @param watched violations of other groups are ignored
   * @param model   a state machine as the servers have, to compare with
   */
  public Checkers(ClusterView cluster, Set<Property.Group> watched,
      StateMachine model) {
    this.watched = watched;
    committed = new CommittedEntries(cluster.initial());
    all = List.of(
        new Figure3(cluster, committed),
        new Configurations(cluster, committed),
        new SnapshotStates(cluster, committed, model),
        new AppliesInOrder(cluster),
        new GrantedVotes(cluster),
        new OnlyGrows(cluster),
        new MatchIndex(cluster, committed),
        new CommittedByMajority(cluster, committed),
        new CommittedStays(cluster, committed),
        new PersistBeforeSpeak(cluster),
        new ExactlyOnce(cluster, committed),
        new EqualStates(cluster, committed),
        new Linearizable(cluster));
  }

  /** What is known to be committed, up to this index. */
  public List<Entry> committedUpTo(long index) {
    return committed.upTo(index);
  }

  /** A process came up, with what was on its disk. */
  public void started(ServerView node) {
    tell(checker -> checker.started(node));
  }

  /** Its state and its log are those of a snapshot that a leader sent. */
  public void restored(ServerView node) {
    tell(checker -> checker.restored(node));
  }

  /** Its own snapshot, as it is to be saved: the lines of its state. */
  public void snapshot(ServerView node, SnapshotMetadata metadata,
      List<String> state) {
    tell(checker -> checker.snapshot(node, metadata, state));
  }

  /** Something else may be on its disk than before. */
  public void stored(ServerView node) {
    tell(checker -> checker.stored(node));
  }

  /** A log lost these entries, the first of which stood here. */
  public void deleted(ServerView node, long first, List<Entry> entries) {
    tell(checker -> checker.deleted(node, first, entries));
  }

  /** A log, up to here, got this entry. */
  public void appended(ServerView node, long index, Entry entry) {
    tell(checker -> checker.appended(node, index, entry));
  }

  /** A server's role, term, vote, or an index changed. */
  public void changed(ServerView node) {
    tell(checker -> checker.changed(node));
  }

  /** A leader took a step; its view of its followers may have changed. */
  public void led(ServerView leader) {
    tell(checker -> checker.led(leader));
  }

  /** A state machine was given these commands. */
  public void applied(ServerView node, List<AppliedCommand> commands) {
    for (AppliedCommand each : commands) tell(checker -> checker.applied(node,
        each));
    tell(checker -> checker.settled(node));
  }

  /** A message left; {@code answered} is null if it is a request. */
  public void spoke(ServerView node, Message message,
      Message.Request answered) {
    tell(checker -> checker.spoke(node, message, answered));
  }

  /** A client called. */
  public void called(Operation operation) {
    tell(checker -> checker.called(operation));
  }

  /** A server tells a client that its operation is done. */
  public void acknowledged(ServerView node, Operation operation,
      String answer) {
    tell(checker -> checker.acknowledged(node, operation, answer));
  }

  /** The answer reached the client. */
  public void returned(Operation operation, String answer) {
    tell(checker -> checker.returned(operation, answer));
  }

  /** The run is over. */
  public void ended() {
    tell(Checker::ended);
  }

  /** Reports a violation that no checker found. */
  public void report(Violation violation) {
    if (watched.contains(violation.property().group())) throw violation;
  }

  /** A server has its configuration in use, after any step. */
  public void uses(ServerView node) {
    tell(checker -> checker.uses(node));
  }

  /**
   * A server tells what became of a change of members.
   *
   * @param asked the event in which it was asked
   */
  public void changed(ServerView node, Configuration to, long asked,
      Outcome outcome) {
    tell(checker -> checker.changed(node, to, asked, outcome));
  }

  /** The latest configuration that is known to be committed. */
  public Configuration committedConfiguration() {
    return committed.configurationAt(committed.lastIndex());
  }

  private void tell(Consumer<Checker> news) {
    for (Checker checker : all) {
      try {
        news.accept(checker);
      } catch (Violation violation) {
        report(violation);
      }
    }
  }
}
