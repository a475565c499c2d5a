package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.cli.Ended;
import raft.cli.Exit;
import raft.cli.FakeTerminal;

/** {@code lab quiz}: what it asks, and what it says to an answer. */
class QuizCommandTest {
  private static final String SUMS = """
      # Answers: Sums
      ## Answer
      ### 1
      Two and two
      are four.

      ```quiz
      ask: What is two and two?
      number: 4
      ```
      ### 2
      It is even.

      ```quiz
      ask: Is it even?
      a) yes
      b) no
      right: a
      ```
      """;

  @TempDir Path folder;

  @BeforeEach void writeAnswers() throws IOException {
    Path answers = Files.createDirectories(folder.resolve("lab-notes/answers"));
    Files.writeString(answers.resolve("07-sums.md"), SUMS);
    Files.writeString(answers.resolve("07-a-schedule.txt"), "timeout s1");
  }

  private Ended quiz(String note, String... typed) {
    return new FakeTerminal().variable("RAFT_HOME", folder.toString())
        .input(typed).run(Lab.PROGRAM, "quiz", note);
  }

  @Test void withoutANoteItListsThem() {
    Ended ended = new FakeTerminal().variable("RAFT_HOME", folder.toString())
        .run(Lab.PROGRAM, "quiz");

    assertEquals(new Ended(Exit.DONE, "07-sums                     2 questions\n",
        ""), ended);
  }

  @Test void saysRightAndWhy() {
    Ended ended = quiz("07-sums", "4", "a");

    assertEquals(new Ended(Exit.DONE, """
        Answers: Sums

        1/2  What is two and two?
        (a number)
        right

        Two and two are four.

        2/2  Is it even?
        a) yes
        b) no
        right

        It is even.

        2 of 2 right, 0 wrong
        """, ""), ended);
  }

  @Test void saysWrongAndWhatIsRightAndWhy() {
    Ended ended = quiz("07-sums", "5", "b");

    assertEquals(Exit.NO, ended.status());
    assertTrue(ended.out().contains(
        "wrong\nRight is: 4\n\nTwo and two are four.\n"), ended.out());
    assertTrue(ended.out().endsWith("\n0 of 2 right, 2 wrong\n"), ended.out());
  }

  @Test void whatIsNoAnswerIsAskedForAgain() {
    Ended ended = quiz("07-sums", "four", "4", "z", "a)");

    assertEquals(Exit.DONE, ended.status());
    assertTrue(ended.out().contains("unclear: four is no number\nright\n"),
        ended.out());
    assertTrue(ended.out().contains("unclear: z is none of a, b\nright\n"),
        ended.out());
  }

  @Test void anEmptyLineLeavesAQuestionOut() {
    Ended ended = quiz("07-sums", "", "a");

    assertEquals(Exit.DONE, ended.status());
    assertTrue(ended.out().contains("(a number)\nRight is: 4\n\nTwo and"),
        ended.out());
    assertTrue(ended.out().endsWith("\n1 of 2 right, 0 wrong\n"), ended.out());
  }

  @Test void theEndOfTheInputEndsItAndTellsNothing() {
    Ended ended = new FakeTerminal().variable("RAFT_HOME", folder.toString())
        .bytes(new byte[0]).run(Lab.PROGRAM, "quiz", "07-sums");

    assertEquals(new Ended(Exit.DONE, """
        Answers: Sums

        1/2  What is two and two?
        (a number)

        0 of 2 right, 0 wrong
        """, ""), ended);
  }

  @Test void aPersonIsPrompted() {
    FakeTerminal terminal = new FakeTerminal().typed().input("4")
        .variable("RAFT_HOME", folder.toString());

    Ended ended = terminal.run(Lab.PROGRAM, "quiz", "07-sums");

    assertTrue(ended.out().contains("(a number)\n> right\n"), ended.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"07-sums", "sums", "07", "7"})
  void aNoteIsFoundByItsNumberOrItsName(String note) {
    assertTrue(quiz(note, "4").out().startsWith("Answers: Sums\n"));
  }

  @Test void aNoteThatIsNotThereIsRefused() {
    Ended ended = quiz("08-sums");

    assertEquals(new Ended(Exit.USAGE, "", "lab: there is no lab note 08-sums;"
        + " did you mean 07-sums? 'lab quiz' lists them\n"), ended);
  }

  @Test void aFileThatCannotBeReadIsToldWithItsLine() throws IOException {
    Files.writeString(folder.resolve("lab-notes/answers/07-sums.md"), "What?");

    Ended ended = quiz("07-sums");

    assertEquals(Exit.USAGE, ended.status());
    assertEquals("lab: lab-notes/answers/07-sums.md:1: the first line is not"
        + " '# TITLE'\n", ended.err());
  }
}
