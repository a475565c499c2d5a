package lab.sim;

import java.util.ArrayList;
import java.util.List;
import raft.Configuration;
import raft.Server;

/**
 * A person who wants other members, again and again: one more, one less, quite
 * others, those of the beginning. Mostly the leader is asked, sometimes another
 * server; mostly from what it has in use, sometimes from something older.
 */
final class Changer implements FaultSource {
  private static final int MOST = 5; // members

  private final Simulation simulation;
  private final SeededRandom random;
  private final List<String> all = new ArrayList<>();
  private Configuration known; // as the person last saw it

  Changer(Simulation simulation, SeededRandom random) {
    this.simulation = simulation;
    this.random = random;
  }

  @Override public void begin() {
    if (!simulation.plan().changes().isOn()) return;
    for (SimulatedNode each : simulation.nodes()) {
      all.add(each.process().id());
    }
    known = simulation.checkers().committedConfiguration();
    plan();
  }

  private void plan() {
    simulation.whileFaulty(random.until(simulation.plan().changes().every()),
        () -> {
          SimulatedNode leader = simulation.leader();
          ask(leader != null && random.hits(0.9) ? leader
              : random.pick(simulation.nodes()));
          plan();
        });
  }

  private void ask(SimulatedNode node) {
    if (!node.process().isUp()) return;
    node.act(() -> {
      if (!random.hits(0.1)) known = node.process().members().configuration();
      ChangeOfMembers wanted = new ChangeOfMembers(known, draw(known),
          (int) random.spread(10, 1000), outcome -> { });
      node.process().clients().change(wanted);
      if (random.hits(0.1) && node.process().isUp()) {
        node.process().clients().change(wanted);
      }
    });
  }

  private Configuration draw(Configuration from) {
    List<String> wanted = new ArrayList<>(from.voters().stream()
        .map(Server::id).toList());
    List<String> others = new ArrayList<>(all);
    others.removeAll(wanted);
    switch (random.below(6)) {
      case 0 -> add(wanted, others);
      case 1 -> remove(wanted);
      case 2 -> {
        add(wanted, others);
        remove(wanted);
      }
      case 3 -> wanted = some(others); // none of the old ones, if it can be
      case 4 -> wanted = some(all);
      default -> wanted = new ArrayList<>(
          simulation.plan().setup().configuration().servers());
    }
    return new Configuration(wanted.isEmpty() ? List.of("n1") : wanted);
  }

  private void add(List<String> wanted, List<String> others) {
    if (!others.isEmpty()) wanted.add(random.pick(others));
  }

  /** Leaves one member out, which may be the leader. */
  private void remove(List<String> wanted) {
    if (wanted.size() > 1) wanted.remove(random.below(wanted.size()));
  }

  private List<String> some(List<String> servers) {
    List<String> left = new ArrayList<>(servers);
    List<String> some = new ArrayList<>();
    for (int i = 1 + random.below(MOST); i > 0 && !left.isEmpty(); i--) {
      some.add(left.remove(random.below(left.size())));
    }
    return some;
  }
}
