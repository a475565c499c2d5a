package lab.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.Configuration;
import raft.Entry;
import raft.Outcome;
import raft.Role;
import raft.Settings;
import lab.check.Operation;
import lab.check.Property;
import lab.check.Violation;
import lab.sim.SimulatedCluster;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.sim.EventLog;
import lab.sim.Packet;
import lab.sim.Proposal;
import lab.sim.Setup;
import lab.sim.SimulatedProcess;

/** A server that does what it is told, and what follows from that at once. */
class ScriptedServerTest {
  private static final Settings SETTINGS =
      new Settings(10, 30, 60, 100, 100_000, false);
  private static final Operation PUT =
      new Operation("client-1", 1, Operation.Verb.PUT, "x", "1", null);

  private final List<Packet> left = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();
  private final EventLog events = new EventLog(true);
  private final Set<Property.Group> watched =
      EnumSet.allOf(Property.Group.class);
  private SimulatedCluster cluster;
  private ScriptedServer s1;
  private ScriptedServer s2;

  @BeforeEach void twoServers() {
    cluster = new SimulatedCluster(new Setup(
        new Configuration(List.of("s1", "s2")), SETTINGS, 1000, 1), watched,
        events, events::count);
    s1 = server("s1");
    s2 = server("s2");
    s1.begin(0, List.of());
    s2.begin(0, List.of());
  }

  private ScriptedServer server(String id) {
    SimulatedProcess process = (SimulatedProcess) cluster.node(id);
    return new ScriptedServer(process, left::add, reports::add);
  }

  /** Everything arrives, and what is sent then, until nothing is on its way. */
  private void deliverAll() {
    while (!left.isEmpty()) deliver();
  }

  private void electS1() {
    s1.timeout();
    s1.ask(s2);
    deliverAll();
  }

  private void deliver() {
    Packet packet = left.remove(0);
    (packet.to() == s1.view() ? s1 : s2).receive(packet);
  }

  private void propose(ScriptedServer server, Operation operation) {
    cluster.checkers().called(operation);
    server.propose(new Proposal(operation, outcomes::add));
  }

  @Test void nothingHappensUnlessSomebodyAsksForIt() {
    assertEquals(Role.FOLLOWER, s1.view().status().role());
    assertEquals(List.of(), left);
    assertFalse(s1.ask(s2));
  }

  @Test void timePassesForWhomItIsToldTo() {
    s1.tick(60);

    assertEquals(Role.CANDIDATE, s1.view().status().role());
    assertEquals(Role.FOLLOWER, s2.view().status().role());
  }

  @Test void whatLeavesArrivesWhenTheDriverSaysSo() {
    s1.timeout();

    assertTrue(s1.ask(s2));
    assertEquals(1, left.size());
    assertNull(s2.view().status().votedFor());

    deliver();
    assertEquals("s1", s2.view().status().votedFor());
    assertTrue(left.get(0).isReply());
  }

  @Test void aSlowDiskKeepsAReplyUntilItIsForced() {
    s2.disk("slow");
    s1.timeout();
    s1.ask(s2);

    deliver();
    assertEquals(List.of(), left);
    assertEquals(0, s2.view().durableTerm());

    s2.force();
    assertEquals(1, left.size());
    assertEquals(1, s2.view().durableTerm());
  }

  @Test void aQuickDiskForcesAtOnceWhatASlowOneHadLeft() {
    s1.disk("slow");
    s1.timeout();
    assertEquals(0, s1.view().durableTerm());

    s1.disk("quick");

    assertEquals(1, s1.view().durableTerm());
  }

  @Test void aCrashKeepsWhatWasWrittenAndAPowerLossDoesNot() {
    s1.disk("slow");
    s2.disk("slow");
    s1.timeout();
    s2.timeout();

    s1.crash();
    s2.losePower(0);

    assertEquals(1, s1.view().durableTerm());
    assertEquals(0, s2.view().durableTerm());
  }

  @Test void ofWhatWasWrittenOnlyTheFirstMayStay() {
    electS1();
    s1.disk("slow");
    s2.disk("slow");
    propose(s1, PUT);
    s2.timeout();

    s1.crash(0);
    s2.losePower(1);

    assertEquals(List.of(), s1.view().durableLog().entries());
    assertEquals(2, s2.view().durableTerm());
  }

