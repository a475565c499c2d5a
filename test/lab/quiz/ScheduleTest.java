package lab.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lab.broken.InMutant.Script;
import lab.check.Property;
import lab.quiz.Verdict.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A schedule is judged by what its commands do, with the mistake and without. */
class ScheduleTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final Schedule TWO_VOTES = new Schedule("RV2-ignores-votedFor",
      Property.ONE_VOTE_PER_TERM, 6, "");

  // s2 votes for s1, and then for s3 in the same term.
  private static final String RIGHT = """
      timeout s1
      timeout s3
      deliver RequestVote s1 -> s2
      deliver RequestVote s3 -> s2
      """;

  @TempDir Path folder;

  private Verdict judge(Schedule schedule, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("my.txt"), text);
    return schedule.judge(file.toString(), PROJECT);
  }

  private static void isWrong(String why, Verdict verdict) {
    assertEquals(Result.WRONG, verdict.result());
    assertTrue(verdict.why().startsWith(why), verdict.why());
  }

  private static void isUnclear(String why, Verdict verdict) {
    assertEquals(Result.UNCLEAR, verdict.result());
    assertTrue(verdict.why().contains(why), verdict.why());
  }

  @Test void whatBreaksThePromiseWithTheMistakeOnlyIsRight()
      throws IOException {
    assertEquals(Verdict.RIGHT, judge(TWO_VOTES, RIGHT));
  }

  @Test void commentsAndWhatOnlyLooksAreNotCounted() throws IOException {
    String talkative = "# Two votes.\nmutant RV2-ignores-votedFor\n" + RIGHT
        + "state\nstate\nstate\nexpect violation ONE_VOTE_PER_TERM\n";

    assertEquals(Verdict.RIGHT, judge(TWO_VOTES, talkative));
  }

  @Test void oneCommandTooManyIsWrong() throws IOException {
    isWrong("it has 7 commands",
        judge(TWO_VOTES, "tick s1 1\ntick s1 1\ntick s1 1\n" + RIGHT));
  }

  @Test void anotherMutantMayNotBeNamed() throws IOException {
    isWrong("'mutant L4-half': here it is RV2-ignores-votedFor",
        judge(TWO_VOTES, "mutant L4-half\n" + RIGHT));
    isWrong("'mutant L4-half': here it is RV2-ignores-votedFor", judge(
        TWO_VOTES, "mutant RV2-ignores-votedFor\n" + RIGHT
            + "mutant L4-half\n"));
  }

  @Test void whatBreaksNothingIsWrong() throws IOException {
    isWrong("nothing is broken", judge(TWO_VOTES, "elect s1 term 1\n"));
  }

  @Test void whatCannotBeDoneIsToldWithItsLine() throws IOException {
    Verdict verdict = judge(TWO_VOTES, "timeout s1\nexplode s1\n");

    isWrong("nothing is broken; it stops at ", verdict);
    assertTrue(verdict.why().contains("my.txt:2: "), verdict.why());
  }

  @Test void anotherPromiseIsNotTheOneAskedFor() throws IOException {
    Schedule twoLeaders = new Schedule("RV2-ignores-votedFor",
        Property.ELECTION_SAFETY, 6, "");

    isWrong("what breaks first is One Vote Per Term", judge(twoLeaders, RIGHT));
  }

  // A disk that is wiped forgets its vote, without any mistake in a rule.
  @Test void whatBreaksAPromiseWithoutTheMistakeIsWrong() throws IOException {
    isWrong("without the mistake it breaks One Vote Per Term",
        judge(TWO_VOTES, """
            elect s1 term 1 by s2
            crash s2
            wipe s2
            restart s2
            timeout s3
            deliver RequestVote s3 -> s2
            """));
  }

  @Test @Timeout(60) void whatDoesNotEndIsGivenUp() throws IOException {
    Performance hasty =
        new Performance(TWO_VOTES, PROJECT, Duration.ofMillis(1));

    isWrong("it does not end within 0 seconds",
        hasty.of(new Script("my.txt", RIGHT), RIGHT.lines().toList()));
  }

  @Test void aMistakeThatIsNotThereIsTold() {
    Performance none = new Performance(new Schedule("L4-none",
        Property.LOG_MATCHING, 6, ""), PROJECT, Duration.ofSeconds(30));

    isWrong("it ends in java.nio.file.NoSuchFileException",
        none.of(new Script("my.txt", RIGHT), List.of()));
  }

  @Test void whatIsNoFileOfTextIsNoAnswer() throws IOException {
    Path binary = Files.write(folder.resolve("a"), new byte[] {(byte) 0xff});
    Path large = Files.write(folder.resolve("b"), new byte[100_001]);

    isUnclear("there is no file", TWO_VOTES.judge("none.txt", PROJECT));
    isUnclear("there is no file", TWO_VOTES.judge("/dev/zero", PROJECT));
    isUnclear("there is no file", TWO_VOTES.judge(folder + "", PROJECT));
    isUnclear("cannot be read", TWO_VOTES.judge("a\0b", PROJECT));
    isUnclear("it is not UTF-8", TWO_VOTES.judge(binary + "", PROJECT));
    isUnclear("is too long", TWO_VOTES.judge(large + "", PROJECT));
  }
}
