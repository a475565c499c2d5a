package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.cli.CommandProcess;
import raft.cli.Exit;

/** However a walk ends, the terminal is as it was: stty was told so. */
class WalkProcessTest {
  private static final List<String> GIVEN_BACK =
      List.of("-g", "-icanon -echo min 1", "as-it-was");

  @TempDir Path folder;
  private Path scenario;
  private Path told;

  /** An stty that notes what it is told. */
  @BeforeEach void aTerminal() throws IOException {
    told = folder.resolve("told");
    Path stty = Files.writeString(folder.resolve("stty"), """
        #!/bin/sh
        echo "$*" >> "%s"
        [ "$1" != -g ] || echo as-it-was
        """.formatted(told));
    assertTrue(stty.toFile().setExecutable(true));
    scenario = Files.writeString(folder.resolve("two-steps.txt"),
        "no-op off\nnodes 3\n");
  }

  private CommandProcess walk() {
    return CommandProcess.startAtTerminal(folder, Lab.class, "play",
        scenario.toString());
  }

  @Test void isGivenBackWhenWhoeverWalksHasEnough() throws IOException {
    try (CommandProcess walk = walk()) {
      walk.awaitPrinted("1/2  no-op off");
      walk.type("\33[C");
      walk.awaitPrinted("2/2  nodes 3");
      walk.type("q");

      CommandProcess.Ended ended = walk.awaitEnd();

      assertEquals(Exit.DONE, ended.status(), ended.err());
      assertEquals(GIVEN_BACK, Files.readAllLines(told));
    }
  }

  @Test void isGivenBackWhenTheProcessIsEnded() throws IOException {
    try (CommandProcess walk = walk()) {
      walk.awaitPrinted("1/2  no-op off");

      walk.signal("TERM");
      walk.awaitEnd();

      assertEquals(GIVEN_BACK, Files.readAllLines(told));
    }
  }
}