  @Test void aFullDiskStopsItsServerBeforeAnythingIsSaid() {
    s2.disk("full");
    s1.timeout();
    s1.ask(s2);

    deliver();

    assertFalse(s2.isUp());
    assertEquals(List.of(), left);
    assertEquals(0, s2.view().durableTerm());
  }

  @Test void whatAFullDiskKeptBackIsNeverSaid() {
    s2.disk("full");
    s1.timeout();
    s1.ask(s2);
    deliver();

    s2.disk("quick");
    s2.restart();
    s2.timeout();
    s2.timeout(); // positions count anew, and are as far as before

    assertEquals(List.of(), left);
  }

  @Test void aDiskThatCannotForceStopsItsServerAndItsClientsHearThat() {
    electS1();
    s1.disk("fails");

    propose(s1, PUT);

    assertFalse(s1.isUp());
    assertEquals(List.of(
        new Outcome.Unknown("its disk cannot force what was written")),
        outcomes);
    assertEquals(List.of(), s1.view().durableLog().entries());
  }

  @Test void noServerStartsFromADiskThatIsNotWell() {
    s1.disk("full");
    s1.crash();
    s2.crash();
    s2.rot("term");

    s1.restart();
    s2.restart();
    assertEquals("s1 does not start: its disk is full", reports.get(0));
    assertTrue(reports.get(1).contains("term and vote"), reports.get(1));
    assertFalse(s1.isUp() || s2.isUp());

    s1.disk("quick");
    s1.restart();
    assertTrue(s1.isUp());
  }

  @Test void whatADiskStillKeepsIsNeverSaidAfterACrash() {
    s2.disk("slow");
    s1.timeout();
    s1.ask(s2);
    deliver();

    s2.crash();
    s2.restart();
    s2.disk("quick");

    assertEquals(List.of(), left);
  }

  @Test void aRequestKnowsWhetherItsSenderIsStillTheSameProcess() {
    s1.timeout();
    s1.ask(s2);
    Packet request = left.remove(0);
    assertTrue(request.isRemembered());

    s1.crash();
    assertFalse(request.isRemembered());
    s1.restart();
    assertFalse(request.isRemembered());
  }

  @Test void aClientIsToldWhenItsCommandIsDone() {
    electS1();
    propose(s1, PUT);
    assertEquals(List.of(), outcomes);

    s1.ask(s2);
    deliverAll();

    assertTrue(outcomes.get(0) instanceof Outcome.Applied, "" + outcomes);
    assertEquals(1, s1.view().status().commitIndex());
  }

  @Test void withoutAReplyOnlyHeartbeatsAreSent() {
    electS1();
    propose(s1, PUT);
    s1.ask(s2);

    s1.noReply(left.remove(0));

    assertFalse(s1.ask(s2));
    s1.tick(10);
    assertTrue(s1.ask(s2));
  }

  @Test void allThatHappensIsRecorded() {
    electS1();

    List<EventKind> kinds = events.events().stream().map(Event::kind).toList();

    assertEquals(List.of(EventKind.START, EventKind.START, EventKind.TIMEOUT),
        kinds.stream()
        .limit(3).toList());
    assertTrue(kinds.containsAll(List.of(EventKind.WRITE, EventKind.FORCE,
        EventKind.SEND,
        EventKind.RECEIVE)), "" + kinds);
  }

  /** Both logs hold another entry of the same term: no Raft writes that. */
  private void beginWithLogsThatDoNotMatch() {
    s1.crash();
    s2.crash();
    s1.begin(1, List.of(Entry.noOp(1)));
    s2.begin(1, List.of(Entry.command(1, PUT.command())));
  }

  @Test void checkersLookOn() {
    Violation found = assertThrows(Violation.class,
        this::beginWithLogsThatDoNotMatch);

    assertEquals(Property.LOG_MATCHING, found.property());
  }

  @Test void aServerGoesOnWhenNoCheckerIsWatched() {
    watched.clear();

    beginWithLogsThatDoNotMatch();
    electS1();

    assertEquals(Role.LEADER, s1.view().status().role());
  }

  // Ticks that are left when its disk stops it are no concern of its.
  @Test void aServerThatStopsItselfWhileTimePassesHasStopped() {
    s1.disk("full");

    s1.tick(1000);

    assertFalse(s1.isUp());
  }
}
