package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;
import static raft.Peer.peer;
import static raft.Replies.granted;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Figure 2, State: what survives a crash, and what must wait until it does. */
class PersistentStateTest {

  // ---- P1. "(Updated on stable storage before responding to RPCs)" -------

  static Stream<Arguments> everyKindOfReply() {
    Peer n2 = peer("n2").inTerm(4).withLog("112");
    return Stream.of(
        Arguments.of("vote granted", n2.asksForVote()),
        Arguments.of("vote refused: log", n2.withLog("1").asksForVote()),
        Arguments.of("vote refused: term", n2.inTerm(3).asksForVote()),
        Arguments.of("vote of a newer term", n2.inTerm(5).asksForVote()),
        Arguments.of("heartbeat", n2.heartbeat()),
        Arguments.of("new entries", n2.withLog("1124").sendsFrom(4)),
        Arguments.of("known entries", n2.sendsFrom(1)),
        Arguments.of("conflict", n2.withLog("113").sendsFrom(3)),
        Arguments.of("mismatch", n2.withLog("11244").heartbeat()),
        Arguments.of("old leader", n2.inTerm(3).heartbeat()),
        Arguments.of("newer leader", n2.inTerm(5).heartbeat()));
  }

  // It waits for all that was buffered when it was made, even if this very
  // message added nothing: it may still reveal what was added before.
  @Tag("P1")
  @ParameterizedTest(name = "{0}")
  @MethodSource("everyKindOfReply")
  void everyReplyWaitsForAllThatIsBuffered(String kind,
      Message.Request request) {
    Bench n1 = server("n1").withLog("11").inTerm(4).starts();
    n1.takes(peer("n2").inTerm(4).withLog("112").sendsFrom(3));

    Held<Message.Reply> reply = n1.takes(request);

    assertEquals(n1.storage().position(), reply.position());
    assertThrows(StorageException.class, () -> n1.storage().release(reply));
    n1.forces();
    assertEquals(request.id(), n1.storage().release(reply).id());
  }

  @Tag("P1")
  @Test void aReplyWaitsForNothingThatCameLater() {
    Bench n1 = server("n1").starts();
    Held<Message.Reply> vote =
        n1.takes(peer("n2").inTerm(4).asksForVote());
    n1.storage().force();

    n1.takes(peer("n2").inTerm(4).withLog("44").sendsFrom(1));

    assertTrue(n1.storage().mayLeave(vote));
  }

  @Tag("P1")
  @Test void aRequestVoteWaitsForItsOwnTermAndVote() {
    Bench n1 = server("n1").isCandidateOf(4);
    Held<Message.Request> request = n1.server().nextRequest("n2").get();

    boolean early = n1.storage().mayLeave(request);
    n1.storage().force();

    assertFalse(early);
    assertTrue(n1.storage().mayLeave(request));
  }

  // Beyond Figure 2 (thesis 10.2.1): a leader writes to its own disk while its
  // followers write to theirs.
  @Tag("P1")
  @Test void anAppendEntriesDoesNotWaitForTheEntriesItCarries() {
    Bench n1 = server("n1").leads(4);

    n1.isTold("x");

    assertEquals("4", Logs.terms(n1.sends("n2").entries()));
  }

  @Tag("P1")
  @Test void anAppendEntriesWaitsForTheTermOfItsLeader() {
    Bench n1 = server("n1").of(3).isCandidateOf(4);
    long position = n1.storage().position();
    RequestVote request = new RequestVote("n1-n2-1", 4, "n1", 0, 0);
    n1.isAnswered("n2", request, granted(request, 4));
    n1.isAnswered("n3", request, granted(request, 4));

    Held<Message.Request> heartbeat = n1.server().nextRequest("n2").get();

    assertEquals(Role.LEADER, n1.role(), "two others voted for it");
    assertEquals(position, heartbeat.position());
    assertFalse(n1.storage().mayLeave(heartbeat));
  }

  @Tag("P1")
  @Test void aCandidateCountsItsOwnVoteOnlyWhenItIsDurable() {
    Bench n1 = server("n1").isCandidateOf(4);
    RequestVote request = new RequestVote("n1-n2-1", 4, "n1", 0, 0);
    n1.isAnswered("n2", request, granted(request, 4));
    Role before = n1.role();

    n1.forces();

    assertEquals(Role.CANDIDATE, before);
    assertEquals(Role.LEADER, n1.role());
  }

