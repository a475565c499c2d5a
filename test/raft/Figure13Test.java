package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.HEARTBEAT;
import static raft.Given.TIMEOUT;
import static raft.Given.server;
import static raft.Peer.peer;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The InstallSnapshot RPC, step by step as Figure 13 has it. */
class Figure13Test {
  private static final List<String> STATE = List.of("a", "b", "c");

  // ---- A leader of which there are only words ----------------------------

  /** The file of a snapshot that covers 1..index. */
  private static String file(long index, long term) {
    return MemorySnapshots.text(new SnapshotMetadata(index, term,
        new Configuration(List.of("n1", "n2", "n3"))), STATE.iterator());
  }

  private static InstallSnapshot chunk(String leader, long term, long index,
      String file, int from, int to) {
    return new InstallSnapshot(leader + "-n1-1", term, leader, index, 2, from,
        file.substring(from, to), to == file.length());
  }

  /** The whole file in one chunk, sent by n2 in term 3. */
  private static InstallSnapshot whole(long index) {
    String file = file(index, 2);
    return chunk("n2", 3, index, file, 0, file.length());
  }

  private static InstallSnapshot part(long index, int from, int to) {
    return chunk("n2", 3, index, file(index, 2), from, to);
  }

  // ---- IS1 ----------------------------------------------------------------

  @Tag("IS1")
  @Test void repliesImmediatelyToALeaderOfAnOlderTerm() {
    Bench n1 = server("n1").inTerm(4).starts();
    n1.ticks(TIMEOUT - 1);

    InstallSnapshotReply reply = n1.hears(whole(5));

    assertFalse(reply.installed());
    assertEquals(4, reply.term());
    assertEquals(List.of(), n1.snapshots().calls);
    assertEquals(1, n1.countdown(), "the timer goes on");
  }

  // ---- IS2, IS3, IS4 ------------------------------------------------------

  @Tag("IS2")
  @Test void createsAFileForTheFirstChunk() {
    Bench n1 = server("n1").starts();

    n1.hears(part(5, 0, 4));

    assertEquals(List.of("create", "write 0"), n1.snapshots().calls);
  }

  @Tag("IS2")
  @Test void aFirstChunkThatComesTwiceDoesNotBeginTheFileAgain() {
    Bench n1 = server("n1").starts();
    n1.hears(part(5, 0, 4));
    n1.hears(part(5, 4, 6));

    InstallSnapshotReply again = n1.hears(part(5, 0, 4));

    assertEquals(6, again.received());
    assertEquals(List.of("create", "write 0", "write 4"),
        n1.snapshots().calls);
  }

  @Tag("IS3")
  @Test void writesEachChunkAtItsOffset() {
    Bench n1 = server("n1").starts();
    String file = file(5, 2);

    n1.hears(part(5, 0, 4));
    n1.hears(part(5, 4, 9));
    n1.hears(part(5, 9, file.length()));

    assertEquals(file, n1.snapshots().file(5));
  }

  @Tag("IS3")
  @Test void aChunkThatComesTwiceStandsInTheFileOnce() {
    Bench n1 = server("n1").starts();
    n1.hears(part(5, 0, 4));
    n1.hears(part(5, 4, 9));

    InstallSnapshotReply again = n1.hears(part(5, 4, 9));

    assertEquals(9, again.received());
    assertEquals(List.of("create", "write 0", "write 4"),
        n1.snapshots().calls);
  }

  @Tag("IS4")
  @Test void repliesAndWaitsForMoreUntilTheLastChunk() {
    Bench n1 = server("n1").starts();

    InstallSnapshotReply reply = n1.hears(part(5, 0, 4));

    assertEquals(4, reply.received());
    assertFalse(reply.installed());
    assertEquals(List.of(), n1.applied());
    assertEquals(0, n1.server().status().snapshotIndex());
  }

  // ---- IS5, IS6, IS7, IS8 -------------------------------------------------

  @Tag("IS5")
  @Test void theSnapshotIsSavedAndAnOlderOneIsDiscarded() {
    Bench n1 = server("n1").starts();
    n1.hears(whole(3));

    n1.hears(whole(5));

    assertEquals(5, n1.server().status().snapshotIndex());
    assertEquals(5, n1.storage().survivors().snapshot().lastIncludedIndex());
  }

