package lab.check;

import static raft.Role.LEADER;

/**
 * "if a log entry is committed in a given term, then that entry will be present
 * in the logs of the leaders for all higher-numbered terms. §5.4"
 */
final class LeaderCompleteness extends Checker {
  private final Ledger ledger;
  private int checked; // lines of the ledger

  LeaderCompleteness(Scene scene, Ledger ledger) {
    super(scene);
    this.ledger = ledger;
  }

  @Override void changed(Seen node) {
    if (Elections.justWon(node)) {
      for (int i = 1; i <= checked; i++) compare(i, node);
    }
    while (checked < ledger.lines().size()) committed(++checked);
  }

  /** There may be a leader of a newer term already. */
  private void committed(int index) {
    for (Seen node : scene().nodes()) {
      if (node.isUp() && node.status().role() == LEADER) compare(index, node);
    }
  }

  private void compare(int index, Seen leader) {
    Ledger.Line line = ledger.lines().get(index - 1);
    long term = leader.status().term();
    if (term <= line.term() || leader.holds(index, line.entry())) return;
    throw broken(Property.LEADER_COMPLETENESS, line.fact(),
        fact("%s leads term %d and has, at %d, %s", leader.id(), term, index,
            index > leader.log().size() ? "nothing"
                : leader.log().get(index - 1)));
  }
}
