package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raft.TraceLine;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.sim.Plan;
import lab.sim.Run;
import lab.check.Property;
import lab.check.Violation;
import lab.script.Play;
import lab.script.Scenario;
import lab.shrink.Transcript.ClientOperations;

class TranscriptTest {
  // Any will do: a transcript asks only whether it is about clients.
  private static final Violation SOMETHING =
      new Violation(Property.ELECTION_SAFETY, "event 1: a", "event 2: b");
  private static final Plan PLAN = Plan.draw(1, 2000).withoutChanges().withoutCalm()
      .withoutQueries().withoutTransfers();

  private static Run run(List<Event> events) {
    return new Run(PLAN, events.size(), 0, 0, SOMETHING, events);
  }

  private static Event event(int number, EventKind kind, String text) {
    return new Event(number, 0, kind, "n1", null, text, List.of(), null,
        List.of(), Map.of());
  }

  /** What each server traced, in its order. */
  private static Map<String, List<String>> traced(List<Event> events) {
    Map<String, List<String>> traced = new TreeMap<>();
    for (Event event : events) {
      for (TraceLine line : event.lines()) {
        // A schedule has values of its own, so the text of an entry differs.
        String told = line.toString().replaceAll("\\bn(\\d)\\b", "s$1")
            .replaceFirst("(appends \\S+): .* (?=\\()", "$1 ");
        traced.computeIfAbsent(told.substring(0, 2),
            server -> new ArrayList<>()).add(told);
      }
    }
    return traced;
  }

  @ParameterizedTest
  @CsvSource({
      "POWER_LOSS, with 0 of 2 writes kept, power-loss s1",
      "POWER_LOSS, with 1 of 2 writes kept, power-loss s1 keeping 1",
      "POWER_LOSS, with 2 of 2 writes kept, crash s1",
      "POWER_LOSS, with 0 of 0 writes kept, power-loss s1",
      "CRASH,      with 2 of 2 writes kept, crash s1",
      "CRASH,      with 0 of 2 writes kept, power-loss s1",
      "CRASH,      with 0 of 0 writes kept, crash s1"})
  void aServerFallsWithWhatItsDiskKept(EventKind kind, String text,
  String line) {
    Run run = run(List.of(event(1, EventKind.START, ""), event(2, kind, text)));

    List<String> lines = Transcript.of(run, true);

    assertEquals(line, lines.get(lines.size() - 1));
  }

  @Test void withSlowDisksEveryServerDoesWhatItDidInTheRun() {
    Run run = Run.of(PLAN, EnumSet.allOf(Property.Group.class), true);
    boolean kept = run.events().stream().anyMatch(
        event -> event.text().equals("with 1 of 1 writes kept"));

    Play play = Play.of(Scenario.parse("a transcript",
        String.join("\n", Transcript.of(run(run.events()), true))));

    assertTrue(kept, "nothing that a scenario could get wrong");
    assertNull(play.stoppedAt());
    assertEquals(traced(run.events()), traced(play.events()));
  }

  @Test void whereItDoesNotMatterEachOperationPutsAnotherNumber() {
    ClientOperations operations = new ClientOperations(false);

    assertEquals("x=1", operations.of("c1-1 append k0 c1.1"));
    assertEquals("x=2", operations.of("c2-1 get k1"));
    assertEquals("x=1 again", operations.of("c1-1 append k0 c1.1"));
    assertEquals("x=3", operations.of("c1-2 cas k0 c1.1 c1.2"));
  }

  @Test void whereItMattersOperationsStayWhatTheyAre() {
    ClientOperations operations = new ClientOperations(true);

    assertEquals("x0=1", operations.of("c1-1 put k0 c1.1"));
    assertEquals("append x0=2", operations.of("c2-1 append k0 c2.1"));
    assertEquals("get x0", operations.of("c2-2 get k0"));
    assertEquals("delete x1", operations.of("c2-3 delete k1"));
    assertEquals("cas x0=12:3", operations.of("c1-2 cas k0 c1.1 c2.1  c1.2 "));
    assertEquals("get x0 again", operations.of("c2-2 get k0"));
  }

  @Test void aTextThatIsNoOperationIsRefused() {
    assertThrows(IllegalArgumentException.class,
        () -> new ClientOperations(false).of("a no-op"));
  }
}