  @Tag("IS6")
  @Test void aLogThatHasTheLastIncludedEntryIsRetained() {
    Bench n1 = server("n1").inTerm(3).withLog("1122222").starts();

    InstallSnapshotReply reply = n1.hears(whole(5));

    assertTrue(reply.installed());
    assertEquals("1122222", n1.log());
    assertEquals(List.of(), n1.applied(), "the state is left alone");
    assertEquals(List.of(2L, 2L), terms(n1.storage().survivors()),
        "what follows it is on disk");
  }

  // One of less than is applied would begin a log file before the one that
  // begins after the leader's snapshot: a restart would not look into it.
  @Test void afterASnapshotOfMoreThanIsAppliedNoneOfLessIsBegun() {
    Bench n1 = server("n1").inTerm(3).withLog("1122222").starts();
    n1.hears(whole(5));

    long covered = n1.server().requestSnapshot().join().lastIncludedIndex();

    assertEquals(5, covered);
    assertTrue(n1.server().beginSnapshot().isEmpty());
  }

  @Tag("IS7")
  @Test void anyOtherLogIsDiscardedWhole() {
    Bench n1 = server("n1").inTerm(3).withLog("1111111").starts();

    n1.hears(whole(5));

    assertEquals("", n1.log());
    assertEquals(5, n1.server().status().lastIndex());
    assertEquals(List.of(), terms(n1.storage().survivors()));
  }

  private static List<Long> terms(Storage.Saved saved) {
    return saved.entries().stream().map(Entry::term).toList();
  }

  @Tag("IS8")
  @Test void theStateMachineIsResetToTheSnapshot() {
    Bench n1 = server("n1").inTerm(3).withLog("11").starts();

    InstallSnapshotReply reply = n1.hears(whole(5));

    assertTrue(reply.installed());
    assertEquals(STATE, n1.applied());
    assertEquals(5, n1.server().status().lastApplied());
    assertEquals(5, n1.commitIndex());
  }

  @Tag("IS8")
  @Test void theLogGoesOnAfterTheSnapshot() {
    Bench n1 = server("n1").starts();
    n1.hears(whole(5));

    AppendEntriesReply reply = n1.hears(
        peer("n2").inTerm(3).withLog("1122233").committedUpTo(7).sendsFrom(6));

    assertTrue(reply.success());
    assertEquals(List.of("a", "b", "c", Logs.command(6, 3),
        Logs.command(7, 3)), n1.applied());
  }

  @Tag("IS8")
  @Test void aRestartFindsTheSnapshotAndTheLogAfterIt() {
    Bench n1 = server("n1").starts();
    n1.hears(whole(5));
    n1.hears(peer("n2").inTerm(3).withLog("112223").sendsFrom(6));

    Bench again = n1.restarts();

    assertEquals(STATE, again.applied());
    assertEquals(6, again.server().status().lastIndex());
    assertEquals(5, again.commitIndex());
  }

  @Tag("IS5")
  @Tag("P1")
  @Test void theReplyWaitsUntilTheLogStartIsDurable() {
    Bench n1 = server("n1").starts();

    Held<Message.Reply> held = n1.takes(whole(5));

    assertEquals(n1.storage().position(), held.position());
    assertThrows(StorageException.class, () -> n1.storage().release(held));
  }

  // ---- SN6, SN7, and the timer --------------------------------------------

  @Tag("SN6")
  @Test void everyChunkRestartsTheElectionTimer() {
    Bench n1 = server("n1").inTerm(3).starts();

    for (int i = 0; i < 5; i++) {
      n1.ticks(TIMEOUT - 1);
      n1.hears(part(5, i, i + 1));
    }

    assertEquals(Role.FOLLOWER, n1.role());
    assertEquals("n2", n1.leader());
    assertEquals(TIMEOUT, n1.countdown());
  }

  @Tag("SN6")
  @Test void aLeaderThatDiesInTheMiddleOfATransferIsMissedAsAnyOther() {
    Bench n1 = server("n1").withPreVote().inTerm(3).starts();
    n1.hears(part(5, 0, 4));
    RequestPreVoteReply early =
        n1.hears(peer("n3").inTerm(3).asksForPreVote());

    n1.ticks(TIMEOUT);

    assertFalse(early.preVoteGranted());
    assertTrue(n1.hears(peer("n3").inTerm(3).asksForPreVote())
        .preVoteGranted());
  }

  @Tag("SN6")
  @Test void aChunkOfAnotherSnapshotIsNotAddedToTheFile() {
    Bench n1 = server("n1").starts();
    n1.hears(part(5, 0, 4));

    InstallSnapshotReply reply = n1.hears(part(6, 4, 8));

    assertEquals(0, reply.received(), "it is to begin again");
    assertEquals(List.of("create", "write 0"), n1.snapshots().calls);
  }

