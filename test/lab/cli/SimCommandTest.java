package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lab.broken.Mutants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.cli.Ended;
import raft.cli.Exit;

/**
 * {@code lab sim}, in a world where all is well, and in a mutant that takes
 * half for a majority.
 */
class SimCommandTest {
  private static Function<List<String>, List<String>> mutant;

  @TempDir Path home;

  @BeforeAll static void aMutant() throws IOException {
    mutant = Mutants.made("C2-half", LabCommand.class);
  }

  private Ended lab(String line) {
    return lab(new LabCommand(), line);
  }

  private Ended broken(String line) {
    return lab(mutant, line);
  }

  private Ended lab(Function<List<String>, List<String>> where,
      String line) {
    List<String> words = new ArrayList<>(List.of(home.toString()));
    words.addAll(List.of(line.split(" ")));
    List<String> ended = where.apply(words);
    return new Ended(Integer.parseInt(ended.get(0)),
        ended.get(1), ended.get(2));
  }

  private Path shrunk(String file) {
    return home.resolve("build/sim").resolve(file);
  }

  // ---- All is well -----------------------------------------------------

  @Test void aSeedIsAWorldAndTheSameSeedTheSameRun() {
    Ended first = lab("sim --seed 10 --seconds 1");
    Ended second = lab("sim --seed 10 --seconds 1");
    Ended other = lab("sim --seed 11 --seconds 1");

    assertEquals(Exit.DONE, first.status(), first.err());
    assertTrue(first.out().startsWith("seed 10: "), first.out());
    assertTrue(first.out().contains("all promises were kept"), first.out());
    assertEquals(first, second);
    assertFalse(other.out().contains(hash(first.out())), other.out());
    assertFalse(Files.exists(home.resolve("build")));
  }

  private static String hash(String out) {
    return out.replaceFirst("(?s).*hash (\\w{16}).*", "$1");
  }

