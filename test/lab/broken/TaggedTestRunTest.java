package lab.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import lab.broken.InMutant.Budget;
import lab.broken.Patch.Header;
import lab.broken.Patch.PatchException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.console.ConsoleLauncher;

/**
 * What comes of a mutant's test, in a JVM of its own. The mutant takes half for
 * a majority; the tests are made here and stand in a jar of their own.
 */
class TaggedTestRunTest {
  private static final String NAME = "C2-half";
  private static final String TESTS = """
      import java.util.List;
      import java.util.Set;
      import org.junit.jupiter.api.Assertions;
      import org.junit.jupiter.api.Tag;
      import org.junit.jupiter.api.Test;
      import raft.Configuration;

      class MajorityTest {
        private static final Configuration FOUR =
            new Configuration(List.of("n1", "n2", "n3", "n4"));

        @Tag("C2") @Test void halfIsNone() {
          Assertions.assertFalse(FOUR.isMajority(Set.of("n1", "n2")));
        }

        @Tag("L4") @Test void moreIsOne() {
          Assertions.assertTrue(FOUR.isMajority(Set.of("n1", "n2", "n3")));
        }

        @Tag("L1") @Test void neverEnds() {
          while (true) Thread.onSpinWait();
        }
      }
      """;

  private static Mutant mutant;
  private static byte[] compiled;

  @TempDir Path folder;

  @BeforeAll static void aMutant() throws IOException {
    mutant = Mutant.of(Patch.read(SmallProject.root(), NAME),
        SmallProject.root());
    compiled = Compiler.compile(Map.of("MajorityTest.java", TESTS))
        .get("MajorityTest");
  }

  /** A project with nothing in it but what it built. */
  @BeforeEach void built() throws IOException {
    Files.createDirectories(folder.resolve("build/lib"));
    Files.copy(Path.of(URI.create(ConsoleLauncher.class.getProtectionDomain()
        .getCodeSource().getLocation().toString())), junit());
    try (OutputStream file = Files.newOutputStream(tests());
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry("MajorityTest.class"));
      jar.write(compiled);
    }
  }

  private Path tests() {
    return folder.resolve("build/test.jar");
  }

  private Path junit() {
    return folder.resolve("build/lib/junit-platform-console-standalone.jar");
  }

  private TaggedTestRun test(String rule) {
    return test(rule, "MajorityTest", 60);
  }

  private TaggedTestRun test(String rule, String test, int limitSeconds) {
    return new TaggedTestRun(folder, new Header(rule, "half is a majority",
        "Election Safety", List.of(Header.ITS_TEST), "test", null, test, null),
        limitSeconds);
  }

  // ---- What comes of it ------------------------------------------------

  @Test void aTestThatFailsCatchesTheMutant() throws IOException {
    Detection found = test("C2").run(mutant);

    assertEquals("its test", found.caughtBy());
    assertEquals(Detection.By.TEST, found.by());
    assertTrue(found.story().contains("MajorityTest:halfIsNone()"),
        found.story());
    assertTrue(found.story().contains("expected: <false> but was: <true>"));
    assertFalse(found.story().contains("moreIsOne")); // another rule's
  }

  @Test void aMutantWhoseTestPassesSurvives() throws IOException {
    Detection found = test("L4").run(mutant);

    assertTrue(found.isNothing(), found.story());
    assertEquals("", found.story());
  }

  @Test void anExperimentTellsWhatItsTestSays() throws IOException {
    SmallProject.copy(NAME, "src/raft/Configuration.java", "", "", folder);
    Path patch = folder.resolve(Patch.FOLDER).resolve(NAME + ".patch");
    Files.writeString(patch, Files.readString(patch)
        .replaceFirst("Caught by: .*", "Caught by: its test")
        .replace("Needs: swarm", "Needs: test\nTest: MajorityTest"));
    Experiment experiment = new Experiment(folder, new Budget(0, true));

    Finding finding = experiment.run(NAME);

    assertTrue(finding.isAsPredicted(), finding.toString());
    assertEquals("its test", finding.caughtBy());
    assertEquals(List.of(), experiment.unrun());
  }

  // ---- What cannot be run ----------------------------------------------

  @Test void withoutATestOfItsRuleNothingIsSaidOfTheMutant() {
    String said = assertThrows(PatchException.class,
        () -> test("RV2").run(mutant)).getMessage();

    assertTrue(said.startsWith("its test MajorityTest cannot be run; JUnit"
        + " says:\n"), said);
  }

  @Test void aTestThatIsNotThereCatchesNobody() {
    String said = assertThrows(PatchException.class,
        () -> test("C2", "raft.MajoritiesTest", 60).run(mutant))
        .getMessage();

    assertEquals("there is no test raft.MajoritiesTest in " + tests(), said);
  }

  @Test void aJvmThatDoesNotStartHasNoStory() {
    List<String> said = List.of("Error: Could not find or load main class x",
        "Caused by: java.lang.ClassNotFoundException: x");

    String story = TaggedTestRun.story(said);

    assertEquals("", story);
  }

  @Test void aTestThatNeverEndsIsEnded() {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();

    String said = assertThrows(PatchException.class,
        () -> test("L1", "MajorityTest", 2).run(mutant)).getMessage();

    assertEquals("no verdict: its test MajorityTest was ended after 2 s", said);
    assertEquals(List.of(), ProcessHandle.current().children()
        .filter(process -> !before.contains(process)).toList());
  }

  @Test void isReadyOnlyIfTheTestsAndJUnitAreThere() throws IOException {
    boolean whole = test("C2").isReady();
    Files.delete(junit());
    boolean withoutJUnit = test("C2").isReady();
    Files.delete(junit().getParent());
    boolean withoutLibraries = test("C2").isReady();
    built();
    Files.delete(tests());
    boolean withoutTests = test("C2").isReady();

    assertTrue(whole);
    assertFalse(withoutJUnit);
    assertFalse(withoutLibraries);
    assertFalse(withoutTests);
  }
}