  @Tag("P1")
  @Test void anOlderForceDoesNotMakeANewerVoteCount() {
    Bench n1 = server("n1").of(1).isCandidateOf(4);
    long older = n1.storage().force();
    n1.timesOut();

    n1.server().durable(older);

    assertEquals(Role.CANDIDATE, n1.role(), "the vote of term 5 is not there");
    assertEquals(5, n1.term());
  }

  @Tag("P1")
  @Test void aLeaderCountsItsOwnCopyOnlyWhenItIsDurable() {
    Bench n1 = server("n1").leads(4);
    n1.isTold("x");
    n1.isStoredBy("n2");
    long before = n1.commitIndex();

    n1.forces();

    assertEquals(0, before);
    assertEquals(1, n1.commitIndex());
  }

  @Tag("P1")
  @Test void aLeaderCountsOfItsLogWhatTheForceReachedAndNoMore() {
    Bench n1 = server("n1").of(1).leads(4);
    n1.isTold("x");
    long reached = n1.storage().force();
    n1.isTold("y");

    n1.server().durable(reached);

    assertEquals(1, n1.commitIndex());
  }

  @Tag("P1")
  @Test void aMajorityOfOthersNeedsNoCopyOfTheLeaders() {
    Bench n1 = server("n1").leads(4);
    n1.isTold("x");

    n1.isStoredBy("n2");
    n1.isStoredBy("n3");

    assertEquals(1, n1.commitIndex());
    assertEquals(0, n1.server().status().durableIndex());
  }

  @Tag("P1")
  @Test void aClusterOfOneWaitsForItsDiskTwice() {
    Bench n1 = server("n1").of(1).isCandidateOf(1);
    Role before = n1.role();
    n1.forces();
    n1.isTold("x");
    long commitBefore = n1.commitIndex();
    n1.forces();

    assertEquals(Role.CANDIDATE, before);
    assertEquals(Role.LEADER, n1.role());
    assertEquals(0, commitBefore);
    assertEquals(1, n1.commitIndex());
  }

  // A position is never reused. So a force of a record that was replaced since
  // claims nothing about the record that took its place.
  @Tag("P1")
  @Test void aForceOfAnEntryThatWasReplacedSaysNothingOfTheNewOne() {
    Bench n1 = server("n1").of(1).leads(1);
    n1.isTold("x");
    long replaced = n1.storage().position();
    n1.takes(peer("n2").inTerm(2).withLog("2").sendsFrom(1));

    n1.server().durable(replaced);

    assertEquals("2", n1.log());
    assertEquals(0, n1.server().status().durableIndex());
  }

  @Tag("P1")
  @Test void termVoteAndLogSurviveACrashOnceForced() {
    Bench n1 = server("n1").starts();
    n1.hears(peer("n2").inTerm(4).withLog("114").sendsFrom(1));
    n1.hears(peer("n3").inTerm(5).withLog("114").asksForVote());

    Bench again = n1.restarts();

    assertEquals(5, again.term());
    assertEquals("n3", again.votedFor());
    assertEquals("114", again.log());
  }

  @Tag("P1")
  @Test void aVoteGivenBeforeACrashIsNotGivenAgain() {
    Bench n1 = server("n1").starts();
    n1.hears(peer("n2").inTerm(4).asksForVote());
    Bench again = n1.restarts();

    RequestVoteReply reply = again.hears(peer("n3").inTerm(4).asksForVote());

    assertFalse(reply.voteGranted());
  }

  // ---- P2. "candidateId that received vote in current term" --------------

  @Tag("P2")
  @Test void aNewTermBeginsWithoutAVote() {
    Bench n1 = server("n1").inTerm(4).votedFor("n2").starts();

    n1.hears(peer("n3").inTerm(5).heartbeat());

    assertNull(n1.votedFor());
  }

  @Tag("P2")
  @Test void aVoteOfTheOldTermDoesNotStandInTheWayOfANewOne() {
    Bench n1 = server("n1").inTerm(4).votedFor("n2").starts();

    RequestVoteReply reply = n1.hears(peer("n3").inTerm(5).asksForVote());

    assertTrue(reply.voteGranted());
  }

