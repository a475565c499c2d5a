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
    if (!simulation.faults().has(Fault.LEADER_FAULTS)) return;
    double mean = simulation.faults().of(Fault.LEADER_FAULTS) * 1000;
    simulation.whileFaulty(random.until(mean), () -> {
      SimulatedNode leader = simulation.leader();
      if (leader != null) simulation.injector().any(leader);
      begin();
    });
  }
}
