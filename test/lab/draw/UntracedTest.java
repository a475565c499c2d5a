package lab.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Entry;
import raft.Role;
import raft.Status;
import raft.TraceLine;
import lab.sim.Event;
import lab.sim.HandDriven;
import lab.sim.EventKind;
import lab.sim.Plan;
import lab.sim.Run;
import lab.broken.InMutant.ScenarioInMutant;
import lab.broken.InMutant.Script;
import lab.check.Property;
import lab.script.Play;
import lab.script.Scenario;

/** A change that no line of the trace tells of is seen all the same. */
class UntracedTest {
  private static final TraceLine APPENDS =
      new TraceLine("n1", 2, Role.FOLLOWER, "appends", "AE4");

  private static Entry entry(long term, String command) {
    return Entry.command(term, command);
  }

  private static Event event(EventKind kind, long term, Role role,
      String votedFor,
      long commitIndex, long lastApplied, List<Long> terms,
      TraceLine... lines) {
    List<Entry> log = terms.stream().map(t -> entry(t, "x")).toList();
    return new Event(1, 0, kind, "n1", null, "", List.of(lines),
        new Status("n1", role, term, votedFor, null, commitIndex, lastApplied,
            log.size(), log.size(), 0, 0), log, Map.of());
  }

  private static Event before() {
    return event(EventKind.RECEIVE, 2, Role.FOLLOWER, "n2", 1, 1, List.of(1L,
        2L));
  }

  private static List<String> untraced(Event event) {
    return Untraced.lines(event, before()).stream()
        .map(line -> line.what() + " (" + line.rule() + ")").toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
      2 | FOLLOWER  | n2 | 1 | 1 | 1   | deletes 2..2 (not traced)
      2 | FOLLOWER  | -  | 1 | 1 | 1,2 | forgets its vote for n2 (not traced)
      2 | FOLLOWER  | n3 | 1 | 1 | 1,2 | votes for n3 (not traced)
      3 | FOLLOWER  | -  | 1 | 1 | 1,2 | enters term 3 (not traced)
      2 | CANDIDATE | n2 | 1 | 1 | 1,2 | becomes candidate (not traced)
      2 | FOLLOWER  | n2 | 2 | 2 | 1,2 | commits 2..2 (not traced)
      2 | FOLLOWER  | n2 | 0 | 1 | 1,2 | commitIndex falls from 1 to 0 (not traced)
      2 | FOLLOWER  | n2 | 1 | 2 | 1,2 | applies 2..2 (A1)
      """)
  void eachChangeIsTold(long term, Role role, String votedFor,
      long commitIndex, long lastApplied, String terms, String told) {
    Event event = event(EventKind.RECEIVE, term, role, votedFor, commitIndex,
        lastApplied, List.of(terms.split(",")).stream().map(Long::valueOf)
            .toList());

    assertEquals(List.of(told), untraced(event));
  }

  @Test void aLineThatTellsOfOneChangeDoesNotHideAnother() {
    Event event = event(EventKind.RECEIVE, 2, Role.FOLLOWER, "n2", 1, 1,
        List.of(1L, 3L), APPENDS);

    assertEquals(List.of("deletes 2..2 (not traced)"), untraced(event));
  }

  @Test void whatARestartHasCostIsTold() {
    Event event = event(EventKind.START, 1, Role.FOLLOWER, null, 0, 0,
        List.of(1L));

    assertEquals(List.of("forgets term 2 (not traced)",
        "forgets its vote for n2 (not traced)",
        "has lost 2..2 (not traced)"), untraced(event));
  }

  @Test void anEventWithSuchAChangeIsNotQuiet() {
    Event before = event(EventKind.TICK, 2, Role.FOLLOWER, "n2", 1, 1,
        List.of(1L, 2L));
    Event event = new Event(2, 0, EventKind.TICK, "n1", null, "", List.of(),
        before.status(), List.of(entry(1, "x"), entry(2, "y")),
        Map.of());
    Recording recording = new Recording(List.of(before, event));

    assertFalse(new Uneventful(recording).is(event));
  }

  @Test void aDeletionByAMutantIsDrawn() throws IOException {
    Path project = Path.of("").toAbsolutePath();
    String text = "mutant AE3-always-truncates\n" + Files.readString(
        project.resolve("test/scenarios/mutant-ae3-always-truncates.txt"));

    String page =
        ScenarioInMutant.of(project, new Script("mutant", text)).page();

    assertTrue(page.contains("\"deletes 1..2\",\"rule\":\"not traced\""));
  }

  @Test void aTextDiagramTellsOfItToo() {
    HandDriven run = ExampleRuns.lost();

    String text = String.join("\n", TextDiagram.lines(run.events(), null, 100,
        false));

    assertTrue(text.contains("has lost 1..1 (not traced)"), text);
  }

  // ---- Raft as it should be --------------------------------------------

  /** Apart from what a restart has cost. */
  private static List<String> inProcesses(List<Event> events) {
    Recording recording = new Recording(events);
    List<String> found = new ArrayList<>();
    for (Event event : events) {
      if (event.kind() == EventKind.START) continue;
      recording.lines(event).stream()
          .filter(line -> line.rule().equals(Untraced.RULE))
          .forEach(line -> found.add(event.number() + ": " + line));
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 10})
  void whatAServerChangesItTraces(long seed) {
    Run run = Run.of(Plan.draw(seed, 3000),
        EnumSet.allOf(Property.Group.class), true);

    assertEquals(List.of(), inProcesses(run.events()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"figure-7", "figure-8", "fault-pause"})
  void whatAServerOfAScenarioChangesItTraces(String name)
      throws IOException {
    Play play = Play.of(Scenario.parse(name, Files.readString(
        Path.of("test/scenarios", name + ".txt"))));

    assertEquals(List.of(), inProcesses(play.events()));
  }
}
