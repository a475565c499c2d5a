package lab.check;

import static raft.Role.LEADER;

/**
 * "if a log entry is committed in a given term, then that entry will be present
 * in the logs of the leaders for all higher-numbered terms. §5.4"
 */
final class LeaderCompleteness extends Checker {
  private final Ledger ledger;
  private long checked; // index

  LeaderCompleteness(ClusterView scene, Ledger ledger) {
    super(scene);
    this.ledger = ledger;
  }

  @Override void changed(ServerView node) {
    if (Elections.justWon(node)) {
      for (long i = 1; i <= checked; i++) compare(i, node);
    }
    while (checked < ledger.lastIndex()) committed(++checked);
  }

  /** There may be a leader of a newer term already. */
  private void committed(long index) {
    for (ServerView node : scene().nodes()) {
      if (node.isUp() && node.status().role() == LEADER) compare(index, node);
    }
  }

  private void compare(long index, ServerView leader) {
    Ledger.Line line = ledger.at(index);
    long term = leader.status().term();
    if (term <= line.term() || leader.holds(index, line.entry())) return;
    throw broken(Property.LEADER_COMPLETENESS, line.fact(),
        fact("%s leads term %d and has, at %d, %s", leader.id(), term, index,
            leader.log().describe(index)));
  }
}
