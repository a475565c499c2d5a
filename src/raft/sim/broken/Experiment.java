package raft.sim.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets mutants loose in the wind tunnel and compares what happens with what
 * their headers predict: every harmful one is caught, and by a promise that it
 * names; every harmless one survives.
 */
public final class Experiment {
  private final Path project;
  private final Budget budget;
  private final List<String> unrun = new ArrayList<>();

  /** @param budget for each mutant */
  public Experiment(Path project, Budget budget) {
    this.project = project;
    this.budget = budget;
  }

  /**
   * One of them; null if it needs a schedule, which is not run here. A patch
   * that cannot be read, applied or compiled is a finding too.
   */
  public Finding run(String name) throws IOException {
    try {
      Patch patch = Patch.read(project, name);
      Mutant mutant = Mutant.of(patch, project);
      if (!patch.header().needsSchedule()) return examine(patch, mutant);
      unrun.add(name + ": " + patch.header().needs());
      return null;
    } catch (PatchException unfit) {
      return Finding.unfit(name, unfit.getMessage());
    } catch (NoSuchFileException missing) {
      return Finding.unfit(name, "there is no " + missing.getFile());
    }
  }

  /** Those that need a schedule, and which, as far as they were met. */
  public List<String> unrun() {
    return List.copyOf(unrun);
  }

  /** Draws a run that was broken; returns the file. */
  public Path draw(Finding finding) throws IOException {
    Patch patch = Patch.read(project, finding.name());
    String page = Mutant.of(patch, project).picture(finding.found().seed());
    Path folder = Files.createDirectories(project.resolve("build/broken"));
    return Files.writeString(folder.resolve(patch.name() + Portrait.SUFFIX),
        page);
  }

  private Finding examine(Patch patch, Mutant mutant) {
    Catch found = mutant.hunt(budget);
    String verdict = compare(patch.header(), found);
    if (verdict != null || !patch.header().isHarmless()) {
      return new Finding(patch.name(), found, found.caughtBy(), verdict);
    }
    if (found.isNothing()) {
      return new Finding(patch.name(), found, found.caughtBy(), null);
    }
    return outside(patch, mutant, "(" + found.caughtBy() + ")");
  }

  /** A lemma may be stricter than the promise that it serves. */
  private Finding outside(Patch patch, Mutant mutant, String lemma) {
    Catch found = mutant.hunt(budget.withoutLemmas());
    if (found.isNothing()) {
      return new Finding(patch.name(), found, lemma, null);
    }
    return new Finding(patch.name(), found, found.caughtBy(),
        "it is not harmless");
  }

  /** What is not as predicted; null if all is. */
  private static String compare(Header header, Catch found) {
    List<String> expected = header.caughtBy();
    if (found.isNothing()) {
      return expected.isEmpty() ? null : "nobody caught it, not even by "
          + String.join(" or ", expected);
    }
    if (expected.contains(found.property())) return null;
    return "it was to be caught by " + (expected.isEmpty() ? "nobody"
        : String.join(" or ", expected));
  }
}
