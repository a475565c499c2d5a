package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code make run} starts. Whether it is the first start of a node, only a
 * person knows: a data directory that is not there may have been lost.
 */
class MakeRunTest {
  @TempDir Path project;

  @BeforeEach void aMakefileAndACommandThatOnlySaysWhatItIsAsked()
      throws IOException {
    Files.copy(Path.of("Makefile"), project.resolve("Makefile"));
    Path command = Files.createDirectories(project.resolve("build"))
        .resolve("raft");
    assertTrue(Files.writeString(command, "#!/bin/sh\necho \"$@\"\n").toFile()
        .setExecutable(true));
  }

  private Ended make(String words) {
    try (CommandProcess make = CommandProcess.startShell(project,
        words.replace("make run", "make --old-file=build/raft run"))) {
      return make.awaitEnd();
    }
  }

  @ParameterizedTest
  @CsvSource({"data/n2, ''", "data/n1, ''", "data/n1, RAFT_DATA=other",
      "other/n1, RAFT_DATA=other", "other/n1, ''"})
  void newIsSaidByAPersonWhateverDataThereIs(String data, String variable)
      throws IOException {
    Files.createDirectories(project.resolve(data));

    Ended first = make(variable + " make run ID=n1 NEW=1");
    Ended later = make(variable + " make run ID=n1");

    assertEquals("node n1 --new\n", first.out(), first.err());
    assertEquals("node n1\n", later.out(), later.err());
  }

  @Test void aNewcomerIsGivenAMemberToJoin() {
    Ended ended = make("make run ID=n4 JOIN=127.0.0.1:7201");

    assertEquals("node n4 --new --join 127.0.0.1:7201\n", ended.out(),
        ended.err());
  }

  @Test void aNodeWithoutAnIdIsAskedForIt() {
    Ended ended = make("make run");

    assertEquals(Exit.USAGE, ended.status());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains("Say: make run ID=n1"), ended.err());
  }
}
