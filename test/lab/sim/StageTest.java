package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.Entry;
import raft.Outcome;
import raft.Role;
import raft.Settings;
import lab.check.Operation;
import lab.check.Property;
import lab.check.Violation;

/** A cluster that does what it is told, and what follows from that at once. */
class StageTest {
  private static final Settings SETTINGS =
      new Settings(10, 30, 60, 100, 100_000, false);
  private static final Operation PUT =
      new Operation("client-1", 1, Operation.Verb.PUT, "x", "1", null);

  private final List<Packet> left = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private Stage stage;

  @BeforeEach void twoServers() {
    stage = new Stage(List.of("s1", "s2"), SETTINGS, left::add,
        true);
    stage.start("s1");
    stage.start("s2");
  }

  /** Everything arrives, and whatever that leads to, until all is quiet. */
  private void deliverAll() {
    while (!left.isEmpty()) stage.receive(left.remove(0));
  }

  private void electS1() {
    stage.timeout("s1");
    stage.ask("s1", "s2");
    deliverAll();
  }

  private Role role(String id) {
    return stage.node(id).status().role();
  }

  @Test void nothingHappensUnlessSomebodyAsksForIt() {
    assertEquals(Role.FOLLOWER, role("s1"));
    assertEquals(List.of(), left);
    assertFalse(stage.ask("s1", "s2"));
  }

  @Test void timePassesForWhomItIsToldTo() {
    stage.tick("s1", 60);

    assertEquals(Role.CANDIDATE, role("s1"));
    assertEquals(Role.FOLLOWER, role("s2"));
  }

  @Test void whatLeavesArrivesWhenTheDriverSaysSo() {
    stage.timeout("s1");

    assertTrue(stage.ask("s1", "s2"));
    assertEquals(1, left.size());
    assertNull(stage.node("s2").status().votedFor());

    stage.receive(left.remove(0));
    assertEquals("s1", stage.node("s2").status().votedFor());
    assertTrue(left.get(0).isReply());
  }

  @Test void aSlowDiskKeepsAReplyUntilItIsForced() {
    stage.slowDisk("s2");
    stage.timeout("s1");
    stage.ask("s1", "s2");

    stage.receive(left.remove(0));
    assertEquals(List.of(), left);
    assertEquals(0, stage.node("s2").durableTerm());

    stage.force("s2");
    assertEquals(1, left.size());
    assertEquals(1, stage.node("s2").durableTerm());
  }

  @Test void aQuickDiskForcesAtOnceWhatASlowOneHadLeft() {
    stage.slowDisk("s1");
    stage.timeout("s1");
    assertEquals(0, stage.node("s1").durableTerm());

    stage.quickDisk("s1");

    assertEquals(1, stage.node("s1").durableTerm());
  }

  @Test void aCrashKeepsWhatWasWrittenAndAPowerLossDoesNot() {
    stage.slowDisk("s1");
    stage.slowDisk("s2");
    stage.timeout("s1");
    stage.timeout("s2");

    stage.crash("s1");
    stage.losePower("s2", 0);

    assertEquals(1, stage.node("s1").durableTerm());
    assertEquals(0, stage.node("s2").durableTerm());
  }

  @Test void ofWhatWasWrittenOnlyTheFirstMayStay() {
    electS1();
    stage.slowDisk("s1");
    stage.slowDisk("s2");
    stage.propose("s1", PUT, outcomes::add);
    stage.timeout("s2");
    assertEquals(1, stage.unforced("s1"));

    stage.crash("s1", 0);
    stage.losePower("s2", 1);

    assertEquals(List.of(), stage.node("s1").durableLog().entries());
    assertEquals(2, stage.node("s2").durableTerm());
  }

  @Test void aFullDiskStopsItsServerBeforeAnythingIsSaid() {
    stage.fillDisk("s2");
    stage.timeout("s1");
    stage.ask("s1", "s2");

    stage.receive(left.remove(0));

    assertFalse(stage.node("s2").isUp());
    assertEquals(List.of(), left);
    assertEquals(0, stage.node("s2").durableTerm());
  }

  @Test void whatAFullDiskKeptBackIsNeverSaid() {
    stage.fillDisk("s2");
    stage.timeout("s1");
    stage.ask("s1", "s2");
    stage.receive(left.remove(0));

    stage.quickDisk("s2");
    stage.start("s2");
    stage.timeout("s2");
    stage.timeout("s2"); // positions count anew, and are as far as before

    assertEquals(List.of(), left);
  }

