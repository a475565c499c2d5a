package raft.sim.broken;

import java.util.EnumSet;
import java.util.function.Function;
import raft.sim.Plan;
import raft.sim.Run;
import raft.sim.check.Property;
import raft.sim.draw.Picture;

/** Runs inside a mutant: one seed once more, this time drawn. */
public final class Portrait implements Function<Long, String> {
  @Override public String apply(Long seed) {
    Run run = Run.of(Plan.draw(seed, Hunt.MILLIS),
        EnumSet.allOf(Property.Kind.class), true);
    return Picture.html("broken, seed " + seed + "\n" + Hunt.story(run),
        run.events(), run.violation());
  }
}
