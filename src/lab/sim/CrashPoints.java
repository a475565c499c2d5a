package lab.sim;

/**
 * Crashes a process right after a step that matters: a leader has just
 * appended, or sent entries to one follower and not yet to the next, or
 * committed; or a server has just voted. Sometimes it crashes after any other
 * step.
 */
final class CrashPoints implements FaultSource {
  private final Simulation simulation;
  private final SeededRandom random;

  CrashPoints(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  @Override public void happened(EventKind kind, SimulatedNode node,
      Packet packet) {
    SimulatedProcess process = node.process();
    if (!process.isUp()) return;
    if (simulation.strikes(Fault.STEP_CRASHES, random)) strike(node);
    else if (process.leads()) watchLeader(kind, node, packet);
    else if (kind == EventKind.RECEIVE) watchVoter(node);
  }

  private void watchLeader(EventKind kind, SimulatedNode node, Packet packet) {
    if (kind == EventKind.PROPOSE) {
      if (simulation.strikes(Fault.AFTER_APPEND, random)) strike(node);
    } else if (kind == EventKind.SEND) {
      boolean entries = packet.carriesEntries();
      if (entries && simulation.strikes(Fault.AFTER_SEND, random)) strike(node);
    } else if (committed(node)) {
      if (simulation.strikes(Fault.AFTER_COMMIT, random)) strike(node);
    }
  }

  private static boolean committed(SimulatedNode node) {
    SimulatedProcess process = node.process();
    return process.status().commitIndex() > process.before().commitIndex();
  }

  private void watchVoter(SimulatedNode node) {
    SimulatedProcess process = node.process();
    boolean voted = process.status().votedFor() != null
        && !process.status().votedFor().equals(process.before().votedFor());
    if (voted && simulation.strikes(Fault.AFTER_VOTE, random)) strike(node);
  }

  private void strike(SimulatedNode node) {
    simulation.injector().crash(node,
        random.hits(0.5) ? EventKind.CRASH : EventKind.POWER_LOSS);
  }
}
