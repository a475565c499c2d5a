package lab.broken;

import java.util.EnumSet;
import java.util.function.Function;
import lab.sim.Plan;
import lab.sim.Run;
import lab.check.Property;
import lab.shrink.Shrinking;
import lab.shrink.Shrunk;

/** Runs inside a mutant: one seed once more, and shrunk to a schedule. */
public final class Miniature implements Function<Specimen, Shrunk> {
  @Override public Shrunk apply(Specimen specimen) {
    Run run = Run.of(Plan.draw(specimen.seed(), Hunt.MILLIS),
        EnumSet.allOf(Property.Group.class), false);
    return Shrinking.of(run, specimen.mutant());
  }
}
