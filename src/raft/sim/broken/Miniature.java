package raft.sim.broken;

import java.util.EnumSet;
import java.util.function.Function;
import raft.sim.Plan;
import raft.sim.Run;
import raft.sim.check.Property;
import raft.sim.shrink.Shrinking;
import raft.sim.shrink.Shrunk;

/** Runs inside a mutant: one seed once more, and shrunk to a schedule. */
public final class Miniature implements Function<Specimen, Shrunk> {
  @Override public Shrunk apply(Specimen specimen) {
    Run run = Run.of(Plan.draw(specimen.seed(), Hunt.MILLIS),
        EnumSet.allOf(Property.Kind.class), false);
    return Shrinking.of(run, specimen.mutant());
  }
}
