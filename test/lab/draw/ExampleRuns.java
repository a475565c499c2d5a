package lab.draw;

import java.util.List;
import lab.sim.Event;
import lab.sim.HandDriven;
import lab.sim.EventKind;

/** ExampleRuns that tests look at. */
final class ExampleRuns {
  private ExampleRuns() {}

  /** n1 leads three servers, and the append of "a" is committed. */
  static HandDriven committed() {
    return new HandDriven(3).elect("n1", "n2").exchange("n1", "n2")
        .propose("n1", "a").exchange("n1", "n2").answer("n1");
  }

  /**
   * n2 forgets what it promised, and so n3, which never heard of "a", is
   * elected in a newer term: Leader Completeness is broken.
   */
  static HandDriven lost() {
    return committed().lose("n1", "n3").crash("n2").wipe("n2").restart("n2")
        .elect("n3").elect("n3", "n2");
  }

  /** The first event of this kind on this node. */
  static Event first(List<Event> events, EventKind kind, String node) {
    return events.stream().filter(event -> event.kind() == kind)
        .filter(event -> event.node().equals(node)).findFirst().orElseThrow();
  }

  /** The last event of this kind on this node. */
  static Event last(List<Event> events, EventKind kind, String node) {
    return events.stream().filter(event -> event.kind() == kind)
        .filter(event -> event.node().equals(node))
        .reduce((one, next) -> next).orElseThrow();
  }
}
