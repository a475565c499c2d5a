package lab.sim;

/** Injects faults into any node, at random times. */
final class RandomFaults implements FaultSource {
  private final Simulation simulation;
  private final SeededRandom random;

  RandomFaults(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  @Override public void begin() {
    FaultInjector injector = simulation.injector();
    every(Fault.KILLS, () -> injector.crash(anyone(), EventKind.CRASH));
    every(Fault.POWER_LOSSES,
        () -> injector.crash(anyone(), EventKind.POWER_LOSS));
    every(Fault.PAUSES, () -> injector.pause(anyone()));
    every(Fault.FREEZES, () -> injector.freeze(anyone()));
    every(Fault.CLOGS, this::clog);
    drift();
  }

  private void every(Fault fault, Runnable action) {
    simulation.every(fault, random, action);
  }

  private SimulatedNode anyone() {
    return random.pick(simulation.nodes());
  }

  private void clog() {
    long until = simulation.now()
        + random.until(simulation.plan().electionTimeout());
    simulation.network().clog(anyone().process(), anyone().process(), until);
  }

  private void drift() {
    double most = simulation.faults().of(Fault.DRIFT);
    if (most == 0) return;
    for (SimulatedNode node : simulation.nodes()) {
      double rate = 1 - most + 2 * most * random.between(0, 100) / 100.0;
      node.runClock(rate);
    }
  }
}
