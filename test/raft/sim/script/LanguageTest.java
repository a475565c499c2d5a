package raft.sim.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import raft.sim.Fault;

/** The page that tells the language leaves nothing out. */
class LanguageTest {
  private static final Path FOLDER = Path.of("src/raft/sim/script");

  private static String reference() throws IOException {
    return Files.readString(FOLDER.resolve("package-info.java"));
  }

  private static boolean tells(String word) throws IOException {
    return Pattern.compile("(?<![\\w-])" + word + "(?![\\w-])")
        .matcher(reference()).find();
  }

  @Test void itTellsEveryCommand() throws IOException {
    List<String> commands = Pattern.compile("case \"([a-z-]+)\" -> ")
        .matcher(Files.readString(FOLDER.resolve("Commands.java"))).results()
        .map(found -> found.group(1)).toList();

    assertTrue(commands.size() > 30, "" + commands);
    for (String command : commands) assertTrue(tells(command), command);
  }

  @ParameterizedTest
  @EnumSource(Clock.Pace.class)
  void itTellsEveryPaceOfAClock(Clock.Pace pace) throws IOException {
    assertTrue(tells(pace.name().toLowerCase()));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void itTellsHowEachFaultOfTheWindTunnelIsSaid(Fault fault)
      throws IOException {
    String faults = reference().split("<h2>The faults")[1];

    assertEquals(1, Pattern.compile(" " + fault.word() + "[,\\s]")
        .matcher(faults).results().count(), fault.word());
  }
}
