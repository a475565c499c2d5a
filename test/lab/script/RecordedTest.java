package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import lab.sim.EventKind;

/** What a picture of a scenario needs to know is among its events. */
class RecordedTest {
  private static final Set<EventKind> AROUND =
      EnumSet.of(EventKind.LOSE, EventKind.CUT, EventKind.JOIN);

  private static List<String> around(String commands) {
    return Playing.play(commands).events().stream()
        .filter(event -> AROUND.contains(event.kind()))
        .map(event -> event.node() + " " + event.kind() + " " + event.text())
        .toList();
  }

  @Test void aMessageThatIsDroppedIsLost() {
    List<String> events = around("timeout s1\ndrop RequestVote s1 -> s2\n");

    assertEquals(List.of("s2 is never reached by "), events);
  }

  @Test void aMessageThatCannotArriveIsLostForAReason() {
    List<String> events = around("""
        timeout s1
        crash s2
        deliver RequestVote s1 -> s2
        """);

    assertEquals(List.of("s2 is never reached by s2 is down"), events);
  }

  @Test void linksAreCutOnceAndJoinedOnce() {
    List<String> events = around("""
        cut s1 -> s2
        cut s1 -> s2
        heal
        heal
        """);

    assertEquals(List.of("s2 is cut off from s1", "s2 is joined with s1"),
        events);
  }
}
