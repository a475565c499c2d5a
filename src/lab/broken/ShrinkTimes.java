package lab.broken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lab.shrink.Shrunk;

/** To how many commands the runs of mutants were shrunk, and how fast. */
public final class ShrinkTimes {
  private final List<Integer> commands = new ArrayList<>();
  private double slowest; // seconds

  /** The columns of this mutant in the table; empty if it was not shrunk. */
  public String of(Experiment experiment, Finding finding) throws IOException {
    if (!finding.isAsPredicted()) return "";
    long began = System.nanoTime();
    Shrunk shrunk = experiment.shrink(finding);
    if (shrunk == null) return "";
    double seconds = (System.nanoTime() - began) / 1e9;
    slowest = Math.max(slowest, seconds);
    if (shrunk.isScenario()) commands.add(shrunk.commands());
    return " %9s %7.1f".formatted(
        shrunk.isScenario() ? shrunk.commands() : "a run", seconds);
  }

  /** A summary, for the last line of the table. */
  public String summary() {
    if (commands.isEmpty()) return "none was shrunk to a schedule";
    List<Integer> sorted = commands.stream().sorted().toList();
    return ("%d were shrunk to schedules: %d commands at the median, %d at"
        + " most; the slowest took %.1f s").formatted(sorted.size(),
        sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1), slowest);
  }
}
