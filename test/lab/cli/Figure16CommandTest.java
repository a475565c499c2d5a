package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.figure16.Figure16;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.cli.Ended;
import raft.cli.Exit;
import raft.cli.FakeTerminal;

class Figure16CommandTest {

  @Test void drawsBothPanelsInTheTerminalAndAsAPicture(@TempDir Path directory)
      throws Exception {
    Ended ended = new FakeTerminal().run(Lab.PROGRAM, "figure-16",
        "--trials", "20", "--svg", directory.toString());

    assertTrue(List.of(Exit.DONE, Exit.NO).contains(ended.status()));
    assertTrue(ended.out().contains("  g  150-300ms "), ended.out());
    assertTrue(ended.out().contains("  a  12-24ms "), ended.out());
    assertTrue(Files.readString(directory.resolve("figure-16.svg"))
        .startsWith("<svg "));
  }

  @Test void theExitStatusSaysWhetherAllIsAsInThePaper() {
    Ended ended =
        new FakeTerminal().run(Lab.PROGRAM, "figure-16", "--trials", "20",
            "--seed", "3");

    boolean strange = ended.out().contains("NOT WITHIN");

    assertEquals(strange ? Exit.NO : Exit.DONE, ended.status(), ended.out());
  }

  // So few trials are never within all tolerances, and a thousand take long.
  @Test void aFigureOfWhichAllClaimsHoldIsDone() {
    Figure16 figure = new Figure16(null, null, List.of(), List.of());

    int status = Figure16Command.status(figure);

    assertEquals(Exit.DONE, status);
  }

  @Test void aDirectoryThatIsNotThereIsRefused(@TempDir Path directory) {
    Path missing = directory.resolve("missing");

    Ended ended = new FakeTerminal().run(Lab.PROGRAM, "figure-16",
        "--trials", "10", "--svg", missing.toString());

    assertEquals(Exit.USAGE, ended.status());
    assertTrue(ended.err().contains("there is no directory " + missing));
  }
}
