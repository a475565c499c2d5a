package lab.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.broken.InMutant.Budget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fast selection; make broken runs all. */
class ExperimentTest {
  private static final Budget SHORT = new Budget(20, true);
  private static final String NAME = "C2-half";
  private static final String SOURCE = "src/raft/Configuration.java";
  private static final String LINE =
      "    return present > servers.size() / 2;";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"A1-applies-on-append", "AE3-always-truncates",
      "C2-half", "CL2-no-duplicate-filter", "P1-reply-before-disk"})
  void aBrokenRuleIsCaughtByAPromiseThatItsHeaderNames(String name)
      throws IOException {
    Experiment experiment = new Experiment(SmallProject.root(), SHORT);

    Finding finding = experiment.run(name);

    assertTrue(finding.isAsPredicted(), finding.toString());
    assertFalse(finding.found().isNothing());
  }

  @Test void theSameMutantIsCaughtAtTheSameEventAgain() throws IOException {
    Experiment experiment = new Experiment(SmallProject.root(), SHORT);

    Detection first = experiment.run(NAME).found();
    Detection second = experiment.run(NAME).found();

    assertEquals(first.seed(), second.seed());
    assertEquals(first.story(), second.story());
  }

  @Test void whatNobodyCatchesIsNotAsPredicted() throws IOException {
    spoil("+    return present >= ", "+    return 0 + present > ");

    Finding finding = new Experiment(folder, new Budget(2, true)).run(NAME);

    assertFalse(finding.isAsPredicted());
    assertTrue(finding.verdict().contains("it was not caught"));
  }

  @Test void whatSomebodyElseCatchesIsNotAsPredicted() throws IOException {
    spoil("Elected By Majority, Election Safety, No Assertion Fails",
        "Exactly Once, Linearizable");

    Finding finding = new Experiment(folder, SHORT).run(NAME);

    assertFalse(finding.isAsPredicted());
  }

  @Test void whatIsCalledHarmlessAndIsNotIsFoundOut() throws IOException {
    spoil("Breaks: Election Safety", "Breaks: nothing");

    Finding finding = new Experiment(folder, SHORT).run(NAME);

    assertEquals("it is not harmless", finding.verdict());
  }

  @Test void aHarmlessMutantIsMindedByALemmaOnly() throws IOException {
    Experiment experiment = new Experiment(SmallProject.root(), SHORT);

    Finding finding = experiment.run("P2-candidate-forgets-vote");

    assertTrue(finding.isAsPredicted(), finding.toString());
    assertEquals("(One Vote Per Term)", finding.caughtBy());
  }

  @Test void aPatchThatAppliesNoMoreIsReported() throws IOException {
    SmallProject.copy(NAME, SOURCE, LINE, "    return true;", folder);

    Finding finding = new Experiment(folder, SHORT).run(NAME);

    assertTrue(finding.verdict().startsWith(
        "hunk 1 does not apply to " + SOURCE), finding.verdict());
  }

  @Test void aPatchThatDoesNotCompileIsReported() throws IOException {
    spoil("+    return present >=", "+    return presents >=");

    Finding finding = new Experiment(folder, SHORT).run(NAME);

    assertTrue(finding.verdict().startsWith("it does not compile"));
    assertTrue(finding.verdict().contains("presents"), finding.verdict());
  }

  @Test void aTestThatIsNotBuiltIsListedAndNotRun() throws IOException {
    spoil("Needs: swarm", "Needs: test\nTest: raft.ConfigurationTest");
    Experiment experiment = new Experiment(folder, SHORT);

    Finding finding = experiment.run(NAME);

    assertNull(finding);
    assertEquals(NAME + ": raft.ConfigurationTest", experiment.unrun().get(0));
  }

  @Test void aTestThatIsNotBuiltIsListedAlsoIfTheSwarmCatchesTheMutant()
      throws IOException {
    spoil("Needs: swarm", "Needs: swarm\nTest: raft.ConfigurationTest");
    Experiment experiment = new Experiment(folder, SHORT);

    Finding finding = experiment.run(NAME);

    assertTrue(finding.isAsPredicted(), finding.toString());
    assertEquals(1, experiment.unrun().size());
  }

  @Test void aBrokenRunIsDrawnIntoAFile() throws IOException {
    SmallProject.copy(NAME, SOURCE, "", "", folder);
    Experiment experiment = new Experiment(folder, SHORT);

    Path page = experiment.draw(experiment.run(NAME)).get(0);

    assertTrue(page.startsWith(folder.resolve("build/broken")));
    assertTrue(Files.readString(page).contains("Elected By Majority"));
  }

  /** A copy of the project, in which the patch differs a little. */
  private void spoil(String part, String instead) throws IOException {
    SmallProject.copy(NAME, SOURCE, "", "", folder);
    Path file = folder.resolve(Patch.FOLDER).resolve(NAME + ".patch");
    String text = Files.readString(file);
    assertTrue(text.contains(part), part);
    Files.writeString(file, text.replace(part, instead));
  }
}
