package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import lab.sim.Fault;

/** The page that tells the language leaves nothing out. */
class LanguageTest {
  private static final Path FOLDER = Path.of("src/lab/script");

  private static String reference() throws IOException {
    return Files.readString(FOLDER.resolve("package-info.java"));
  }

  private static boolean isIn(String word, String text) {
    return Pattern.compile("(?<![\\w-])" + word + "(?![\\w-])")
        .matcher(text).find();
  }

  /** What is said of the commands, and nothing of their use. */
  private static String rows() throws IOException {
    return reference().split("<h2>A crash anywhere")[0];
  }

  /**
   * Whether a row begins with it, alone or with others before commas, or has it
   * after a bar: many a command is also a word that explains another.
   */
  private static boolean hasRow(String rows, String command) {
    return Pattern.compile("(?m)^ \\*   (?! )(.* \\| |([a-z-]+, )*)" + command
        + "(?![\\w-])").matcher(rows).find();
  }

  /** What is said where {@code all} may stand. */
  private static String wordsOnAll() throws IOException {
    Matcher found = Pattern.compile("(?s) s1 -&gt; all (.*?) \\*  Links:")
        .matcher(rows());
    assertTrue(found.find());
    return found.group(1);
  }

  @Test void itTellsEveryCommand() throws IOException {
    List<String> commands = Pattern.compile("case \"([a-z-]+)\" -> ")
        .matcher(Files.readString(FOLDER.resolve("Commands.java"))).results()
        .map(found -> found.group(1)).toList();

    assertTrue(commands.size() > 30, "" + commands);
    for (String command : commands) {
      assertTrue(hasRow(rows(), command), command);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "force", "hold", "drop", "crash", "tick"})
  void aWordThatExplainsSomethingIsNoRow(String command) throws IOException {
    String rest = rows().lines()
        .filter(line -> !line.matches(" \\*   (?! ).*\\b" + command + "\\b.*"))
        .collect(Collectors.joining("\n"));

    assertFalse(hasRow(rest, command));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tick all 1", "timeout s1; elect s1 term 2 by all",
      "timeout s1; exchange s1 -> all", "elect s1 term 1; replicate s1 -> all",
      "elect s1 term 1 by s2; deliver AppendEntries s1 -> s2;"
          + "deliver AppendEntries s1 -> s3; silence s1 -> all",
      "cut s1 -> all",
      "timeout s1; deliver RequestVote s1 -> s2; deliver RequestVote s1 -> s3;"
          + "reset s1 -> all"})
  void itTellsWhereAllMayStand(String commands) throws IOException {
    String command = command(commands);

    Playing.told(commands);

    assertTrue(isIn(command, wordsOnAll()), command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crash all", "power-loss all", "restart all",
      "pause all", "resume all", "wipe all", "isolate all",
      "deliver AppendEntries s1 -> all", "drop AppendEntries s1 -> all",
      "hold AppendEntries s1 -> all", "duplicate AppendEntries s1 -> all",
      "release AppendEntries s1 -> all"})
  void itTellsOfNoPlaceWhereAllMayNotStand(String command) throws IOException {
    Playing.assertComplains(command, "all is none of [s1, s2, s3]");

    assertFalse(isIn(command(command), wordsOnAll()));
    assertTrue(wordsOnAll().contains("Nowhere else"));
  }

  /** The first word of the last of them. */
  private static String command(String commands) {
    return commands.replaceAll(".*; *", "").split(" ")[0];
  }

  @Test void itTellsHowTheTableMarksWhoIsPaused() throws IOException {
    String row = rows().split(" \\*   state ")[1].split(" \\*   \\w")[0];

    assertTrue(row.contains("paused"), row);
  }

  @ParameterizedTest
  @EnumSource(Clock.Pace.class)
  void itTellsEveryPaceOfAClock(Clock.Pace pace) throws IOException {
    assertTrue(isIn(pace.name().toLowerCase(), reference()));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void itTellsHowEachFaultOfTheSimulatorIsSaid(Fault fault)
      throws IOException {
    String faults = reference().split("<h2>The faults")[1];

    assertEquals(1, Pattern.compile(" " + fault.word() + "[,\\s]")
        .matcher(faults).results().count(), fault.word());
  }
}
