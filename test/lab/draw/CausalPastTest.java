package lab.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import lab.sim.Event;
import lab.sim.HandDriven;
import lab.sim.EventKind;

/** "Happened before", by Lamport's two rules and nothing else. */
class CausalPastTest {
  private HandDriven run = ExampleRuns.committed();

  private Event first(EventKind kind, String node) {
    return ExampleRuns.first(run.events(), kind, node);
  }

  private CausalPast past(Event... ends) {
    List<Long> numbers = List.of(ends).stream().map(Event::number).toList();
    return new CausalPast(new Recording(run.events()), numbers);
  }

  @Test void holdsWhatHappenedBeforeOnTheSameNodeAndNotAfter() {
    Event proposal = first(EventKind.PROPOSE, "n1");

    CausalPast past = past(proposal);

    assertTrue(past.holds(first(EventKind.START, "n1")));
    assertTrue(past.holds(proposal));
    assertFalse(past.holds(first(EventKind.ANSWER, "n1")));
  }

  @Test void goesBackAlongAMessageToItsSender() {
    CausalPast past = past(first(EventKind.RECEIVE, "n2"));

    assertTrue(past.holds(first(EventKind.SEND, "n1")));
    assertTrue(past.holds(first(EventKind.START, "n1")));
  }

  @Test void doesNotGoForwardAlongAMessageToItsReceiver() {
    CausalPast past = past(first(EventKind.SEND, "n1"));

    assertFalse(past.holds(first(EventKind.RECEIVE, "n2")));
    assertFalse(past.holds(first(EventKind.START, "n2")));
  }

  @Test void goesThroughSeveralNodes() {
    run = new HandDriven(3).elect("n1", "n2").exchange("n1", "n2")
        .elect("n2", "n3");

    CausalPast past =
        past(ExampleRuns.last(run.events(), EventKind.SEND, "n3"));

    assertTrue(past.holds(first(EventKind.TIMEOUT, "n1"))); // to n2, and to n3
  }

  @Test void aMessageThatWasLostHasLedToNothing() {
    run.lose("n1", "n3").elect("n3");

    CausalPast past = past(first(EventKind.TIMEOUT, "n3"));

    assertFalse(past.holds(first(EventKind.LOSE, "n3")));
    assertFalse(past.holds(first(EventKind.PROPOSE, "n1")));
  }

  @Test void aLossIsPartOfTheStoryIfItsSendingIs() {
    run.lose("n1", "n3").heartbeats("n1");
    Event end = run.events().get(run.events().size() - 1);

    CausalPast past = past(end);

    assertEquals("n1", end.node());
    assertTrue(past.holds(first(EventKind.LOSE, "n3")));
  }

  @Test void severalEndsHaveAPastTogether() {
    run = new HandDriven(3);
    Event one = first(EventKind.START, "n1");
    Event other = first(EventKind.START, "n3");

    CausalPast past = past(one, other);

    assertTrue(past.holds(one));
    assertTrue(past.holds(other));
    assertFalse(past.holds(first(EventKind.START, "n2")));
  }
}
