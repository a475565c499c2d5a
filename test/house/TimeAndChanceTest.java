package house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know what time it is, and who may throw dice. */
class TimeAndChanceTest {

  // A person or a server of time may set it, also back. Only System.nanoTime
  // tells how much time has passed. What is printed may say when, for people to
  // read: these are the only readings of that clock.
  private static final Pattern WALL_CLOCK = Pattern.compile(
      "\\b(currentTimeMillis|(Instant|Local\\w+|ZonedDateTime)[.]now|new Date"
      + "|Clock[.]system\\w*|InstantSource[.]system|Calendar)\\b");
  private static final List<String> FOR_PEOPLE = List.of(
      "Narrator.java LocalTime.now", "TracePrinter.java InstantSource.system",
      "SnapshotFiles.java InstantSource.system");

  // Each server must come to the same state from the same log.
  private static final Pattern APPLICATION_MUST_NOT_SAY = Pattern.compile(
      "\\b(System|Thread|Runtime|Random|Math[.]random|UUID|Timer|Instant"
      + "|Local(Date|Time|DateTime)|hashCode|Hash(Map|Set)"
      + "|IdentityHashMap|WeakHashMap|(Set|Map)[.](of|copyOf|ofEntries)"
      + "|parallelStream|Files|java[.](net|nio[.](file|channels)|time))\\b");

  // With a seed of one's own, servers would draw the same timeouts, start their
  // elections at the same time, and split the vote again and again (§5.2).
  private static final Pattern CHOSEN_SEED =
      Pattern.compile("\\bnew Random\\s*\\(\\s*[^)\\s]|\\bstatic\\b.*\\bRandom\\b"
          + "|\\bsetSeed\\b");

  private static List<String> found(Pattern word, String... folders) {
    List<String> places = new ArrayList<>();
    for (String folder : folders) {
      for (Path file : Project.javaFiles(folder)) {
        Matcher said = word.matcher(Source.code(Project.text(file)));
        while (said.find()) places.add(file.getFileName() + " " + said.group());
      }
    }
    return places;
  }

  @Test void noTimerLooksAtTheClockOnTheWall() {
    assertEquals(FOR_PEOPLE, found(WALL_CLOCK, "src"));
  }

  @Test void theApplicationHasNoClockNoThreadAndNoLuck() {
    List<String> places = found(APPLICATION_MUST_NOT_SAY,
        "src/raft/kv", "src/raft/json", "src/raft/text");

    // It puts into words what networks and files threw; no application does.
    places.removeIf(place -> place.startsWith("Reason.java "));
    assertEquals(List.of(), places);
  }

  @Test void eachServerDrawsTimeoutsOfItsOwn() {
    assertEquals(List.of(),
        found(CHOSEN_SEED, "src/raft/node", "src/lab/maelstrom"));
  }

  // ---- The rod is measured too -------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"System.currentTimeMillis()", "Instant.now()",
      "new Date()", "Clock.systemUTC()"})
  void theClockOnTheWallIsSeen(String code) {
    assertTrue(WALL_CLOCK.matcher(code).find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"System.nanoTime()", "new Random()",
      "new HashMap<>()", "Map.of(a, b)", "key.hashCode()"})
  void whatDiffersBetweenServersIsSeen(String code) {
    assertTrue(APPLICATION_MUST_NOT_SAY.matcher(code).find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"new Random(7)", "new Random(id.length())",
      "private static final Random DICE = new Random();"})
  void aSeedThatIsChosenIsSeen(String code) {
    assertTrue(CHOSEN_SEED.matcher(code).find());
  }

  @Test void whatIsAllowedIsNotSeen() {
    assertFalse(WALL_CLOCK.matcher("System.nanoTime() - Clock.Pace.of(2)").find());
    assertFalse(CHOSEN_SEED.matcher("storage, printer, new Random()").find());
    assertFalse(APPLICATION_MUST_NOT_SAY.matcher("new LinkedHashMap<>()")
        .find());
  }
}
