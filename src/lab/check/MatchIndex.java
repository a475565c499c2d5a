package lab.check;

import static raft.Role.LEADER;

import raft.Entry;
import raft.Status;

/**
 * If the leader's matchIndex[i] is k, then i's durable log holds the leader's
 * entry k, unless i is in a newer term. This holds for the leader itself, too:
 * it counts its own copy only when that is durable.
 */
final class MatchIndex extends Checker {
  private final CommittedEntries committed;

  MatchIndex(ClusterView cluster, CommittedEntries committed) {
    super(cluster);
    this.committed = committed;
  }

  @Override void led(ServerView leader) {
    for (ServerView follower : cluster().nodes()) compare(leader, follower);
  }

  /** What was lost with the process's memory may have been counted. */
  @Override void started(ServerView node) {
    for (ServerView leader : cluster().nodes()) {
      if (leader.isUp() && leader.status().role() == LEADER) {
        compare(leader, node);
      }
    }
  }

  private void compare(ServerView leader, ServerView follower) {
    long index = leader.matchIndex(follower.id());
    if (index == 0 || term(follower) > leader.status().term()) return;
    if (index <= leader.log().lastIndex()
        && follower.holdsDurably(index, entry(leader, index))) return;
    throw broken(Property.MATCH_INDEX,
        fact("the disk of %s holds, at %d, %s", follower.id(), index,
            follower.durableLog().describe(index)),
        fact("%s leads term %d, has matchIndex[%s] = %d and there %s",
            leader.id(), leader.status().term(), follower.id(), index,
            leader.log().describe(index)));
  }

  /** What stood before its log begins was committed. */
  private Entry entry(ServerView leader, long index) {
    return index < leader.log().firstIndex() ? committed.at(index).entry()
        : leader.log().entry(index);
  }

  private static long term(ServerView node) {
    Status status = node.status();
    return node.isUp() ? status.term() : node.durableTerm();
  }
}
