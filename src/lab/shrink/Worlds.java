package lab.shrink;

import java.util.EnumSet;
import lab.sim.Fault;
import lab.sim.Faults;
import lab.sim.Plan;
import lab.sim.Run;
import lab.check.Property;

/**
 * Makes the world of a run smaller, as long as the same promise is broken in
 * it: for promises about time, of which no schedule can say that it is too
 * late. A world is small if little is wrong in it, not for long, among few.
 */
final class Worlds {
  private final Quarry quarry;
  private long patience; // events that may happen
  private Run best;

  /** @param patience how many events may happen, and then no new world is made */
  Worlds(Run run, long patience) {
    quarry = Quarry.of(run.violation());
    this.patience = patience;
    best = run;
  }

  /** A run in the smallest that was found; the same if none was. */
  Run smallest() {
    keeps(plan().with(Faults.NONE));
    for (long millis = 1000; millis < plan().millis(); millis *= 2) {
      if (keeps(plan().lasting(millis))) break;
    }
    for (int nodes = 1; nodes < plan().nodes(); nodes++) {
      if (keeps(plan().among(nodes))) break;
    }
    for (Fault fault : Fault.values()) {
      Faults faults = plan().faults();
      if (faults.has(fault)) keeps(plan().with(faults.without(fault)));
    }
    return best;
  }

  private Plan plan() {
    return best.plan();
  }

  private boolean keeps(Plan plan) {
    if (patience <= 0) return false;
    Run run = Run.of(plan, EnumSet.allOf(Property.Group.class), false);
    patience -= run.count();
    boolean same = quarry.isShownBy(run.violation());
    if (same) best = run;
    return same;
  }
}
