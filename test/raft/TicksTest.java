package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.HEARTBEAT;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beyond Figure 2: a driver that owns time may let much of it pass at once. */
class TicksTest {
  private static final int LONG = 3 * TIMEOUT;

  private static Arguments row(String what, Supplier<Bench> bench) {
    return Arguments.of(what, bench);
  }

  private static Bench after(Bench bench, int ticks) {
    bench.ticks(ticks);
    return bench;
  }

  private static Bench owingAnAnswer() {
    Bench bench = server("n1").follows("n2", 4);
    bench.takes(peer("n2").inTerm(4).withLog("4").sendsFrom(1));
    return bench;
  }

  private static Bench leaderOwingItsDisk() {
    Bench bench = server("n1").leads(4);
    bench.isTold("x");
    bench.sends("n2");
    bench.sends("n3");
    return after(bench, HEARTBEAT - 2);
  }

  private static Bench leaderThatJustSpoke() {
    Bench bench = server("n1").leads(4);
    bench.isStoredBy("n2");
    return bench;
  }

  static Stream<Arguments> servers() {
    return Stream.of(
        row("a follower", () -> server("n1").follows("n2", 4)),
        row("later", () -> after(server("n1").follows("n2", 4), 7)),
        row("a candidate", () -> after(server("n1").isCandidateOf(4), 3)),
        row("one that asks for pre-votes", () -> after(server("n1")
            .withPreVote().follows("n2", 4), TIMEOUT + 3)),
        row("a leader that waits for a majority", () -> after(server("n1")
            .withCheckQuorum().leads(4), HEARTBEAT + 3)),
        row("a follower that waits for its disk", TicksTest::owingAnAnswer),
        row("a new leader", () -> server("n1").leads(4)),
        row("a leader that spoke", TicksTest::leaderThatJustSpoke),
        row("one that waits for its disk", TicksTest::leaderOwingItsDisk));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void soManyTicksAtOnceAreSoManyOneByOne(String what, Supplier<Bench> given) {
    int due = Math.min(LONG, given.get().server().ticksLeft());

    for (int ticks = 1; ticks <= due; ticks++) {
      Bench oneByOne = after(given.get(), ticks);
      Bench atOnce = given.get();
      atOnce.server().tick(ticks);

      assertEquals(oneByOne.server().status(), atOnce.server().status());
      assertEquals(oneByOne.trace().lines(), atOnce.trace().lines());
      assertEquals(oneByOne.isQuietTo("n2"), atOnce.isQuietTo("n2"));
      assertEquals(oneByOne.isQuietTo("n3"), atOnce.isQuietTo("n3"));
    }
  }

  @Test void aFollowerIsDueWhenItsTimeoutElapses() {
    Bench n1 = after(server("n1").follows("n2", 4), 7);

    n1.server().tick(n1.server().ticksLeft());

    assertEquals(Role.CANDIDATE, n1.role());
  }

  @Test void aServerThatWaitsForItsDiskIsNeverDue() {
    assertEquals(Integer.MAX_VALUE,
        owingAnAnswer().server().ticksLeft());
  }

  @Test void aLeaderIsDueAtItsNextHeartbeat() {
    Bench n1 = leaderThatJustSpoke();
    n1.isStoredBy("n3");
    assertTrue(n1.isQuietTo("n2"));

    n1.server().tick(n1.server().ticksLeft());

    assertEquals("", Logs.terms(n1.sends("n2").entries()));
  }

  @Test void aLeaderWhoseDiskStandsStillIsDueWhenItsPatienceEnds() {
    Bench n1 = server("n1").leads(4);
    n1.isTold("x");

    int ticks = 0;
    while (ticks < TIMEOUT) {
      int due = n1.server().ticksLeft();
      n1.server().tick(due);
      ticks += due;
    }

    assertEquals(TIMEOUT, ticks, "and not before");
    assertEquals(Role.FOLLOWER, n1.role());
  }

  @Test void aLeaderShowsHowFarAFollowerIsKnownToMatch() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x", "y");

    n1.isStoredBy("n2");

    assertEquals(2, n1.server().matchIndex("n1"));
    assertEquals(2, n1.server().matchIndex("n2"));
    assertEquals(0, n1.server().matchIndex("n3"));
  }
}
