package lab.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lab.course.Submission.Unfit;

/**
 * Grades submissions to one lab: compiles the algorithm, and asks the tests, the
 * scenarios and the simulator. Nothing of a submission runs in this process.
 * Thread-safe.
 */
public final class Grader {
  private final Product product;
  private final Exercise lab;
  private final long seeds;
  private final Path pictures;
  private final Consumer<String> stages;

  /** The same for all submissions: the tests there are, and the blank. */
  private record Known(Map<String, TestResult> tests, Blank blank) {}

  // Guarded by this object's monitor; null until it is needed.
  private Known known;

  /**
   * A grader of a lab.
   *
   * @param seeds    how many simulated runs each submission must survive
   * @param pictures the folder for what shows a broken promise
   * @param stages   is told what begins, by any thread that grades
   * @throws Unfit if the project's own tests are not built
   */
  public Grader(Path project, Exercise lab, long seeds, Path pictures,
      Consumer<String> stages) throws IOException {
    product = new Product(project);
    this.lab = lab;
    this.seeds = seeds;
    this.pictures = pictures.toAbsolutePath();
    this.stages = stages;
  }

  /** Grades what is in a folder. */
  public Grade grade(Path folder) throws IOException {
    try {
      return grade(Submission.read(folder));
    } catch (Unfit unfit) {
      return Grade.unfit(folder.toString(), lab, unfit.getMessage());
    }
  }

  Grade grade(Submission submission) throws IOException {
    Path below = Files.createTempDirectory("raft-grade").toRealPath();
    try {
      return grade(submission, below);
    } catch (Unfit unfit) {
      return Grade.unfit(submission.name(), lab, unfit.getMessage());
    } finally {
      remove(below);
    }
  }

  private Grade grade(Submission submission, Path below) throws IOException {
    String name = submission.name();
    stages.accept("compiles " + name);
    Built built = Built.of(submission, product, below);
    Known lasting = judgedOnce();
    stages.accept("tests " + name);
    List<TestResult> tests =
        new TestRun(product, lab.rules(), below).run(built, lasting.tests());
    SimulatorRun simulator = new SimulatorRun(product, lab, below);
    stages.accept("plays the scenarios with " + name);
    List<TestResult> scenarios = simulator.play(built);
    List<TestResult> all = new ArrayList<>(tests);
    all.addAll(scenarios);
    stages.accept("runs " + seeds + " seeds with " + name);
    return new Grade(name, lab.name(), null,
        RuleGrade.of(lab.rules(), tests, lasting.blank()),
        new ScenariosGrade(scenarios, lasting.blank().points(
            scenarios.isEmpty() ? all : scenarios, all)),
        simulator.runSeeds(built, seeds, page(submission)));
  }

  /** Named by the folder, so that no two have the same. */
  private Path page(Submission submission) {
    return pictures.resolve(lab.name() + "-" + submission.name()
        .replaceAll("[^A-Za-z0-9._-]+", "-") + ".html");
  }

  /** Judges the lab as it is laid out, the first time. */
  private synchronized Known judgedOnce() throws IOException {
    if (known != null) return known;
    stages.accept("judges the blank of the lab");
    Map<String, String> sources =
        new TreeMap<>(Submission.read(product.root()).sources());
    sources.putAll(lab.blankFiles(product.root()));
    Path below = Files.createTempDirectory("raft-blank").toRealPath();
    try {
      Built built =
          Built.of(new Submission("the blank", sources), product, below);
      TestRun tests = new TestRun(product, lab.rules(), below);
      Map<String, TestResult> listed = tests.list(built.folder());
      known = new Known(listed, Blank.of(tests.run(built, listed),
          new SimulatorRun(product, lab, below).play(built)));
      return known;
    } finally {
      remove(below);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