  @Test void manySeedsAreRunOnAfterTheFirst() {
    Ended ended = lab("sim --seed 7 --seeds 4 --seconds 1");
    Ended others = lab("sim --seeds 4 --seconds 1");

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().startsWith("4 seeds of 1 s, "), ended.out());
    assertFalse(others.out().contains(hash(ended.out())), others.out());
  }

  @Test void aSeedsWorldCanBeMadeSmaller() {
    Ended whole = lab("sim --seed 10 --seconds 1");
    Ended small =
        lab("sim --seed 10 --seconds 1 --nodes 2 --faults none");

    assertFalse(whole.out().contains("no faults"), whole.out());
    assertTrue(small.out().startsWith("seed 10: 2 nodes, "), small.out());
    assertTrue(small.out().contains("\n  no faults\n"), small.out());
  }

  @Test void someOfASeedsFaultsCanBeChosen() {
    String refused = lab("sim --seed 10 --faults luck").err();
    String all = refused.strip().replaceFirst(".*of this seed are ", "");
    String one = all.split(",")[1];

    Ended chosen =
        lab("sim --seed 10 --seconds 1 --faults " + one);

    assertEquals(Exit.DONE, chosen.status(), chosen.err());
    assertTrue(chosen.out().contains("\n  " + one + " "), chosen.out());
    assertFalse(chosen.out().contains(all.split(",")[0]), chosen.out());
  }

  @Test void everyEventIsShownOnRequest() {
    Ended ended =
        lab("sim --seed 10 --seconds 1 --show --faults none");

    assertTrue(ended.out().startsWith("     1 "), ended.out());
    assertTrue(ended.out().contains("becomes leader"));
    assertTrue(ended.out().contains("all promises were kept"));
  }

  @Test void theEndIsDrawnInTheTerminalAndAsAPage() throws IOException {
    Path page = home.resolve("run.html");

    Ended ended =
        lab("sim --seed 10 --seconds 1 --text --html " + page);

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().contains("all promises were kept"));
    assertTrue(ended.out().lines().count() > 50, ended.out());
    assertEquals("open " + page + " in a browser\n", ended.err());
    assertTrue(Files.readString(page).contains("<title>Seed 10"));
  }

  @Test void howOftenEachRuleFiredIsCountedOverManySeeds() {
    Ended ended =
        lab("sim --coverage --seeds 2 --seed 10 --seconds 1");

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().startsWith("Figure 2 in 2 runs of "), ended.out());
  }

  @Test void itsSpeedIsMeasured() {
    Ended ended = lab("sim --speed --seconds 1");

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().contains("5 idle nodes "), ended.out());
    assertTrue(ended.out().contains("seeds of 1 s "), ended.out());
    assertTrue(ended.out().endsWith(" a minute on one core\n"), ended.out());
  }

  // ---- What makes no sense ---------------------------------------------

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      --seed -1             | --seed must be a whole number from 0 to
      --seed ten            | not ten
      --seeds 0             | --seeds must be a whole number from 1 to
      --seconds 0           | --seconds must be a whole number from 1 to 100000
      --nodes 8             | --nodes must be a whole number from 1 to 7
      --nodes 0             | --nodes must be a whole number from 1 to 7
      --seed 10 --faults luck      | the faults of this seed are
      --seed 10 --faults none,luck | the faults of this seed are
      --seed 10 --faults ,         | the faults of this seed are
      --seed 1 --faults luck       | the faults of this seed are
      --html nowhere/run.html --seconds 1 | there is no directory
      --seeds 2 --nodes 3      | --nodes is for one seed; leave out --seeds
      --seeds 2 --faults none  | --faults is for one seed; leave out --seeds
      --seeds 2 --show         | --show is for one seed; leave out --seeds
      --seeds 2 --text         | --text is for one seed; leave out --seeds
      --seeds 2 --html x.html  | --html is for one seed; leave out --seeds
      --coverage --nodes 3     | --nodes is for one seed; leave out --coverage
      now                      | write: lab sim
      """)
  void isExplained(String options, String complaint) {
    Ended ended = lab("sim " + options);

    assertEquals(Exit.USAGE, ended.status(), ended.err());
    assertTrue(ended.err().contains(complaint), ended.err());
  }

  // ---- A broken promise ------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"sim --seeds 3", "sim --seed 1"})
  void whatBreaksAPromiseIsToldShrunkAndDrawn(String line)
      throws IOException {
    Ended ended = broken(line);

    assertEquals(Exit.NO, ended.status(), ended.err());
    assertTrue(ended.out().contains(": Elected By Majority\n"), ended.out());
    assertTrue(ended.out().contains("  once more: build/lab sim --seed 1\n"));
    assertTrue(ended.out().matches("(?s).*  shrunk to \\d+ commands:"
        + " build/lab play " + shrunk("seed-1.txt") + "\n.*"), ended.out());
    assertTrue(ended.out().endsWith("  its picture: " + shrunk("seed-1.html")
        + "\n"), ended.out());
    assertTrue(Files.readString(shrunk("seed-1.html"))
        .contains("<title>Seed 1 breaks Elected By Majority"));
  }

  @Test void whatWasShrunkPlaysAndBreaksTheSamePromise() throws IOException {
    broken("sim --seed 1");
    String script = Files.readString(shrunk("seed-1.txt"));

    Ended there = broken("play " + shrunk("seed-1.txt"));
    Ended here = lab("play " + shrunk("seed-1.txt"));

    assertTrue(script.contains("\nexpect violation ELECTED_BY_MAJORITY\n"));
    assertEquals(Exit.DONE, there.status(), there.err());
    assertTrue(there.out().contains("BROKEN: Elected By Majority"));
    assertEquals(Exit.NO, here.status(), here.out()); // here all is well
  }

  @Test void aSmallerWorldIsToldWithItsOptions() {
    String line = "sim --seed 3 --seconds 1 --nodes 2 --faults none";

    Ended ended = broken(line);

    assertEquals(Exit.NO, ended.status(), ended.err());
    assertTrue(ended.out().contains("once more: build/lab " + line + "\n"),
        ended.out());
    assertEquals(ended, broken(line));
  }

  @Test void aBrokenRunIsDrawnOnRequestAndThenNotShrunk() throws IOException {
    Path page = home.resolve("run.html");

    Ended ended = broken("sim --seed 1 --html " + page);

    assertEquals(Exit.NO, ended.status(), ended.err());
    assertTrue(Files.readString(page).contains("Elected By Majority"));
    assertFalse(Files.exists(home.resolve("build")));
  }

  @Test void countingRulesEndsAtTheFirstBrokenRun() {
    Ended ended = broken("sim --coverage --seeds 50");

    assertEquals(Exit.NO, ended.status(), ended.err());
    assertTrue(ended.out().startsWith("Figure 2 in 1 run of "), ended.out());
    assertTrue(ended.err().contains(": Elected By Majority\n"), ended.err());
  }

  @Test void whatNoScenarioCanSayIsLeftAsASmallerWorld() throws IOException {
    Ended ended = lab(
        Mutants.made("RV2-strictly-newer", LabCommand.class),
        "sim --seeds 20 --seconds 1");

    assertEquals(Exit.NO, ended.status(), ended.out());
    assertTrue(ended.out().contains(
        "  no schedule shows it; what can be shown: " + home), ended.out());
  }
}
