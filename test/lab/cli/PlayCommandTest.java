package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raft.cli.CommandProcess;
import raft.cli.Ended;
import raft.cli.Exit;
import raft.cli.FakeTerminal;

/** {@code lab play}: what it shows, draws, writes, and says in the end. */
class PlayCommandTest {
  private static final String AS_IT_IS = """
      # The first election.
      elect s1 term 1 by s2
      ----
      s1 t1 candidate | starts election with an empty log (F2)
      s2 t1 follower | sees a newer term (A2)
      s2 t1 follower | votes for s1 (RV2)
      s1 t1 leader   | becomes leader, votes of [s1, s2] (C2)

      # Nobody else heard of it.
      expect term s3 0
      """;
  private static final String OTHERWISE =
      AS_IT_IS.replace("t1 leader   |", "t7 leader   |");

  @TempDir Path folder;

  private Path scenario(String text) throws IOException {
    return Files.writeString(folder.resolve("election.txt"), text);
  }

  private Ended play(Path file, String... options) {
    String[] line = new String[options.length + 2];
    line[0] = "play";
    line[1] = file.toString();
    System.arraycopy(options, 0, line, 2, options.length);
    return new FakeTerminal().variable("RAFT_HOME", folder.toString())
        .run(Lab.PROGRAM, line);
  }

  private static void isRefused(Ended ended, String complaint) {
    assertEquals(Exit.USAGE, ended.status());
    assertEquals("lab: " + complaint + "\n", ended.err());
    assertEquals("", ended.out());
  }

  // ---- Plays -----------------------------------------------------------

  @Test void showsEachStepAndHowTheServersStandAfterIt() throws IOException {
    Ended ended = play(scenario(AS_IT_IS));

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertEquals("""
        # The first election.
        1/1  elect s1 term 1 by s2
            s1 t1 candidate | starts election with an empty log (F2)
            s2 t1 follower | sees a newer term (A2)
            s2 t1 follower | votes for s1 (RV2)
            s1 t1 leader   | becomes leader, votes of [s1, s2] (C2)

        s1 t1 leader    votes for s1 |
        s2 t1 follower  votes for s1 |
        s3 t0 follower  votes for -  |
        (A log: [2] is an entry of term 2, known to be committed; (2) is not.)
        # Nobody else heard of it.
        """, ended.out());
    assertEquals("", ended.err());
  }

  @Test void aPipeIsAsGoodAsAFile() throws IOException {
    scenario(AS_IT_IS);
    String scenario = "cat '" + folder.resolve("election.txt") + "'";

    try (CommandProcess play = CommandProcess.startShell(
        Path.of("").toAbsolutePath(), scenario + " | lab play /dev/stdin")) {
      Ended ended = play.awaitEnd();

      assertEquals(Exit.DONE, ended.status(), ended.err());
      assertTrue(ended.out().contains("1/1  elect s1 term 1 by s2"));
    }
  }

  @Test void whatIsTracedOtherwiseIsTold() throws IOException {
    Path file = scenario(OTHERWISE);

    Ended ended = play(file);

    assertEquals(Exit.NO, ended.status());
    assertTrue(ended.out().contains("# Nobody else heard"), ended.out());
    assertEquals(file + ":3: not as it stands under its ----\n"
        + "expected: s1 t7 leader   | becomes leader, votes of [s1, s2] (C2)\n"
        + "traced:   s1 t1 leader   | becomes leader, votes of [s1, s2] (C2)\n",
        ended.err());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      expect term s1 2   | it is 1
      explode s1         | there is no command explode
      elect s9 term 2    | s9 is none of [s1, s2, s3]
      """)
  void whatCannotBeDoneEndsItAndIsToldWithItsLine(String command,
      String complaint) throws IOException {
    Path file = scenario("elect s1 term 1 by s2\n" + command
        + "\nexpect leader s1 term 1\n");

    Ended ended = play(file);

    assertEquals(Exit.NO, ended.status());
    assertTrue(ended.out().contains("1/1  elect s1 term 1"), ended.out());
    assertTrue(ended.err().contains(file + ":2: "), ended.err());
    assertTrue(ended.err().contains(complaint), ended.err());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      missing.txt | there is no scenario %s; test/scenarios holds some
      .           | there is no scenario %s; test/scenarios holds some
      """)
  void aFileThatIsNotThereIsRefused(String name, String complaint) {
    Path file = folder.resolve(name);

    isRefused(play(file), complaint.formatted(file));
    if (!Files.exists(file)) {
      isRefused(play(file, "--rewrite"), complaint.formatted(file));
    }
  }

