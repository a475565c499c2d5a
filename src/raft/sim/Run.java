package raft.sim;

import java.util.List;
import java.util.Set;
import raft.sim.check.Property;
import raft.sim.check.Violation;

/**
 * What came of a plan.
 *
 * @param count     how many events there were
 * @param hash      of all of them: the same plan gives the same
 * @param time      virtual, in microseconds
 * @param violation null if all promises were kept
 * @param events    themselves, if they were recorded
 */
record Run(Plan plan, long count, long hash, long time, Violation violation,
    List<Event> events) {

  /**
   * Runs it.
   *
   * @param watched promises of other kinds may be broken
   */
  static Run of(Plan plan, Set<Property.Kind> watched, boolean recording) {
    EventLog events = new EventLog(recording);
    World world = new World(plan, watched, events);
    Violation violation = null;
    try {
      world.run();
    } catch (Violation found) {
      violation = found;
    }
    return new Run(plan, events.count(), events.hash(), world.now(), violation,
        events.events());
  }

  boolean isClean() {
    return violation == null;
  }
}