  @Tag("SN6")
  @Test void aChunkOfAnotherLeaderIsNotAddedToTheFile() {
    Bench n1 = server("n1").starts();
    n1.hears(part(5, 0, 4));
    String file = file(5, 2);

    InstallSnapshotReply reply = n1.hears(chunk("n3", 4, 5, file, 4, 8));
    InstallSnapshotReply first = n1.hears(chunk("n3", 4, 5, file, 0, 8));

    assertEquals(0, reply.received());
    assertEquals(8, first.received());
    assertEquals(List.of("create", "write 0", "create", "write 0"),
        n1.snapshots().calls);
  }

  @Tag("SN6")
  @Test void aLateFirstChunkOfAnOlderSnapshotDoesNotBeginItAgain() {
    Bench n1 = server("n1").starts();
    n1.hears(part(6, 0, 4));

    n1.hears(part(5, 0, 4));

    assertEquals(4, n1.hears(part(6, 0, 4)).received());
  }

  @Tag("SN6")
  @Test void aChunkAfterAGapIsNotWritten() {
    Bench n1 = server("n1").starts();
    n1.hears(part(5, 0, 4));

    InstallSnapshotReply reply = n1.hears(part(5, 6, 8));

    assertEquals(4, reply.received());
    assertEquals(List.of("create", "write 0"), n1.snapshots().calls);
  }

  @Tag("SN6")
  @Test void afterARestartItBeginsAgain() {
    Bench n1 = server("n1").starts();
    n1.hears(part(5, 0, 4));

    Bench again = n1.restarts();

    assertEquals(0, again.hears(part(5, 4, 8)).received());
    assertEquals(4, again.hears(part(5, 0, 4)).received());
  }

  @Tag("SN7")
  @Test void aSnapshotNotNewerThanTheStateChangesNothing() {
    Bench n1 = server("n1").inTerm(3).withLog("112222").starts();
    n1.hears(peer("n2").inTerm(3).withLog("112222").committedUpTo(6)
        .heartbeat());

    InstallSnapshotReply reply = n1.hears(whole(5));

    assertTrue(reply.installed());
    assertEquals(6, n1.server().status().lastApplied());
    assertEquals(6, n1.applied().size());
    assertEquals(List.of(), n1.snapshots().calls);
  }

  @Tag("SN7")
  @Test void aSnapshotThatComesAgainChangesNothing() {
    Bench n1 = server("n1").starts();
    n1.hears(whole(5));
    n1.hears(peer("n2").inTerm(3).withLog("1122233").committedUpTo(7)
        .sendsFrom(6));

    InstallSnapshotReply reply = n1.hears(whole(5));

    assertTrue(reply.installed());
    assertEquals(7, n1.server().status().lastApplied());
    assertEquals("33", n1.log());
  }

  // ---- SN4: as the leader sends it ----------------------------------------

  /** Leads term 2, has applied 1..6 and a snapshot of them, and no entry. */
  private static Bench leaderWithSnapshot(int keptEntries) {
    Bench n1 = server("n1").snapshots(6, keptEntries, 8).leads(2);
    n1.appends("a", "b", "c", "d", "e", "f");
    n1.isStoredBy("n2");
    n1.takesSnapshot();
    return n1;
  }

  @Tag("SN4")
  @Test void aFollowerThatNeedsADiscardedEntryIsSentTheSnapshot() {
    Bench n1 = leaderWithSnapshot(0);
    Bench n3 = server("n3").starts();
    n3.hears(peer("n1").inTerm(2).heartbeat());

    n1.talksToTheEndWith(n3);

    assertEquals(n1.applied(), n3.applied());
    assertEquals(6, n1.server().matchIndex("n3"));
    assertEquals(7, n1.server().nextIndex("n3"));
  }

  @Tag("SN4")
  @Test void aFollowerALittleBehindNeedsNoSnapshot() {
    Bench n1 = leaderWithSnapshot(6);
    Bench n3 = server("n3").starts();

    n1.talksToTheEndWith(n3);

    assertEquals(List.of(), n3.snapshots().calls);
    assertEquals("222222", n3.log());
  }

