package raft.sim.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import raft.sim.Event;
import raft.sim.HandDriven;
import raft.sim.Kind;

/** "Happened before", by Lamport's two rules and nothing else. */
class PastTest {

  private static Past past(HandDriven run, Event... ends) {
    List<Long> numbers = List.of(ends).stream().map(Event::number).toList();
    return new Past(new Recording(run.events()), numbers);
  }

  @Test void holdsWhatHappenedBeforeOnTheSameNodeAndNotAfter() {
    HandDriven run = Runs.committed();
    Event start = Runs.first(run.events(), Kind.START, "n1");
    Event proposal = Runs.first(run.events(), Kind.PROPOSE, "n1");
    Event answer = Runs.first(run.events(), Kind.ANSWER, "n1");

    Past past = past(run, proposal);

    assertTrue(past.holds(start));
    assertTrue(past.holds(proposal));
    assertFalse(past.holds(answer));
  }

  @Test void goesBackAlongAMessageToItsSender() {
    HandDriven run = Runs.committed();
    Event heard = Runs.first(run.events(), Kind.RECEIVE, "n2");
    Event sent = Runs.first(run.events(), Kind.SEND, "n1");
    Event started = Runs.first(run.events(), Kind.START, "n1");

    Past past = past(run, heard);

    assertTrue(past.holds(sent));
    assertTrue(past.holds(started));
  }

  @Test void doesNotGoForwardAlongAMessageToItsReceiver() {
    HandDriven run = Runs.committed();
    Event sent = Runs.first(run.events(), Kind.SEND, "n1");
    Event heard = Runs.first(run.events(), Kind.RECEIVE, "n2");

    Past past = past(run, sent);

    assertFalse(past.holds(heard));
    assertFalse(past.holds(Runs.first(run.events(), Kind.START, "n2")));
  }

  @Test void goesThroughSeveralNodes() {
    HandDriven run = new HandDriven(3).elect("n1", "n2").exchange("n1", "n2")
        .elect("n2", "n3");
    Event end = Runs.last(run.events(), Kind.SEND, "n3");
    Event timeout = Runs.first(run.events(), Kind.TIMEOUT, "n1");

    Past past = past(run, end);

    assertTrue(past.holds(timeout)); // n1 to n2, and n2 to n3
  }

  @Test void aMessageThatWasLostHasLedToNothing() {
    HandDriven run = Runs.committed().lose("n1", "n3").elect("n3");
    Event loss = Runs.first(run.events(), Kind.LOSE, "n3");
    Event timeout = Runs.first(run.events(), Kind.TIMEOUT, "n3");

    Past past = past(run, timeout);

    assertFalse(past.holds(loss));
    assertFalse(past.holds(Runs.first(run.events(), Kind.PROPOSE, "n1")));
  }

  @Test void aLossIsPartOfTheStoryIfItsSendingIs() {
    HandDriven run = Runs.committed().lose("n1", "n3").heartbeats("n1");
    Event loss = Runs.first(run.events(), Kind.LOSE, "n3");
    Event end = run.events().get(run.events().size() - 1);

    Past past = past(run, end);

    assertEquals("n1", end.node());
    assertTrue(past.holds(loss));
  }

  @Test void severalEndsHaveAPastTogether() {
    HandDriven run = new HandDriven(3);
    Event one = Runs.first(run.events(), Kind.START, "n1");
    Event other = Runs.first(run.events(), Kind.START, "n3");

    Past past = past(run, one, other);

    assertTrue(past.holds(one));
    assertTrue(past.holds(other));
    assertFalse(past.holds(Runs.first(run.events(), Kind.START, "n2")));
  }
}
