package lab.sim;

/** Injects faults into the present leader, at random times. */
final class LeaderFaults implements FaultSource {
  private final Simulation simulation;
  private final SeededRandom random;

  LeaderFaults(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  @Override public void begin() {
    simulation.every(Fault.LEADER_FAULTS, random, () -> {
      SimulatedNode leader = simulation.leader();
      if (leader != null) simulation.injector().any(leader);
    });
  }
}
