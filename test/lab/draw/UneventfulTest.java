package lab.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import lab.sim.Event;
import lab.sim.HandDriven;
import lab.sim.EventKind;

/** What a reader need not see at first. */
class UneventfulTest {

  private static List<EventKind> quiet(HandDriven run, int from) {
    Recording recording = new Recording(run.events());
    Uneventful quiet = new Uneventful(recording);
    return run.events().stream().skip(from).filter(quiet::is)
        .map(Event::kind).toList();
  }

  @Test void aHeartbeatThatFindsAllWellIsQuietAndSoIsItsAnswer() {
    HandDriven run =
        ExampleRuns.committed().heartbeats("n1").exchange("n1", "n2");
    int before = run.events().size();

    run.heartbeats("n1").exchange("n1", "n2");

    assertEquals(List.of(EventKind.TICK, EventKind.SEND, EventKind.RECEIVE,
        EventKind.SEND,
        EventKind.RECEIVE), quiet(run, before));
  }

  @Test void aHeartbeatThatTellsWhatIsCommittedIsNotQuiet() {
    HandDriven run = ExampleRuns.committed();
    int before = run.events().size();

    run.heartbeats("n1").exchange("n1", "n2");

    assertEquals(List.of(EventKind.TICK), quiet(run, before));
  }

  @Test void messagesWithEntriesAndVotesAreNotQuiet() {
    HandDriven run = ExampleRuns.committed();
    Uneventful quiet = new Uneventful(new Recording(run.events()));

    boolean anyMessage = run.events().stream()
        .filter(event -> event.packet() != null).anyMatch(quiet::is);

    assertFalse(anyMessage);
  }

  @Test void aClientAtTheWrongServerIsQuietAndSoIsItsRefusal() {
    HandDriven run = ExampleRuns.committed();
    int before = run.events().size();

    run.propose("n2", "b").answer("n2");

    assertEquals(List.of(EventKind.PROPOSE, EventKind.ANSWER), quiet(run,
        before));
  }

  @Test void aWriteIsQuietAndAForceIsNot() {
    HandDriven run = ExampleRuns.committed();
    Uneventful quiet = new Uneventful(new Recording(run.events()));

    assertTrue(quiet.is(
        ExampleRuns.first(run.events(), EventKind.WRITE, "n1")));
    assertFalse(quiet.is(
        ExampleRuns.first(run.events(), EventKind.FORCE, "n1")));
  }
}
