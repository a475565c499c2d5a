package lab.course;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lab.course.ChildJvm.Ended;
import lab.course.ChildJvm.TimeLimits;
import lab.course.TestResult.TestOutcome;

/**
 * The tests of the algorithm that bear a label of the lab, in processes of their
 * own. A test that comes to no end, or that ends the process, is left out and
 * the others are run again, a few times.
 */
final class TestRun {
  private static final String CLASSES = "raft[.](kv[.]|mit[.])?[^.]*";
  private static final int MOST_RUNS = 3;
  private static final TimeLimits LIMITS = new TimeLimits(60, 10);

  private final Product product;
  private final List<String> rules;
  private final Path below;
  private int runs;

  /** @param below the folder that its reports go into */
  TestRun(Product product, List<String> rules, Path below) {
    this.product = product;
    this.rules = rules;
    this.below = below;
  }

  /** The tests that there are; none is run, so each is {@code NOT_RUN}. */
  Map<String, TestResult> list(Path classes) throws IOException {
    launch(classes, List.of("--config="
        + "junit.platform.execution.dryRun.enabled=true"));
    return TestReport.read(report()).results(rules, TestOutcome.NOT_RUN);
  }

  /** All of these, run against the submission. */
  List<TestResult> run(Built built, Map<String, TestResult> listed)
      throws IOException {
    Map<String, TestResult> results = new TreeMap<>(listed);
    List<String> leftOut = new ArrayList<>();
    for (int i = 0; i < MOST_RUNS; i++) {
      Ended ended = launch(built.folder(), leftOut);
      TestOutcome unfinished =
          ended.wasEnded() ? TestOutcome.ENDLESS : TestOutcome.CRASHED;
      Map<String, TestResult> now =
          TestReport.read(report()).results(rules, unfinished);
      results.putAll(now);
      List<String> culprits = now.values().stream()
          .filter(each -> each.outcome() == unfinished)
          .map(each -> "--exclude-methodname=.*[.]" + Pattern.quote(
              each.test().replace('.', '#')) + ".*").toList();
      if (culprits.isEmpty()) break;
      leftOut.addAll(culprits);
    }
    return List.copyOf(results.values());
  }

  private Path report() {
    return below.resolve("tests-" + runs).resolve("open-test-report.xml");
  }

  private Ended launch(Path classes, List<String> more) throws IOException {
    runs++;
    List<String> junit = new ArrayList<>(List.of(
        "org.junit.platform.console.ConsoleLauncher", "execute",
        "--disable-banner", "--disable-ansi-colors", "--details=none",
        "--include-engine=junit-jupiter",
        "--scan-class-path=" + product.tests(),
        "--include-classname=" + CLASSES,
        "--include-tag=" + String.join("|", rules),
        "--config=junit.platform.reporting.open.xml.enabled=true",
        "--config=junit.platform.reporting.open.xml.git.enabled=false",
        "--config=junit.platform.reporting.output.dir="
            + report().getParent()));
    junit.addAll(more);
    return new ChildJvm(below, report(), LIMITS).run(
        ChildJvm.java(product.classPathBehind(classes), junit));
  }
}
