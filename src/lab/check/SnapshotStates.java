package lab.check;

import java.util.ArrayList;
import java.util.List;
import raft.Configuration;
import raft.Entry;
import raft.SnapshotMetadata;
import raft.StateMachine;

/**
 * A state reached by a snapshot equals the state reached by applying, at every
 * index: a model applies what is committed and remembers its state after each
 * entry. It is compared with each snapshot that is saved, with each state that
 * came from one, after a restart or from a leader, and at times with others.
 */
final class SnapshotStates extends Checker {
  private static final int OFTEN = 16; // indexes

  private final CommittedEntries committed;
  private final StateMachine model;
  private final List<String> states = new ArrayList<>(); // after each index

  SnapshotStates(ClusterView cluster, CommittedEntries committed,
      StateMachine model) {
    super(cluster);
    this.committed = committed;
    this.model = model;
    states.add(text(model));
  }

  private static String text(StateMachine machine) {
    List<String> lines = new ArrayList<>();
    machine.image().forEachRemaining(lines::add);
    return String.join("\n", lines);
  }

  /** Only what is committed can be in a snapshot. */
  private String stateAt(long index) {
    while (states.size() <= committed.lastIndex()) {
      Entry entry = committed.at(states.size()).entry();
      if (entry.kind() != Entry.Kind.COMMAND) {
        states.add(states.get(states.size() - 1));
      } else {
        model.apply(model.readFromLog(entry.text()));
        states.add(text(model));
      }
    }
    return index < states.size() ? states.get((int) index) : "not committed";
  }

  @Override void started(ServerView node) {
    restored(node);
  }

  @Override void restored(ServerView node) {
    long index = node.status().lastApplied();
    if (index > 0) compare(node, "restores", index, node.snapshot());
  }

  @Override void settled(ServerView node) {
    long index = node.status().lastApplied();
    if (index / OFTEN == node.before().lastApplied() / OFTEN) return;
    compare(node, "applies", index, node.snapshot());
  }

  @Override void snapshot(ServerView node, SnapshotMetadata metadata,
      List<String> state) {
    long index = metadata.lastIncludedIndex();
    compare(node, "saves", index, String.join("\n", state));
    long term = committed.at(index).entry().term();
    if (metadata.lastIncludedTerm() == term) {
      compareMembers(node, metadata);
      return;
    }
    throw broken(Property.SNAPSHOT_IS_STATE, committed.at(index).fact(),
        fact("%s saves a snapshot up to %d and term %d", node.id(), index,
            metadata.lastIncludedTerm()));
  }

  private void compareMembers(ServerView node, SnapshotMetadata metadata) {
    Configuration latest =
        committed.configurationAt(metadata.lastIncludedIndex());
    if (Majority.areSame(latest, metadata.configuration())) return;
    throw broken(Property.SNAPSHOT_IS_STATE,
        fact("at %d the members are %s", metadata.lastIncludedIndex(), latest),
        fact("%s saves a snapshot with the members %s", node.id(),
            metadata.configuration()));
  }

  private void compare(ServerView node, String does, long index,
      String state) {
    if (state.equals(stateAt(index))) return;
    throw broken(Property.SNAPSHOT_IS_STATE,
        fact("applying 1..%d gives %s", index, stateAt(index)),
        fact("%s %s a state up to %d: %s", node.id(), does, index, state));
  }
}
