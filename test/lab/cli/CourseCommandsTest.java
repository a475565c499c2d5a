package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.cli.Ended;
import raft.cli.Exit;
import raft.cli.FakeTerminal;

/** What {@code lab exercise} and {@code lab grade} refuse, and how. */
class CourseCommandsTest {
  @TempDir Path folder;

  private static Ended lab(String... line) {
    return new FakeTerminal().run(Lab.PROGRAM, line);
  }

  private static void assertRefused(String why, Ended ended) {
    assertEquals(Exit.USAGE, ended.status(), ended.err());
    assertTrue(ended.err().contains(why), ended.err());
  }

  @Test void anUnknownLabIsAnsweredWithTheNearest() {
    assertRefused("did you mean elections?", lab("exercise", "election"));
    assertRefused("did you mean reads?", lab("grade", "read", "."));
  }

  @Test void aFolderThatIsNotEmptyIsLeftAlone() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.txt"), "work");

    assertRefused("name a new folder", lab("exercise", "log",
        folder.toString()));

    assertEquals("work", Files.readString(mine));
  }

  @Test void aFolderWithinTheSourcesIsRefused() {
    assertRefused("name a folder elsewhere", lab("exercise", "log",
        "src/mine"));
  }

  @Test void aNewFolderGetsTheProjectAndTheStudentAGuide() {
    Ended ended = lab("exercise", "log", folder.resolve("new").toString());

    assertEquals(Exit.DONE, ended.status(), ended.err());
    assertTrue(ended.out().matches(
        "(?s).*\n  src/raft/RaftLog.java\n    contains +AE2\n.*"), ended.out());
  }

  @Test void withoutAFolderThereIsNothingToGrade() {
    assertRefused("DIR=", lab("grade", "log"));
    assertRefused("there is no folder", lab("grade", "log", "none"));
  }

  @Test void anExerciseDoesNotGradeItself() throws IOException {
    Files.writeString(folder.resolve("EXERCISE.md"), "Lab log");
    Files.createDirectories(folder.resolve("lab-notes/exercises"));
    Files.copy(Path.of("lab-notes/exercises/log.patch"),
        folder.resolve("lab-notes/exercises/log.patch"));

    Ended ended = new FakeTerminal().variable("RAFT_HOME", folder.toString())
        .run(Lab.PROGRAM, "grade", "log", folder.toString());

    assertRefused("in the project that laid it out", ended);
  }

  @Test void whatGoesOnIsToldBesidesTheResult() throws IOException {
    handIn(folder);

    Ended ended = lab("grade", "log", "--json", folder.toString());

    assertTrue(ended.err().contains("compiles " + folder), ended.err());
    assertEquals(1, ended.out().lines().count(), ended.out());
    assertTrue(ended.out().startsWith("{"), ended.out());
  }

  @Test void onAScreenAResultTakesThePlaceOfWhatGoesOn() throws IOException {
    handIn(folder);

    Ended ended = new FakeTerminal().screen().run(Lab.PROGRAM, "grade", "log",
        folder.toString());

    assertTrue(ended.err().startsWith("\r\u001b[Kcompiles " + folder),
        ended.err());
    assertTrue(ended.err().endsWith("\r\u001b[K"), ended.err());
  }

  /** Next to nothing, which is compiled before it is refused. */
  private static void handIn(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("src/raft/kv"));
    Files.writeString(folder.resolve("src/raft/A.java"), "package raft;");
    Files.writeString(folder.resolve("src/raft/kv/B.java"), "package raft.kv;");
  }
}
