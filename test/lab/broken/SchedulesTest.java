package lab.broken;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.InMutant.Script;
import lab.broken.Patch.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A mutant's schedule shows the mistake, whatever the swarm finds. That all is
 * well without the mistake, lab.script.ScenariosTest says.
 */
class SchedulesTest {
  private static final Path SCENARIOS = Path.of("test/scenarios");

  static List<String> scheduled() throws IOException {
    List<String> scheduled = new ArrayList<>();
    for (String name : Patch.names(SmallProject.root())) {
      if (header(name).schedule() != null) scheduled.add(name);
    }
    return scheduled;
  }

  private static Header header(String name) throws IOException {
    return Patch.read(SmallProject.root(), name).header();
  }

  @ParameterizedTest
  @MethodSource("scheduled")
  void catchesItsMutantByAPromiseThatTheHeaderNames(String name)
      throws IOException {
    Path project = SmallProject.root();
    String file = SCENARIOS + "/" + header(name).schedule() + ".txt";
    Script script = new Script(file, Files.readString(project.resolve(file)));

    ScenarioResult performance =
        Mutant.of(Patch.read(project, name), project).perform(script);
    Detection found = Detection.by(performance, 0);

    assertTrue(header(name).caughtBy().contains(found.property()),
        "caught by " + found.property() + " at " + performance.unmet()
            + performance.complaints());
  }

  @Test void eachScheduleOfAMutantIsNamedByAPatch() throws IOException {
    List<String> named = new ArrayList<>();
    for (String name : scheduled()) named.add(header(name).schedule() + ".txt");

    try (Stream<Path> files =
        Files.list(SmallProject.root().resolve(SCENARIOS))) {
      List<String> orphans = files.map(file -> file.getFileName().toString())
          .filter(file -> file.startsWith("mutant-"))
          .filter(file -> !named.contains(file)).toList();

      assertTrue(orphans.isEmpty(), "no patch needs " + orphans);
    }
  }
}
