package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import lab.cli.Lab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever prints results knows at the end whether they could be written. */
class FullDiskTest {
  private static ThreeNodes nodes;

  @BeforeAll static void start() {
    nodes = ThreeNodes.ledByN1();
    nodes.raft("put", "x", "1");
  }

  @AfterAll static void stop() {
    nodes.close();
  }

  private static void isNotWritten(Ended ended) {
    assertEquals(Exit.UNWRITTEN, ended.status(), ended.err());
    assertTrue(ended.err().contains("stdout is full or closed"), ended.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"get x", "put x 1", "append y 1", "cas x 1 1", "keys",
      "call {\"op\":\"keys\"}", "status", "status --json", "status --watch",
      "snapshot", "help", "help get", "get --help", "--help"})
  void aResultThatCannotBeWrittenHasAStatusOfItsOwn(String line) {
    FakeTerminal terminal = new FakeTerminal().full();

    isNotWritten(nodes.raft(terminal, line.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"play test/scenarios/figure-6.txt",
      "sim --seconds 1", "sim --seeds 1 --seconds 1", "help sim"})
  void aResultOfTheLaboratoryThatCannotBeWrittenHasThatStatusToo(String line) {
    FakeTerminal terminal = new FakeTerminal().full();

    isNotWritten(terminal.run(Lab.PROGRAM, line.split(" ")));
  }

  @Test void aResultInAShellThatCannotBeWrittenHasThatStatusToo() {
    FakeTerminal terminal = new FakeTerminal().full().input("get x");

    isNotWritten(nodes.raft(terminal, "shell"));
  }

  // What takes seconds is not run here: all end in Program, which asks this.
  @Test void everyCommandPrintsResultsExceptARunningNode() {
    List<String> without = Stream.of(Raft.PROGRAM, Lab.PROGRAM)
        .flatMap(program -> program.commands().stream())
        .filter(command -> !command.printsResults())
        .map(Subcommand::name).toList();

    assertEquals(List.of("node", "cluster"), without);
  }

  // Without a result nothing is lost: the complaint stands on stderr.
  @Test void whatPrintsNoResultKeepsItsStatus() {
    FakeTerminal terminal = new FakeTerminal().full();

    Ended ended = nodes.raft(terminal, "get", "nobody");

    assertEquals(Exit.NO, ended.status());
  }
}
