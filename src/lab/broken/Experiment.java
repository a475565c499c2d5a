package lab.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.broken.InMutant.Budget;
import lab.broken.InMutant.MutantRun;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.InMutant.Script;
import lab.broken.Patch.Header;
import lab.broken.Patch.PatchException;
import lab.shrink.Shrunk;

/**
 * Runs mutants and compares what happens with what their headers predict:
 * every harmful one is caught, and by a promise that it names; every harmless
 * one passes. Most are run in the swarm, that is with many seeds; those that no
 * random run finds with their schedule, and those below the simulated network
 * with their test on real sockets or files.
 */
public final class Experiment {
  private static final String SCENARIOS = "test/scenarios";
  private static final String PAGE = ".html";

  private final Path project;
  private final Budget budget;
  private final List<String> unrun = new ArrayList<>();

  /** @param budget for each mutant */
  public Experiment(Path project, Budget budget) {
    this.project = project;
    this.budget = budget;
  }

  /**
   * Runs one; null if it needs a test and the tests are not built. A patch that
   * cannot be read, applied or compiled is a finding too.
   */
  public Finding run(String name) throws IOException {
    try {
      Patch patch = Patch.read(project, name);
      Mutant mutant = Mutant.of(patch, project);
      return switch (patch.header().needs()) {
        case "test" -> runTest(patch, mutant);
        case "schedule" -> alsoByTest(patch, mutant,
            judged(patch, perform(patch, mutant)));
        default -> alsoByTest(patch, mutant, runSwarm(patch, mutant));
      };
    } catch (PatchException unfit) {
      return Finding.unfit(name, unfit.getMessage());
    } catch (NoSuchFileException missing) {
      return Finding.unfit(name, "there is no " + missing.getFile());
    }
  }

  /** The mutants that were not run because their tests are not built. */
  public List<String> unrun() {
    return List.copyOf(unrun);
  }

  /** The swarm's broken run, shrunk; null if the swarm broke none. */
  public Shrunk shrink(Finding finding) throws IOException {
    if (finding.found() == null || finding.found().seed() == 0) return null;
    Patch patch = Patch.read(project, finding.name());
    return Mutant.of(patch, project)
        .shrink(new MutantRun(patch.name(), finding.found().seed()));
  }

  /**
   * Writes and draws the schedule to which a broken run was shrunk, and draws
   * the one written by hand.
   *
   * @return the files
   */
  public List<Path> draw(Finding finding) throws IOException {
    List<Path> files = new ArrayList<>();
    Shrunk shrunk = shrink(finding);
    if (shrunk != null) {
      if (shrunk.page() != null) files.add(page(finding, shrunk.page()));
      files.add(write(finding.name() + ".txt", shrunk.script()));
    }
    Patch patch = Patch.read(project, finding.name());
    String schedule = patch.header().schedule();
    if (schedule == null) return files;
    String page = Mutant.of(patch, project).perform(script(patch)).page();
    files.add(shrunk == null ? page(finding, page)
        : write(schedule + PAGE, page));
    return files;
  }

  private Path page(Finding finding, String page) throws IOException {
    return write(finding.name() + PAGE, page);
  }

  private Path write(String name, String text) throws IOException {
    Path folder = Files.createDirectories(project.resolve("build/broken"));
    return Files.writeString(folder.resolve(name), text);
  }

  // ---- The swarm -------------------------------------------------------

  private Finding runSwarm(Patch patch, Mutant mutant) throws IOException {
    Detection found = mutant.runSwarm(budget.of(patch.name()));
    Finding finding = judged(patch, found);
    if (!finding.isAsPredicted()) return finding;
    if (patch.header().isHarmless() && !found.isNothing()) {
      return outside(patch, mutant, "(" + found.caughtBy() + ")");
    }
    if (patch.header().schedule() == null) return finding;
    return new Finding(patch.name(), found, found.caughtBy(),
        compare(patch.header(), perform(patch, mutant)));
  }

  /** A lemma may be stricter than the promise that it serves. */
  private Finding outside(Patch patch, Mutant mutant, String lemma) {
    Detection found = mutant.runSwarm(
        budget.of(patch.name()).withoutLemmas());
    return new Finding(patch.name(), found,
        found.isNothing() ? lemma : found.caughtBy(),
        found.isNothing() ? null : "it is not harmless");
  }

  // ---- Schedules -------------------------------------------------------

  private Detection perform(Patch patch, Mutant mutant) throws IOException {
    long began = System.nanoTime();
    ScenarioResult result = mutant.perform(script(patch));
    return Detection.by(result, (System.nanoTime() - began) / 1e9);
  }

  private Script script(Patch patch) throws IOException {
    String name = SCENARIOS + "/" + patch.header().schedule() + ".txt";
    return new Script(name, Files.readString(project.resolve(name)));
  }

  // ---- Tests -----------------------------------------------------------

  private Finding runTest(Patch patch, Mutant mutant) throws IOException {
    TaggedTestRun test = new TaggedTestRun(project, patch.header());
    if (test.isReady()) return judged(patch, test.run(mutant));
    unrun.add(patch.name() + ": " + patch.header().test());
    return null;
  }

  /** What the simulator found, and then the test too, if there is one. */
  private Finding alsoByTest(Patch patch, Mutant mutant, Finding finding)
      throws IOException {
    if (patch.header().test() == null || !finding.isAsPredicted()) {
      return finding;
    }
    Finding byTest = runTest(patch, mutant);
    if (byTest == null) return finding;
    return new Finding(patch.name(), finding.found(), finding.caughtBy(),
        byTest.verdict());
  }

  // ---- Verdicts --------------------------------------------------------

  private static Finding judged(Patch patch, Detection found) {
    return new Finding(patch.name(), found, found.caughtBy(),
        compare(patch.header(), found));
  }

  /** What is not as predicted; null if all is. */
  private static String compare(Header header, Detection found) {
    List<String> expected = header.caughtBy();
    if (found.isNothing()) {
      return expected.isEmpty() || header.isHarmless() ? null
          : found.by() + ": it was not caught, not even by "
              + String.join(" or ", expected);
    }
    if (expected.contains(found.property())) return null;
    return found.by() + ": caught by " + found.property()
        + "; its header says " + (expected.isEmpty() ? "nothing"
        : String.join(" or ", expected));
  }
}
