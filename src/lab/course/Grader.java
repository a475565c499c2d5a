package lab.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

  // Guarded by this object's monitor; null until it is needed.
  private Map<String, TestResult> listed;

  /**
   * A grader of a lab.
   *
   * @param seeds    how many simulated runs each submission must survive
   * @param pictures the folder for what shows a broken promise
   * @throws Unfit if the project's own tests are not built
   */
  public Grader(Path project, Exercise lab, long seeds, Path pictures)
      throws IOException {
    product = new Product(project);
    this.lab = lab;
    this.seeds = seeds;
    this.pictures = pictures.toAbsolutePath();
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
    Built built = Built.of(submission, product, below);
    TestRun tests = new TestRun(product, lab.rules(), below);
    List<TestResult> results = tests.run(built, listed(tests, built));
    SimulatorRun simulator = new SimulatorRun(product, lab, below);
    return new Grade(submission.name(), lab.name(), null,
        RuleGrade.of(lab.rules(), results), simulator.play(built),
        simulator.runSeeds(built, seeds, page(submission)));
  }

  /** Named by the folder, so that no two have the same. */
  private Path page(Submission submission) {
    return pictures.resolve(lab.name() + "-" + submission.name()
        .replaceAll("[^A-Za-z0-9._-]+", "-") + ".html");
  }

  /** The same for all submissions. */
  private synchronized Map<String, TestResult> listed(TestRun tests,
      Built built) throws IOException {
    if (listed == null) listed = tests.list(built.folder());
    return listed;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