  @Test void aDiskThatCannotForceStopsItsServerAndItsClientsHearThat() {
    electS1();
    stage.failDisk("s1");

    stage.propose("s1", PUT, outcomes::add);

    assertFalse(stage.node("s1").isUp());
    assertEquals(List.of(
        new Outcome.Unknown("its disk cannot force what was written")),
        outcomes);
    assertEquals(List.of(), stage.node("s1").durableLog().entries());
  }

  @Test void nobodyStartsFromADiskThatIsNotWell() {
    stage.fillDisk("s1");
    stage.crash("s1");
    stage.crash("s2");
    stage.rotTerm("s2");

    assertEquals("its disk is full", stage.refusal("s1"));
    assertTrue(stage.refusal("s2").contains("term and vote"));
    assertThrows(IllegalStateException.class, () -> stage.start("s1"));
    assertThrows(IllegalStateException.class, () -> stage.start("s2"));

    stage.quickDisk("s1");
    assertNull(stage.refusal("s1"));
    stage.start("s1");
    assertTrue(stage.node("s1").isUp());
  }

  @Test void anAnswerToWhatItsClientNoLongerWantsCountsForNothing() {
    Operation next =
        new Operation("client-1", 2, Operation.Verb.PUT, "x", "2", null);
    electS1();
    stage.propose("s1", PUT, outcomes::add);
    stage.propose("s1", next, outcomes::add);

    stage.ask("s1", "s2");
    deliverAll();
    stage.end();

    assertEquals(2, outcomes.size());
  }

  @Test void whatADiskStillKeepsIsNeverSaidAfterACrash() {
    stage.slowDisk("s2");
    stage.timeout("s1");
    stage.ask("s1", "s2");
    stage.receive(left.remove(0));

    stage.crash("s2");
    stage.start("s2");
    stage.quickDisk("s2");

    assertEquals(List.of(), left);
  }

  @Test void aRequestKnowsWhetherItsSenderIsStillTheSameProcess() {
    stage.timeout("s1");
    stage.ask("s1", "s2");
    Packet request = left.remove(0);
    assertTrue(stage.isFromThisLife(request));

    stage.crash("s1");
    assertFalse(stage.isFromThisLife(request));
    stage.start("s1");
    assertFalse(stage.isFromThisLife(request));
  }

  @Test void aClientIsToldWhenItsCommandIsDone() {
    electS1();
    stage.propose("s1", PUT, outcomes::add);
    assertEquals(List.of(), outcomes);

    stage.ask("s1", "s2");
    deliverAll();

    assertTrue(outcomes.get(0) instanceof Outcome.Applied, "" + outcomes);
    assertEquals(1, stage.node("s1").status().commitIndex());
  }

  @Test void afterSilenceOnlyHeartbeatsAreSent() {
    electS1();
    stage.propose("s1", PUT, outcomes::add);
    stage.ask("s1", "s2");

    stage.silence(left.remove(0));

    assertFalse(stage.ask("s1", "s2"));
    stage.tick("s1", 10);
    assertTrue(stage.ask("s1", "s2"));
  }

  @Test void allThatHappensIsRecorded() {
    electS1();

    List<EventKind> kinds = stage.events().stream().map(Event::kind).toList();

    assertEquals(List.of(EventKind.START, EventKind.START, EventKind.TIMEOUT),
        kinds.stream()
        .limit(3).toList());
    assertTrue(kinds.containsAll(List.of(EventKind.WRITE, EventKind.FORCE,
        EventKind.SEND,
        EventKind.RECEIVE)), "" + kinds);
  }

  /** Both logs hold another entry of the same term: no Raft writes that. */
  private void beginWithLogsThatDoNotMatch() {
    stage = new Stage(List.of("s1", "s2"), SETTINGS, left::add,
        true);
    stage.begin("s1", 1, List.of(Entry.noOp(1)));
    stage.begin("s2", 1, List.of(Entry.command(1, PUT.command())));
  }

  @Test void checkersLookOn() {
    beginWithLogsThatDoNotMatch();
    stage.start("s1");

    Violation found =
        assertThrows(Violation.class, () -> stage.start("s2"));

    assertEquals(Property.LOG_MATCHING, found.property());
  }

  @Test void checkersThatCloseTheirEyesMindNothing() {
    beginWithLogsThatDoNotMatch();
    stage.closeEyes();

    stage.start("s1");
    stage.start("s2");
    electS1();

    assertEquals(Role.LEADER, role("s1"));
  }
}