  @Tag("SN4")
  @Test void aFollowerThatNeedsTheLastDiscardedEntryIsSentTheSnapshot() {
    Bench n1 = server("n1").snapshots(6, 0, 8).leads(2);
    n1.appends("a", "b", "c", "d", "e");
    n1.isStoredBy("n3");
    n1.appends("f");
    n1.isStoredBy("n2");
    n1.takesSnapshot();

    assertEquals(6, n1.server().nextIndex("n3"));
    assertTrue(n1.says("n3").orElseThrow() instanceof InstallSnapshot);
  }

  @Tag("SN4")
  @Test void aTransferGoesOnAlthoughThereIsANewerSnapshot() {
    Bench n1 = leaderWithSnapshot(0);
    Bench n3 = server("n3").starts();
    n1.exchange(n3); // the first chunk
    n1.appends("g", "h", "i", "j", "k", "l");
    n1.isStoredBy("n2");
    n1.takesSnapshot();

    InstallSnapshot next = (InstallSnapshot) n1.says("n3").orElseThrow();

    assertEquals(12, n1.server().status().snapshotIndex());
    assertEquals(6, next.lastIncludedIndex());
    assertEquals(8, next.offset());
  }

  @Tag("SN4")
  @Test void aFollowerIsKnownToHoldTheSnapshotThatItWasSent() {
    Bench n1 = leaderWithSnapshot(0);
    Bench n3 = server("n3").starts();
    n1.exchange(n3); // the first chunk
    n1.appends("g", "h", "i", "j", "k", "l");
    n1.isStoredBy("n2");
    n1.takesSnapshot();

    while (n3.applied().isEmpty()) n1.exchange(n3);

    assertEquals(6, n1.server().matchIndex("n3"), "and not the newest, 12");
    assertEquals(7, n1.server().nextIndex("n3"));
  }

  @Tag("SN4")
  @Test void aHeartbeatDuringATransferIsRefusedAndTheTransferGoesOn() {
    Bench n1 = leaderWithSnapshot(0);
    Bench n3 = server("n3").starts();
    InstallSnapshot first = (InstallSnapshot) n1.says("n3").orElseThrow();
    n1.ticks(HEARTBEAT);
    AppendEntries heartbeat = (AppendEntries) n1.server()
        .nextRequest("n3", first).map(n1.storage()::release).orElseThrow();

    AppendEntriesReply refusal = n3.hears(heartbeat);
    n1.isAnswered("n3", heartbeat, refusal);
    n1.isAnswered("n3", first, n3.hears(first));
    InstallSnapshot next = (InstallSnapshot) n1.says("n3").orElseThrow();

    assertFalse(refusal.success());
    assertEquals(6, heartbeat.prevLogIndex(), "the log's edge");
    assertEquals(8, next.offset());
  }

  @Tag("SN4")
  @Test void aFollowerThatDoesNotAnswerIsSentNoChunks() {
    Bench n1 = leaderWithSnapshot(0);
    Bench n3 = server("n3").starts();
    n1.says("n3");
    n1.server().handleNoReply("n3");
    n1.ticks(HEARTBEAT);

    assertTrue(n1.says("n3").orElseThrow() instanceof AppendEntries);
  }

  @Tag("SN4")
  @Test void aFollowerThatBeganAgainIsSentTheSnapshotFromItsBeginning() {
    Bench n1 = leaderWithSnapshot(0);
    Bench n3 = server("n3").starts();
    n1.exchange(n3);
    n1.exchange(n3);

    Bench restarted = n3.restarts();
    n1.talksToTheEndWith(restarted);

    assertEquals(n1.applied(), restarted.applied());
    assertEquals(List.of("create", "write 0"),
        restarted.snapshots().calls.subList(3, 5));
  }

  @Tag("SN4")
  @Test void aTransferOutlastsAChunkThatIsLateAndANewerSnapshot() {
    Bench n1 = leaderWithSnapshot(0);
    Bench n3 = server("n3").starts();
    n1.exchange(n3);
    InstallSnapshot late = (InstallSnapshot) n1.says("n3").orElseThrow();
    n1.server().handleNoReply("n3");
    n1.appends("g", "h", "i", "j", "k", "l");
    n1.isStoredBy("n2");
    n1.takesSnapshot();
    n1.isAnswered("n3", late, n3.hears(late));

    InstallSnapshot next = (InstallSnapshot) n1.says("n3").orElseThrow();

    assertEquals(6, next.lastIncludedIndex());
    assertEquals(16, next.offset());
  }

