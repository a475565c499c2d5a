package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.Entry;
import raft.InstallSnapshot;
import raft.InstallSnapshotReply;
import raft.RequestPreVote;
import raft.RequestPreVoteReply;
import raft.RequestReadIndex;
import raft.RequestReadIndexReply;
import raft.RequestVote;
import raft.RequestVoteReply;
import raft.TimeoutNow;
import raft.TimeoutNowReply;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.Frame.QueryRequest;

/** A message is one line that a person takes in at a glance. */
class FrameInWordsTest {

  private static AppendEntries appending(int count) {
    List<Entry> entries =
        Collections.nCopies(count, Entry.command(3, "{\"op\":\"put\"}"));
    return new AppendEntries("n1-n2-17", 3, "n1", 7, 2, entries, 7);
  }

  @Test void anAppendEntriesSaysWhatComesBeforeHowManyAndWhatIsCommitted() {
    assertEquals("AppendEntries t3 prev 7/2, 3 entries, commit 7 #17",
        FrameInWords.of(appending(3)));
    assertEquals("AppendEntries t3 prev 7/2, 1 entry, commit 7 #17",
        FrameInWords.of(appending(1)));
    assertEquals("AppendEntries t3 prev 7/2, no entries, commit 7 #17",
        FrameInWords.of(appending(0)));
  }

  @Test void itsReplySaysWhetherItSucceededAndWhereTheLogsPart() {
    assertEquals("AppendEntriesReply t3 success #17",
        FrameInWords.of(new AppendEntriesReply("n1-n2-17", 3, true, 0, 0)));
    assertEquals("AppendEntriesReply t3 refused, log ends before 5 #17",
        FrameInWords.of(new AppendEntriesReply("n1-n2-17", 3, false, 0, 5)));
    assertEquals("AppendEntriesReply t3 refused, term 2 begins at 4 #17",
        FrameInWords.of(new AppendEntriesReply("n1-n2-17", 3, false, 2, 4)));
    assertEquals("AppendEntriesReply t4 refused #17",
        FrameInWords.of(new AppendEntriesReply("n1-n2-17", 4, false, 0, 0)));
  }

  @Test void aRequestVoteSaysHowTheLogEndsAndItsReplyWhetherItIsGranted() {
    assertEquals("RequestVote t5, log ends with 7/4 #3", FrameInWords.of(
        new RequestVote("n1-n2-3", 5, "n1", 7, 4)));
    assertEquals("RequestVote t5, empty log #3", FrameInWords.of(
        new RequestVote("n1-n2-3", 5, "n1", 0, 0)));
    assertEquals("RequestVoteReply t5 granted #3", FrameInWords.of(
        new RequestVoteReply("n1-n2-3", 5, true)));
    assertEquals("RequestVoteReply t5 refused #3", FrameInWords.of(
        new RequestVoteReply("n1-n2-3", 5, false)));
  }

  @Test void aPreVoteIsNotTakenForAVote() {
    assertEquals("RequestPreVote t5, log ends with 7/4 #3", FrameInWords.of(
        new RequestPreVote("n1-n2-3", 5, "n1", 7, 4)));
    assertEquals("RequestPreVoteReply t5 granted #3", FrameInWords.of(
        new RequestPreVoteReply("n1-n2-3", 5, true)));
    assertEquals("RequestPreVoteReply t5 refused #3", FrameInWords.of(
        new RequestPreVoteReply("n1-n2-3", 5, false)));
  }

  @Test void aReadIndexIsAskedForAndToldOrRefused() {
    assertEquals("RequestReadIndex t5 #3", FrameInWords.of(
        new RequestReadIndex("n2-n1-3", 5, "n2")));
    assertEquals("RequestReadIndexReply t5 read from 7 #3", FrameInWords.of(
        new RequestReadIndexReply("n2-n1-3", 5, true, 7)));
    assertEquals("RequestReadIndexReply t6 refused #3", FrameInWords.of(
        new RequestReadIndexReply("n2-n1-3", 6, false, 0)));
  }

  @Test void aTransferIsSeenInTheRequestsThatItLeadsTo() {
    assertEquals("TimeoutNow t5 #3", FrameInWords.of(
        new TimeoutNow("n1-n2-3", 5, "n1")));
    assertEquals("TimeoutNowReply t6 #3", FrameInWords.of(
        new TimeoutNowReply("n1-n2-3", 6)));
    assertEquals("RequestVote t6, told to by the leader, log ends with 7/4 #3",
        FrameInWords.of(new RequestVote("n2-n3-3", 6, "n2", 7, 4, true)));
  }

  @Test void aChunkSaysOfWhichSnapshotWhichBytesAndWhetherItIsTheLast() {
    assertEquals("InstallSnapshot t3 snapshot 1..100, bytes 0..3 #17",
        FrameInWords.of(new InstallSnapshot("n1-n2-17", 3, "n1", 100, 2, 0,
            "\u20ac", false)));
    assertEquals("InstallSnapshot t3 snapshot 1..100, bytes 3..5, last #18",
        FrameInWords.of(new InstallSnapshot("n1-n2-18", 3, "n1", 100, 2, 3,
            "{}", true)));
    assertEquals("InstallSnapshotReply t3 has 3 bytes #17", FrameInWords.of(
        new InstallSnapshotReply("n1-n2-17", 3, false, 3)));
    assertEquals("InstallSnapshotReply t3 installed #18", FrameInWords.of(
        new InstallSnapshotReply("n1-n2-18", 3, true, 0)));
  }

  @Test void whatAClientAsksAndHearsIsShownWithItsId() {
    assertEquals("ClientRequest me-1 {\"op\":\"get\"}", FrameInWords.of(
        new ClientRequest("me-1", new RawJson("{\"op\":\"get\"}"))));
    assertEquals("QueryRequest me-2 {\"op\":\"get\"}", FrameInWords.of(
        new QueryRequest("me-2", new RawJson("{\"op\":\"get\"}"), true)));
    assertEquals("ClientReply me-1 applied {\"status\":\"ok\"}",
        FrameInWords.of(new ClientReply("me-1", ClientReply.APPLIED,
            new RawJson("{\"status\":\"ok\"}"), null, null)));
    assertEquals("ClientReply me-1 refused it is not the leader",
        FrameInWords.of(new ClientReply("me-1", ClientReply.REFUSED, null,
            "it is not the leader", "n2")));
  }
}
