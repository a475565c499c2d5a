package lab.sim;

import static raft.Role.CANDIDATE;

import lab.check.LogView;

/**
 * A fault of a minority while the majority is well: the majority must elect a
 * leader all the same. Without pre-vote and a check of the quorum it need not
 * stay leader.
 */
final class MinorityFault {
  private static final double FAST = 2; // rate of a clock

  private final Simulation simulation;
  private final SeededRandom random;
  private SimulatedNode deaf; // null if none is

  MinorityFault(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  /** Begins, for at most this number of servers, when all are up and joined. */
  void begin(int most) {
    SimulatedNode leader = simulation.leader();
    if (most == 0) return;
    if (leader == null || random.hits(0.4)) disturb();
    else if (random.hits(0.5)) depose(leader, most > 1);
    else leader.crash(EventKind.CRASH);
  }

  /** A server that receives nothing starts one election after the other. */
  private void disturb() {
    for (SimulatedNode node : simulation.nodes()) {
      if (deservesVotes(node)) continue;
      deafen(node);
      node.runClock(FAST);
      return;
    }
  }

  /** The leader receives nothing, so it does not hear of a newer term. */
  private void depose(SimulatedNode leader, boolean successorDies) {
    deafen(leader);
    long timeout = simulation.plan().electionTimeout();
    SimulatedNode rival = random.pick(simulation.nodes());
    simulation.timeline().after(timeout, () -> {
      if (rival != leader) rival.act(rival.process()::timeout);
    });
    if (!successorDies) return;
    simulation.timeline().after(3 * timeout, () -> {
      SimulatedNode successor = simulation.leader();
      if (successor != null && successor != leader) {
        successor.crash(EventKind.CRASH);
      }
    });
  }

  private void deafen(SimulatedNode node) {
    deaf = node;
    simulation.network().deafen(node.process());
  }

  /**
   * Whether there need be no leader: the deaf server is a candidate that the
   * others vote for again and again, and it never receives their votes.
   */
  boolean preventsLeader() {
    return deaf != null && deaf.process().status().role() == CANDIDATE
        && deservesVotes(deaf);
  }

  /** Whether its log is at least as up-to-date as those of a majority. */
  private boolean deservesVotes(SimulatedNode candidate) {
    LogView log = candidate.process().log();
    long voters = simulation.nodes().stream()
        .filter(node -> isUpToDate(log, node.process().log())).count();
    return voters > simulation.nodes().size() / 2;
  }

  private static boolean isUpToDate(LogView log, LogView other) {
    long term = log.lastTerm();
    return term > other.lastTerm() || term == other.lastTerm()
        && log.lastIndex() >= other.lastIndex();
  }
}