  @Tag("SN4")
  @Test void aTransferThatIsNotNeededAnyMoreKeepsNoSnapshot() {
    Bench n1 = leaderWithSnapshot(0);
    InstallSnapshot chunk = (InstallSnapshot) n1.says("n3").orElseThrow();
    n1.ticks(HEARTBEAT);
    AppendEntries heartbeat = (AppendEntries) n1.server()
        .nextRequest("n3", chunk).map(n1.storage()::release).orElseThrow();
    n1.isAnswered("n3", heartbeat, Replies.success(heartbeat, 2));

    n1.appends("g", "h", "i", "j", "k", "l");
    n1.isStoredBy("n2");
    n1.takesSnapshot();

    assertEquals(Set.of(), n1.storage().inUse());
  }

  @Tag("SN4")
  @Test void aTransferToANewcomerThatWasGivenUpKeepsNoSnapshot() {
    Bench n1 = leaderWithSnapshot(0);
    n1.server().changeMembers(n1.server().members().configuration(),
        List.of(Server.of("n1"), Server.of("n2"), Server.of("n9")), HEARTBEAT);
    AppendEntries probe = n1.sends("n9");
    n1.isAnswered("n9", probe, new AppendEntriesReply(probe.id(), 2,
        false, 0, 1));
    assertTrue(n1.says("n9").orElseThrow() instanceof InstallSnapshot);
    n1.ticks(HEARTBEAT);

    n1.appends("g", "h", "i", "j", "k", "l");
    n1.isStoredBy("n2");
    n1.takesSnapshot();

    assertEquals(Set.of(), n1.storage().inUse());
  }

  @Tag("SN4")
  @Test void aTransferThatIsToBeginAgainBeginsWithTheNewestSnapshot() {
    Bench n1 = leaderWithSnapshot(0);
    InstallSnapshot chunk = (InstallSnapshot) n1.says("n3").orElseThrow();
    n1.appends("g", "h", "i", "j", "k", "l");
    n1.isStoredBy("n2");
    n1.takesSnapshot();
    Set<Long> inUse = n1.storage().inUse();

    n1.isAnswered("n3", chunk,
        new InstallSnapshotReply(chunk.id(), 2, false, 0));
    InstallSnapshot next = (InstallSnapshot) n1.says("n3").orElseThrow();

    assertEquals(Set.of(6L), inUse);
    assertEquals(12, next.lastIncludedIndex());
    assertEquals(0, next.offset());
  }

  @Tag("SN4")
  @Test void aTransferWhoseFileCannotBeReadBeginsAgain() {
    Bench n1 = leaderWithSnapshot(0);
    InstallSnapshot chunk = (InstallSnapshot) n1.says("n3").orElseThrow();
    n1.isAnswered("n3", chunk,
        new InstallSnapshotReply(chunk.id(), 2, false, 1_000_000));

    assertThrows(SnapshotException.class, () -> n1.says("n3"));
    InstallSnapshot next = (InstallSnapshot) n1.says("n3").orElseThrow();

    assertEquals(0, next.offset());
  }

  // ---- What a leader must not be believed ----------------------------------

  @Tag("IS5")
  @Test void aFileThatIsNotWhatTheLeaderSaidIsNoSnapshot() {
    Bench n1 = server("n1").inTerm(3).withLog("1122222").starts();
    String file = file(1_000, 2);

    assertThrows(SnapshotException.class, () -> n1.hears(
        chunk("n2", 3, 5, file, 0, file.length())));

    assertEquals("1122222", n1.log());
    assertEquals(0, n1.server().status().snapshotIndex());
    assertNull(n1.snapshots().file(1_000));
  }

  @Tag("IS5")
  @Test void aFileThatTheApplicationCannotReadIsNoSnapshot() {
    Bench n1 = server("n1").withMachine(new Listing() {
      @Override public Restoring restore() {
        throw new SnapshotException("none of mine");
      }
    }).starts();

    assertThrows(SnapshotException.class, () -> n1.hears(whole(5)));

    assertNull(n1.snapshots().file(5));
    assertEquals(0, n1.server().status().lastIndex());
  }

  @Tag("SN7")
  @Test void aLastChunkThatComesAgainAfterTheLogWasRetainedIsAcknowledged() {
    Bench n1 = server("n1").inTerm(3).withLog("1122222").starts();
    n1.hears(whole(5));

    InstallSnapshotReply again = n1.hears(whole(5));

    assertTrue(again.installed());
    assertEquals(List.of("create", "write 0", "complete"),
        n1.snapshots().calls);
  }
}
