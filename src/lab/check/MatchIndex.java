package lab.check;

import static raft.Role.LEADER;

import java.util.List;
import raft.Entry;
import raft.Status;

/**
 * If the leader's matchIndex[i] is k, then i's durable log holds the leader's
 * entry k, unless i is in a newer term. For the leader itself there is no such
 * excuse: that it counts its own copy only when it is durable is part of this.
 */
final class MatchIndex extends Checker {
  MatchIndex(Scene scene) {
    super(scene);
  }

  @Override void led(Seen leader) {
    for (Seen follower : scene().nodes()) compare(leader, follower);
  }

  /** What was lost with the process's memory may have been counted. */
  @Override void started(Seen node) {
    for (Seen leader : scene().nodes()) {
      if (leader.isUp() && leader.status().role() == LEADER) {
        compare(leader, node);
      }
    }
  }

  private void compare(Seen leader, Seen follower) {
    long index = leader.matchIndex(follower.id());
    if (index == 0 || term(follower) > leader.status().term()) return;
    if (follower.holdsDurably(index, entry(leader, index))) return;
    throw broken(Property.MATCH_INDEX,
        fact("the disk of %s holds, at %d, %s", follower.id(), index,
            at(follower.durableLog(), index)),
        fact("%s leads term %d, has matchIndex[%s] = %d and there %s",
            leader.id(), leader.status().term(), follower.id(), index,
            at(leader.log(), index)));
  }

  private static Entry entry(Seen leader, long index) {
    List<Entry> log = leader.log();
    return index > log.size() ? null : log.get((int) index - 1);
  }

  private static Object at(List<Entry> log, long index) {
    return index > log.size() ? "nothing" : log.get((int) index - 1);
  }

  private static long term(Seen node) {
    Status status = node.status();
    return node.isUp() ? status.term() : node.durableTerm();
  }
}
