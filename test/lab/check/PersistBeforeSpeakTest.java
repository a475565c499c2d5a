package lab.check;

import static lab.check.Cast.assertBreaks;

import java.util.List;
import org.junit.jupiter.api.Test;
import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.Entry;
import raft.Message;
import raft.RequestVote;
import raft.RequestVoteReply;

class PersistBeforeSpeakTest {
  private static final RequestVote ASK = new RequestVote("id", 4, "n1", 0, 0);

  private final Cast cast = new Cast();
  private final PersistBeforeSpeak checker = new PersistBeforeSpeak(cast);

  private void breaks(String fact, Message message, Message.Request answered) {
    assertBreaks(Property.PERSIST_BEFORE_SPEAK, fact, "n1 says " + message,
        () -> checker.spoke(cast.n1, message, answered));
  }

  private static AppendEntries append(long prevLogIndex, Entry... entries) {
    return new AppendEntries("id", 4, "n2", prevLogIndex,
        prevLogIndex == 0 ? 0 : 1, List.of(entries), 0);
  }

  private static Message success() {
    return new AppendEntriesReply("id", 4, true, 0, 0);
  }

  @Test void aTermThatIsNotOnDiskBreaksIt() {
    cast.n1.stores(3, null);

    breaks("the disk of n1 holds term 3", append(0), null);
  }

  @Test void aRefusalInATermThatIsNotOnDiskBreaksIt() {
    cast.n1.stores(3, null);

    breaks("the disk of n1 holds term 3",
        new RequestVoteReply("id", 4, false), ASK);
  }

  @Test void aCandidateWhoseVoteForItselfIsNotOnDiskBreaksIt() {
    cast.n1.stores(4, null);

    breaks("the disk of n1 holds a vote for null", ASK, null);
  }

  @Test void aGrantThatIsNotOnDiskBreaksIt() {
    cast.n1.stores(4, "n3");

    breaks("the disk of n1 holds a vote for n3",
        new RequestVoteReply("id", 4, true), ASK);
  }

  @Test void aSuccessBeyondTheDiskBreaksIt() {
    cast.n1.stores(4, null).logs(1, 4).stores(1);

    breaks("does not hold {\"entry\":2} of term 4", success(),
        append(1, Actor.entry(2, 4)));
  }

  @Test void aSuccessToAHeartbeatBeyondTheDiskBreaksIt() {
    cast.n1.stores(4, null).logs(1).stores(0);

    breaks("the disk of n1 holds a log up to 0", success(), append(1));
  }

  @Test void whatIsOnDiskMayBeSaid() {
    cast.n1.stores(4, "n1").logs(1, 4).stores(2);

    checker.spoke(cast.n1, ASK, null);
    checker.spoke(cast.n1, success(), append(1, Actor.entry(2, 4)));
  }

  @Test void theEntriesOfALeaderNeedNotBeOnDisk() {
    cast.n1.stores(4, null);

    checker.spoke(cast.n1, append(1, Actor.entry(2, 4)), null);
  }

  @Test void aDiskInANewerTermExcusesAnOldVote() {
    cast.n1.stores(5, "n3");

    checker.spoke(cast.n1, new RequestVoteReply("id", 4, true), ASK);
  }
}
