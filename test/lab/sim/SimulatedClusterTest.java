package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.Configuration;
import raft.Role;
import raft.Settings;
import lab.check.Operation;
import lab.check.Property;
import lab.check.Violation;

/** Machines moved by hand, without time: what a script does. */
class SimulatedClusterTest {
  private static final Operation PUT =
      new Operation("c1", 1, Operation.Verb.PUT, "x", "1", null);

  private final EventLog events = new EventLog(true);
  private SimulatedCluster cluster;
  private SimulatedProcess n1;
  private SimulatedProcess n2;
  private SimulatedProcess n3;

  @BeforeEach void watchAll() {
    watch(EnumSet.allOf(Property.Group.class));
  }

  private void watch(Set<Property.Group> watched) {
    cluster = new SimulatedCluster(new Setup(
        new Configuration(List.of("n1", "n2", "n3")),
        new Settings(10, 30, 60, 3, 100_000, true), 100, 1),
        watched, events, () -> 0);
    n1 = cluster.process("n1");
    n2 = cluster.process("n2");
    n3 = cluster.process("n3");
    cluster.nodes().forEach(SimulatedProcess::start);
  }

  /** Whatever is buffered becomes durable. */
  private static void force(SimulatedProcess process) {
    process.write();
    process.force();
    process.durable();
  }

  /** One request and its reply. */
  private static void exchange(SimulatedProcess from, SimulatedProcess to) {
    Packet request = from.ask(to);
    force(from);
    from.send(request);
    Packet reply = to.receive(request);
    force(to);
    to.send(reply);
    from.receive(reply);
  }

  private static void elect(SimulatedProcess candidate,
      SimulatedProcess voter) {
    candidate.timeout();
    exchange(candidate, voter);
    force(candidate);
  }

  @Test void aCommandIsCommittedStepByStep() {
    elect(n1, n2);
    cluster.checkers().called(PUT);
    n1.clients().propose(new Proposal(PUT, outcome -> {}));
    force(n1);
    exchange(n1, n2);

    assertEquals(2, n1.status().commitIndex());
    assertTrue(n1.clients().oweAnswers());
    assertEquals(0, n2.status().commitIndex());
  }

  @Test void eachStepIsRecorded() {
    elect(n1, n2);

    Event last = events.events().get(events.events().size() - 1);
    assertEquals(events.count(), last.number());
    assertEquals(EventKind.DURABLE, last.kind());
    assertEquals(Role.LEADER, last.status().role());
    assertEquals(1, last.log().size());
    assertTrue(events.events().toString().contains(
        "n2 t1 follower | votes for n1 (RV2)"), events.events()::toString);
  }

  @Test void aReplyThatIsHeldDiesWithTheProcess() {
    n1.timeout();
    Packet request = n1.ask(n2);
    force(n1);
    n1.send(request);
    Packet reply = n2.receive(request);

    n2.crash(EventKind.POWER_LOSS, 0);
    n2.start();

    assertEquals(0, n2.status().term());
    assertEquals(null, reply.message());
  }

  @Test void aMessageThatLeavesBeforeTheDiskIsCaught() {
    n1.timeout();
    Packet request = n1.ask(n2);

    Violation violation =
        assertThrows(Violation.class, () -> n1.send(request));

    assertEquals(Property.NO_ASSERTION_FAILS, violation.property());
    assertTrue(violation.contradiction().contains("asked for 1, forced 0"));
  }

  /** Why a node whose disk was wiped must not come back under its name. */
  @Test void aVoterThatLostItsDiskLosesACommittedEntry() {
    watch(EnumSet.of(Property.Group.FIGURE_3));
    elect(n1, n2);
    exchange(n1, n2);
    assertEquals(1, n1.status().commitIndex());

    n2.crash(EventKind.POWER_LOSS, 0);
    n2.disk().wipe();
    n2.start();
    n3.timeout();
    Violation violation = assertThrows(Violation.class, () -> elect(n3, n2));

    assertEquals(Property.LEADER_COMPLETENESS, violation.property());
  }

  @Test void anAssertionOfTheServerIsAViolationToo() {
    elect(n1, n2);

    Violation violation = assertThrows(Violation.class,
        () -> cluster.step(EventKind.TICK, n1, null, "", () -> {
          throw new AssertionError("State Machine Safety: deletes 1");
        }));

    assertEquals(Property.NO_ASSERTION_FAILS, violation.property());
    assertTrue(violation.contradiction().contains("deletes 1"));
    assertTrue(violation.fact().contains("event " + events.count() + ": n1"));
  }
}
