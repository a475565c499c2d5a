package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.cli.Ended;
import raft.cli.Exit;
import raft.cli.FakeTerminal;

/** {@code lab figures}: which files it writes. */
class FiguresCommandTest {
  @TempDir Path folder;

  @Test void eachFigureIsDrawnInBothColoursAndShownOnOnePage()
      throws IOException {
    for (String part : List.of("src", "test", "lab-notes")) {
      Files.createSymbolicLink(folder.resolve(part),
          Path.of(part).toAbsolutePath());
    }

    Ended ended = new FakeTerminal().variable("RAFT_HOME", folder.toString())
        .run(Lab.PROGRAM, "figures", "--trials", "10");

    assertEquals(Exit.DONE, ended.status(), ended.err());
    Path figures = folder.resolve("build/figures");
    String page = Files.readString(figures.resolve("index.html"));
    for (int figure : List.of(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16)) {
      String name = "figure-" + figure + "-01";
      assertTrue(page.contains(name + ".svg"), name);
      assertTrue(Files.exists(figures.resolve(name + ".svg")), name);
      assertTrue(Files.exists(figures.resolve(name + "-dark.svg")), name);
    }
    assertTrue(anySays("BROKEN: Election Safety", figures, "figure-10"));
    assertTrue(anySays("BROKEN: Leader Completeness", figures,
        "figure-8-without-l4"));
  }

  private static boolean anySays(String words, Path folder, String name)
      throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        boolean its = file.getFileName().toString().startsWith(name);
        if (its && Files.readString(file).contains(words)) return true;
      }
    }
    return false;
  }
}
