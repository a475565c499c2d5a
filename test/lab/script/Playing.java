package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lab.broken.InMutant.ScenarioResult;
import lab.broken.InMutant.ScenarioInMutant;
import lab.broken.InMutant.Script;

/** Plays commands as they stand in a test, parted by lines or semicolons. */
final class Playing {
  private static final String FILE = "x.txt";

  private Playing() {}

  /** Plays them, whatever comes of it. */
  static Play play(String commands) {
    return Play.of(Scenario.parse(FILE, commands.replaceAll("; *", "\n")));
  }

  /** Plays them in the mutant that they name. */
  static ScenarioResult rehearse(String commands) throws IOException {
    return ScenarioInMutant.of(Path.of(""),
        new Script(FILE, commands.replaceAll("; *", "\n")));
  }

  /** Plays them all, and nothing may be wrong but what is traced. */
  static List<Step> steps(String commands) {
    Play play = play(commands);
    assertEquals(null, play.stoppedAt(), "" + play.complaints());
    assertEquals(null, play.violation());
    return play.steps();
  }

  /** What there is to tell of the last of them. */
  static List<String> told(String commands) {
    List<Step> steps = steps(commands);
    return steps.get(steps.size() - 1).traced();
  }

  /** The last of them cannot be done, for this reason. */
  static void assertComplains(String commands, String why) {
    List<String> lines = List.of(commands.split("; *"));
    Play play = play("# x\n" + commands);

    assertEquals(lines.get(lines.size() - 1), play.stoppedAt());
    String complaint = String.join("\n", play.complaints());
    String place = FILE + ":" + (lines.size() + 1) + ": ";
    assertTrue(complaint.contains(place), complaint);
    assertTrue(complaint.contains(why), complaint);
  }
}
