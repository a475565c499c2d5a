package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.cli.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import raft.node.ConfigField;

class HelpTest {
  private static final int SCREEN_LINES = 24;
  private static final int SCREEN_COLUMNS = 80;

  private static String help(Program program, String... words) {
    Ended ended = new FakeTerminal().run(program, words);
    assertEquals(Exit.DONE, ended.status());
    assertEquals("", ended.err());
    return ended.out();
  }

  static Stream<Program> programs() {
    return Stream.of(Raft.PROGRAM, Lab.PROGRAM);
  }

  static Stream<Arguments> commands() {
    return programs().flatMap(program -> program.commands().stream()
        .map(command -> Arguments.of(program, command)));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theOverviewFitsOnAScreen(Program program) {
    String overview = help(program, "help");

    assertTrue(overview.lines().count() < SCREEN_LINES);
    assertTrue(overview.lines()
        .allMatch(line -> line.length() <= SCREEN_COLUMNS));
    program.commands().forEach(command -> assertTrue(
        overview.contains("\n  " + command.name()), command.name()));
    assertEquals(overview, help(program));
    assertEquals(overview, help(program, "--help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandExplainsItselfWithAnExample(Program program,
      Subcommand command) {
    String help = help(program, "help", command.name());

    assertEquals(help, help(program, command.name(), "--help"));
    assertTrue(help.contains("For example: "));
    assertTrue(command.example().contains(
        program.name() + " " + command.name()));
    for (Option option : command.options()) {
      assertTrue(help.contains("--" + option.name()), option.name());
    }
    assertEquals("", help.lines()
        .filter(line -> line.length() > SCREEN_COLUMNS).findAny().orElse(""));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theTourOfThePackageNamesWhereEachCommandIs(Program program)
      throws IOException {
    String tour = Files.readString(
        Path.of("src", program.name(), "cli", "package-info.java"));

    List<String> missing = program.commands().stream()
        .map(command -> command.getClass().getNestHost().getSimpleName())
        .filter(name -> !tour.matches("(?s).*\\b" + name + "\\b.*")).toList();

    assertEquals(List.of(), missing);
  }

  // A command has moved from one program to the other before.
  @ParameterizedTest
  @MethodSource("programs")
  void aSourceNamesTheProgramThatHasTheCommand(Program program)
      throws IOException {
    Pattern named = Pattern.compile("(?:build/|\\{@code )" + program.name()
        + "(?: |\" *\\n *\\+ \" *)([a-z][a-z0-9-]+)");
    List<String> known = program.commands().stream().map(Subcommand::name)
        .toList();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files
          .filter(file -> file.toString().endsWith(".java")).toList()) {
        named.matcher(Files.readString(file)).results().forEach(found ->
            assertTrue(known.contains(found.group(1)),
                file + ": " + found.group()));
      }
    }
  }

  @Test void everyFieldOfTheConfigurationIsListed() {
    String help = help(Raft.PROGRAM, "help", "node");

    for (ConfigField field : ConfigField.SETTINGS) {
      assertTrue(help.contains("  %-21s %s%n".formatted(field.name(),
          field.meaning())), field.name());
    }
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
  }
}
