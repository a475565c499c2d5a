package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.InMutant.ScenarioInMutant;
import lab.broken.InMutant.Script;

/** Every file of test/scenarios happens as it says. */
class ScenariosTest {
  private static final Path FOLDER = Path.of("test/scenarios");

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted()
          .toList();
    }
  }

  @TestFactory Stream<DynamicTest> happensAsItSays() throws IOException {
    return files().stream().map(file -> DynamicTest.dynamicTest(
        file.getFileName().toString(), () -> plays(file)));
  }

  private static void plays(Path file) throws IOException {
    String text = Files.readString(file);

    ScenarioResult performance =
        ScenarioInMutant.of(Path.of(""), new Script(file.toString(), text));

    assertEquals("", String.join("\n", performance.complaints()));
    assertEquals(text, performance.rewritten());
  }

  @Test void thereAreScenarios() throws IOException {
    assertTrue(files().size() >= 10, "only " + files());
  }
}
