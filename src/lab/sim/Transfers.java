package lab.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * A person who wants another leader, again and again. Mostly the leader is
 * asked, sometimes another server; mostly for a member, sometimes for a server
 * that is none.
 */
final class Transfers implements FaultSource {
  private final Simulation simulation;
  private final SeededRandom random;

  Transfers(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  @Override public void begin() {
    if (simulation.plan().transfers() > 0) plan();
  }

  private void plan() {
    simulation.whileFaulty(random.until(simulation.plan().transfers()), () -> {
      SimulatedNode leader = simulation.leader();
      ask(leader != null && random.hits(0.9) ? leader
          : random.pick(simulation.nodes()));
      plan();
    });
  }

  private void ask(SimulatedNode node) {
    if (!node.process().isUp()) return;
    List<String> targets = new ArrayList<>();
    for (SimulatedNode each : simulation.nodes()) {
      targets.add(each.process().id());
    }
    String target = random.hits(0.3) ? null : random.pick(targets);
    node.act(() -> node.process().clients().transferLeadership(target,
        outcome -> { }));
  }
}