  @Tag("P2")
  @ParameterizedTest(name = "then a heartbeat of term {0}")
  @CsvSource({"4", "3"})
  void noMessageOfTheSameTermClearsTheVote(long term) {
    Bench n1 = server("n1").starts();
    n1.hears(peer("n2").inTerm(4).asksForVote());

    n1.hears(peer("n2").inTerm(term).heartbeat());
    n1.hears(peer("n2").inTerm(term).withLog("13").sendsFrom(1));
    RequestVoteReply reply =
        n1.hears(peer("n3").inTerm(4).withLog("13").asksForVote());

    assertFalse(reply.voteGranted());
    assertEquals("n2", n1.votedFor());
  }

  // A crash between any two records finds a term together with a vote that was
  // given in it, or with none.
  @Tag("P2")
  @Test void noCrashFindsATermWithTheVoteOfAnother() {
    Bench n1 = server("n1").inTerm(4).votedFor("n2").starts();
    n1.takes(peer("n3").inTerm(5).asksForVote());
    n1.timesOut();

    List<String> found = Stream.iterate(0L, position -> position + 1)
        .limit(n1.storage().position() + 1).map(n1.storage()::survivors)
        .map(saved -> saved.currentTerm() + " " + saved.votedFor()).toList();

    assertEquals(List.of("4 n2", "5 null", "5 n3", "6 n1"), found);
  }

  // ---- P3. Volatile state -------------------------------------------------

  // "commitIndex ... lastApplied ... (initialized to 0, increases
  // monotonically)": they are as volatile as the state machine.
  @Tag("P3")
  @Test void aRestartForgetsWhatWasCommittedAndApplied() {
    Bench n1 = server("n1").starts();
    Peer leader = peer("n2").inTerm(1).withLog("111").committedUpTo(3);
    n1.hears(leader.sendsFrom(1));

    Bench again = n1.restarts();

    assertEquals(0, again.commitIndex());
    assertEquals(0, again.server().status().lastApplied());
    assertEquals(List.of(), again.applied());
  }

  @Tag("P3")
  @Test void aRestartedServerAppliesAllOfItAgain() {
    Bench n1 = server("n1").starts();
    Peer leader = peer("n2").inTerm(1).withLog("111").committedUpTo(3);
    n1.hears(leader.sendsFrom(1));
    Bench again = n1.restarts();

    again.hears(leader.heartbeat());

    assertEquals(n1.applied(), again.applied());
  }

  // nextIndex[] and matchIndex[]: "(Reinitialized after election)"
  @Tag("P3")
  @Test void aLeaderElectedAgainTrustsNoNextIndexOfItsFirstTime() {
    Bench n1 = server("n1").of(5).leads(2);
    n1.appends("x", "y", "z");
    n1.isStoredBy("n2");
    n1.hears(peer("n3").inTerm(3).withLog("3").sendsFrom(1));

    n1.runsForLeader();
    n1.isGrantedBy("n2");
    n1.isGrantedBy("n3");

    assertEquals(Role.LEADER, n1.role());
    assertEquals(1, n1.sends("n2").prevLogIndex(), "its log is 3, not 222");
  }

  @Tag("P3")
  @Test void aLeaderElectedAgainTrustsNoMatchIndexOfItsFirstTime() {
    Bench n1 = server("n1").of(5).leads(2);
    n1.appends("x", "y", "z");
    n1.isStoredBy("n2");
    n1.hears(peer("n3").inTerm(3).withLog("3").sendsFrom(1));
    n1.runsForLeader();
    n1.isGrantedBy("n2");
    n1.isGrantedBy("n3");
    n1.appends("u", "v");

    n1.isStoredBy("n3");

    assertEquals(0, n1.commitIndex(), "n1 and n3 hold 344; n2 said nothing");
  }

  @Tag("P3")
  @Test void aNewLeaderCountsOfItsOwnLogWhatIsOnItsDisk() {
    Bench n1 = server("n1").of(1).withLog("12").leads(4);

    n1.isTold("x");
    n1.forces();

    assertEquals(3, n1.commitIndex());
  }
}
