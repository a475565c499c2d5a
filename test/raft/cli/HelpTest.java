package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import raft.node.ConfigFields;

class HelpTest {
  private static final int SCREEN_LINES = 24;
  private static final int SCREEN_COLUMNS = 80;

  private static String help(String... words) {
    FakeTerminal.Ended ended = new FakeTerminal().raft(words);
    assertEquals(Exit.DONE, ended.status());
    assertEquals("", ended.err());
    return ended.out();
  }

  static Stream<Command> commands() {
    return Raft.commands().stream();
  }

  @Test void theOverviewFitsOnAScreen() {
    String overview = help("help");

    assertTrue(overview.lines().count() < SCREEN_LINES);
    assertTrue(overview.lines()
        .allMatch(line -> line.length() <= SCREEN_COLUMNS));
    commands().forEach(command -> assertTrue(
        overview.contains("\n  " + command.name()), command.name()));
    assertEquals(overview, help());
    assertEquals(overview, help("--help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandExplainsItselfWithAnExample(Command command) {
    String help = help("help", command.name());

    assertEquals(help, help(command.name(), "--help"));
    assertTrue(help.contains("For example: "));
    assertTrue(command.example().contains("raft " + command.name()));
    for (Option option : command.options()) {
      assertTrue(help.contains("--" + option.name()), option.name());
    }
    assertEquals("", help.lines()
        .filter(line -> line.length() > SCREEN_COLUMNS).findAny().orElse(""));
  }

  @Test void theTourOfThePackageNamesWhereEachCommandIs() throws IOException {
    String tour = Files.readString(Path.of("src/raft/cli/package-info.java"));

    List<String> missing = commands()
        .map(command -> command.getClass().getNestHost().getSimpleName())
        .filter(name -> !tour.matches("(?s).*\\b" + name + "\\b.*")).toList();

    assertEquals(List.of(), missing);
  }

  @Test void everyFieldOfTheConfigurationIsListed() {
    String help = help("help", "node");

    for (String field : ConfigFields.NAMES) {
      assertTrue(help.matches("(?s).*\\b" + field + "[,.].*"), field);
    }
  }
}
