package lab.course;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.broken.Patch;

/**
 * Does the grader grade well? Submissions whose fault is known: the project's
 * broken rules, each as if a student had handed it in, and the solution. The
 * rule that is broken should be the one to look at first, none should pass but
 * the solution, and what is harmless may.
 */
public final class Calibration {

  /**
   * One of them.
   *
   * @param mutant     its name; null for the solution
   * @param rule       that is broken; null for the solution
   * @param isHarmless whether it may pass
   */
  public record Sample(String mutant, String rule, boolean isHarmless,
      Grade grade) {

    /** Whether the broken rule is the one to look at first. */
    public boolean isNamed() {
      return rule == null ? grade.isPassed()
          : rule.equals(grade.lookFirstAt());
    }

    /** Whether it has full marks and should not, or the other way round. */
    public boolean isMisjudged() {
      return rule == null ? !grade.isPassed()
          : grade.isPassed() && !isHarmless;
    }

    @Override public String toString() {
      return "%-43s %3d of %3d  %-5s %s".formatted(
          mutant == null ? "the solution" : mutant, grade.points(),
          grade.most(), grade.isPassed() ? "-" : grade.lookFirstAt(),
          isMisjudged() ? "MISJUDGED" : isNamed() ? ""
              : isHarmless ? "harmless" : "not named first");
    }
  }

  private final Path project;
  private final Exercise lab;
  private final Grader grader;

  /** @param grader of that lab */
  public Calibration(Path project, Exercise lab, Grader grader) {
    this.project = project;
    this.lab = lab;
    this.grader = grader;
  }

  /** The mutants of the lab: one of its rules broken, in the algorithm. */
  public List<Patch> mutants() throws IOException {
    List<Patch> mutants = new ArrayList<>();
    for (String name : Patch.names(project)) {
      Patch patch = Patch.read(project, name);
      boolean isOurs = lab.rules().contains(patch.header().rule())
          && patch.diff().hunks().stream().allMatch(hunk ->
              Submission.FOLDERS.contains(folder(hunk.file())));
      if (isOurs) mutants.add(patch);
    }
    return mutants;
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/'));
  }

  /** The solution, as it is. */
  public Sample solution() throws IOException {
    return new Sample(null, null, false, grader.grade(
        new Submission("solution", Submission.read(project).sources())));
  }

  /** The project with this rule broken. */
  public Sample of(Patch mutant) throws IOException {
    Map<String, String> sources =
        new TreeMap<>(Submission.read(project).sources());
    sources.putAll(mutant.applyTo(project));
    return new Sample(mutant.name(), mutant.header().rule(),
        mutant.header().isHarmless(),
        grader.grade(new Submission(mutant.name(), sources)));
  }
}
