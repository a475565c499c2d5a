package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;
import static raft.Replies.refused;
import static raft.Replies.success;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Figure 2, Rules for Servers: Followers. */
class FollowersTest {
  private static final int WAITED = 7;

  // ---- F1. "Respond to RPCs from candidates and leaders" -----------------

  @Tag("F1")
  @Test void aFollowerSaysNothingOfItsOwnAccord() {
    Bench n1 = server("n1").withLog("112").follows("n2", 4);

    n1.ticks(TIMEOUT - 1);

    assertTrue(n1.isQuietTo("n2"));
    assertTrue(n1.isQuietTo("n3"));
  }

  @Tag("F1")
  @Test void aDeposedLeaderFallsSilent() {
    Bench n1 = server("n1").leads(4);
    n1.appends("x");

    n1.hears(peer("n2").inTerm(5).heartbeat());

    assertTrue(n1.isQuietTo("n2"));
    assertTrue(n1.isQuietTo("n3"));
  }

  @Tag("F1")
  @Test void aFollowerAnswersCandidatesAndLeaders() {
    Bench n1 = server("n1").starts();

    RequestVoteReply vote = n1.hears(peer("n2").inTerm(2).asksForVote());
    AppendEntriesReply appended = n1.hears(peer("n2").inTerm(2).heartbeat());

    assertEquals("n2-n1-1", vote.id(), "the id of the request it answers");
    assertEquals("n2-n1-2", appended.id());
  }

  // ---- F2. "If election timeout elapses without receiving AppendEntries RPC
  //           from current leader or granting vote to candidate: convert to
  //           candidate" --------------------------------------------------

  @Tag("F2")
  @Test void becomesCandidateWhenTheTimeoutElapsesAndNotBefore() {
    Bench n1 = server("n1").inTerm(3).starts();

    n1.ticks(TIMEOUT - 1);
    Role before = n1.role();
    n1.ticks(1);

    assertEquals(Role.FOLLOWER, before);
    assertEquals(Role.CANDIDATE, n1.role());
    assertEquals(4, n1.term());
  }

  @Tag("F2")
  @Test void neverBecomesCandidateWhileItHearsFromTheLeader() {
    Bench n1 = server("n1").follows("n2", 4);
    AppendEntries heartbeat = peer("n2").inTerm(4).heartbeat();

    for (int i = 0; i < 50; i++) {
      n1.ticks(TIMEOUT - 1);
      n1.hears(heartbeat);
    }

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(4, n1.term());
  }

  @Tag("F2")
  @Test void theTimeoutMayElapseBecauseAnOperatorSaysSo() {
    Bench n1 = server("n1").follows("n2", 4);

    n1.timesOut();

    assertEquals(Role.CANDIDATE, n1.role());
  }

  /** One row of the table of what calms the election timer. */
  private static Arguments row(String event, Consumer<Bench> happens) {
    return Arguments.of(event, happens);
  }

  static Stream<Arguments> whatResetsTheTimer() {
    Peer leader = peer("n2").inTerm(4).withLog("11");
    Peer n3 = peer("n3");
    return Stream.of(
        row("a heartbeat", n1 -> n1.hears(leader.heartbeat())),
        row("entries", n1 -> n1.hears(leader.sendsFrom(1))),
        row("entries that do not match here",
            n1 -> n1.hears(leader.withLog("1144").heartbeat())),
        row("the leader of a newer term",
            n1 -> n1.hears(n3.inTerm(5).heartbeat())),
        row("a vote granted",
            n1 -> n1.hears(n3.inTerm(5).withLog("11").asksForVote())),
        row("my own election", Bench::timesOut));
  }

  @Tag("F2")
  @ParameterizedTest(name = "{0}")
  @MethodSource("whatResetsTheTimer")
  void theTimerIsResetBy(String event, Consumer<Bench> happens) {
    Bench n1 = server("n1").withLog("11").follows("n2", 4);
    n1.ticks(WAITED);

    happens.accept(n1);

    assertEquals(TIMEOUT, n1.countdown());
  }

  static Stream<Arguments> whatDoesNot() {
    Peer leader = peer("n2").inTerm(4).withLog("11");
    Peer n3 = peer("n3");
    RequestVote mine = new RequestVote("n1-n3-1", 3, "n1", 2, 1);
    AppendEntries sent = new AppendEntries("n1-n3-2", 3, "n1", 2, 1,
        Logs.entries(""), 0);
    return Stream.of(
        row("the leader of an older term",
            n1 -> n1.hears(n3.inTerm(3).heartbeat())),
        row("an older message of the leader itself",
            n1 -> n1.hears(leader.inTerm(3).heartbeat())),
        row("a candidate of an older term",
            n1 -> n1.hears(n3.inTerm(3).withLog("11").asksForVote())),
        row("a candidate whose log is behind, and of a newer term",
            n1 -> n1.hears(n3.inTerm(5).withLog("1").asksForVote())),
        row("a refusal", n1 -> n1.isAnswered("n3", mine, refused(mine, 4))),
        row("a newer term in a reply",
            n1 -> n1.isAnswered("n3", sent, refused(sent, 9))),
        row("a late success",
            n1 -> n1.isAnswered("n3", sent, success(sent, 3))),
        row("silence", n1 -> n1.server().handleNoReply("n3")),
        row("a client", n1 -> n1.isTold("x")),
        row("the disk", Bench::forces),
        row("a question", n1 -> n1.isQuietTo("n3")));
  }

  @Tag("F2")
  @ParameterizedTest(name = "{0}")
  @MethodSource("whatDoesNot")
  void theTimerIsNotResetBy(String event, Consumer<Bench> happens) {
    Bench n1 = server("n1").withLog("11").follows("n2", 4);
    n1.ticks(WAITED);

    happens.accept(n1);

    assertEquals(TIMEOUT - WAITED, n1.countdown());
  }

  @Tag("F2")
  @Test void aSecondCandidateThatIsRefusedDoesNotResetTheTimer() {
    Bench n1 = server("n1").starts();
    n1.hears(peer("n2").inTerm(4).asksForVote());
    n1.ticks(WAITED);

    n1.hears(peer("n3").inTerm(4).asksForVote());

    assertEquals(TIMEOUT - WAITED, n1.countdown());
  }

  @Tag("F2")
  @Test void aVoteGrantedAgainResetsTheTimer() {
    Bench n1 = server("n1").starts();
    RequestVote request = peer("n2").inTerm(4).asksForVote();
    n1.hears(request);
    n1.ticks(WAITED);

    n1.hears(request);

    assertEquals(TIMEOUT, n1.countdown());
  }

  @Tag("F2")
  @Test void theCountdownStartsWhenTheServerDoes() {
    Bench n1 = server("n1").starts();

    assertEquals(TIMEOUT, n1.countdown());
  }

  @Tag("F2")
  @Test void theCountdownStartsWhenALeaderBecomesFollower() {
    Bench n1 = server("n1").withLog("1").isCandidateOf(4);
    n1.forces();
    n1.ticks(WAITED);
    n1.isGrantedBy("n2");
    n1.ticks(3 * TIMEOUT);

    n1.hears(peer("n3").inTerm(5).asksForVote());

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(TIMEOUT, n1.countdown());
  }

  @Tag("F2")
  @Test void aCandidateOfANewerTermDoesNotCalmACandidateItIsNotVotedFor() {
    Bench n1 = server("n1").withLog("1").isCandidateOf(4);
    n1.forces();
    n1.ticks(WAITED);

    n1.hears(peer("n3").inTerm(5).asksForVote());

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals(TIMEOUT - WAITED, n1.countdown());
  }
}