  @Test void aFileThatIsNoTextIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("raft.jar"),
        new byte[] {'P', 'K', (byte) 0xff, (byte) 0xfe});

    isRefused(play(file), file + " is no scenario: it is not UTF-8");
  }

  @Test void aMutantThatIsNotThereIsRefused() throws IOException {
    Path file = scenario("mutant L4-none\nelect s1 term 1\n");

    isRefused(play(file), file + " is about a mutant that is not there: "
        + folder.resolve("lab-notes/broken/L4-none.patch"));
  }

  @Test void aMutantThatCannotBeReadIsRefused() throws IOException {
    Path patches =
        Files.createDirectories(folder.resolve("lab-notes/broken"));
    Files.writeString(patches.resolve("L4-torn.patch"), "Rule: L4\n");
    Path file = scenario("mutant L4-torn\nelect s1 term 1\n");

    isRefused(play(file), file
        + " is about a mutant that cannot be made: it changes nothing");
  }

  // ---- Draws -----------------------------------------------------------

  @Test void drawsAPageInsteadOfShowingSteps() throws IOException {
    Path page = folder.resolve("election.html");

    Ended ended =
        play(scenario(AS_IT_IS), "--html", page.toString());

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertEquals("drawn: " + page + "\n", ended.out());
    String text = Files.readString(page);
    assertTrue(text.contains("<title>The first election"), text);
    assertTrue(text.contains("becomes leader, votes of [s1, s2]"));
  }

  @Test void drawsAsFarAsItComes() throws IOException {
    Path page = folder.resolve("election.html");

    Ended ended = play(scenario(AS_IT_IS + "explode s1\n"),
        "--html", page.toString());

    assertEquals(Exit.NO, ended.status());
    assertEquals("drawn: " + page + "\n", ended.out());
    assertTrue(ended.err().contains("there is no command explode"));
  }

  @Test void aPageForNoDirectoryIsRefused() throws IOException {
    Path missing = folder.resolve("missing");

    isRefused(play(scenario(AS_IT_IS), "--html", missing + "/page.html"),
        "there is no directory " + missing
            + "; make it, or write page.html elsewhere");
  }

  @Test void aPageForAFullDiskIsRefusedWithItsName() throws IOException {
    isRefused(play(scenario(AS_IT_IS), "--html", "/dev/full"),
        "/dev/full: No space left on device");
  }

  /** Which another process fills with the scenario, once. */
  private Path pipe() throws Exception {
    scenario(AS_IT_IS);
    Process made = new ProcessBuilder("mkfifo", "pipe")
        .directory(folder.toFile()).start();
    assertEquals(0, made.waitFor());
    new ProcessBuilder("sh", "-c", "cat election.txt > pipe")
        .directory(folder.toFile()).start();
    return folder.resolve("pipe");
  }

  @Test void aPipeIsPlayedLikeAFile() throws Exception {
    Ended ended = play(pipe());

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertEquals(play(folder.resolve("election.txt")).out(), ended.out());
  }

  // ---- Rewrites --------------------------------------------------------

  @Test void aPipeIsNotRewritten() throws Exception {
    Path pipe = pipe();

    isRefused(play(pipe, "--rewrite"),
        pipe + " is a pipe or a device, and cannot be rewritten");
  }

  @Test void rewritesWhatIsTracedAndNothingElse() throws IOException {
    Path file = scenario(OTHERWISE);

    Ended ended = play(file, "--rewrite");

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertEquals(AS_IT_IS, Files.readString(file));
    assertEquals("rewritten: " + file + "; look at the difference\n",
        ended.out());
  }

  @Test void rewritesEachTextOfAFolderThatIsNotAsItStands()
      throws IOException {
    Path right = scenario(AS_IT_IS);
    Path wrong = Files.writeString(folder.resolve("wrong.txt"), OTHERWISE);
    Path other = Files.writeString(folder.resolve("notes.md"), OTHERWISE);

    Ended ended = play(folder, "--rewrite");

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertFalse(ended.out().contains(right.toString()), ended.out());
    assertTrue(ended.out().contains("rewritten: " + wrong), ended.out());
    assertEquals(AS_IT_IS, Files.readString(right));
    assertEquals(AS_IT_IS, Files.readString(wrong));
    assertEquals(OTHERWISE, Files.readString(other));
  }

  @Test void whatCannotBePlayedToItsEndIsNotRewritten() throws IOException {
    String broken = OTHERWISE + "explode s1\n";
    Path file = scenario(broken);

    Ended ended = play(file, "--rewrite");

    assertEquals(Exit.USAGE, ended.status());
    assertTrue(ended.err().contains(file + ":11: "), ended.err());
    assertEquals(broken, Files.readString(file));
  }

  @Test void rewritingDrawsNothing() throws IOException {
    Path file = scenario(OTHERWISE);

    isRefused(play(file, "--rewrite", "--html", folder + "/page.html"),
        "--rewrite draws nothing; leave out --html");
    assertEquals(OTHERWISE, Files.readString(file));
  }
}
