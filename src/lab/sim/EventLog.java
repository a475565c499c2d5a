package lab.sim;

import java.util.ArrayList;
import java.util.List;
import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.InstallSnapshot;
import raft.InstallSnapshotReply;
import raft.Message;
import raft.RequestPreVote;
import raft.RequestPreVoteReply;
import raft.RequestReadIndexReply;
import raft.RequestVote;
import raft.RequestVoteReply;
import raft.Status;

/**
 * All that happened, as a number that differs if anything differs, and on
 * demand also as a list. Strings enter it by {@code hashCode}, which is the
 * same in every JVM; no enum and no object does, for theirs is not.
 */
public final class EventLog {
  private static final long FNV_PRIME = 0x100000001b3L;

  private final boolean recording;
  private final List<Event> events = new ArrayList<>();
  private long count;
  private long hash = 0xcbf29ce484222325L;

  /** @param recording whether to keep the events themselves */
  public EventLog(boolean recording) {
    this.recording = recording;
  }

  boolean isRecording() {
    return recording;
  }

  /** The number of the latest event. */
  public long count() {
    return count;
  }

  long hash() {
    return hash;
  }

  /** Those kept, in order. */
  public List<Event> events() {
    return events;
  }

  /** The next event begins; its checks already belong to it. */
  void begin() {
    count++;
  }

  /** Ends the present event. */
  void end(long time, EventKind kind, SimulatedProcess process, Packet packet,
      String text) {
    fold(time);
    fold(kind.ordinal());
    fold(process.number());
    fold(text.hashCode());
    if (process.status() != null) fold(process.status());
    if (packet != null) fold(packet);
    if (!recording) return;
    events.add(new Event(count, time, kind, process.id(), packet, text,
        process.takeLines(), process.status(), process.recordedLog(),
        process.peers()));
  }

  private void fold(Status status) {
    fold(status.term());
    fold(status.role().ordinal());
    fold(status.lastIndex());
    fold(status.commitIndex());
    fold(status.durableIndex());
    if (status.snapshotIndex() > 0) fold(status.snapshotIndex());
  }

  private void fold(Packet packet) {
    fold(packet.number());
    Message message = packet.message();
    if (message == null) return;
    fold(message.id().hashCode());
    fold(message.term());
    if (message instanceof AppendEntries append) {
      fold(append.prevLogIndex());
      fold(append.lastNewIndex());
      fold(append.leaderCommit());
    } else if (message instanceof RequestVote vote) {
      fold(vote.lastLogIndex());
      fold(vote.lastLogTerm());
    } else if (message instanceof AppendEntriesReply reply) {
      fold(reply.success() ? 1 : 0);
      fold(reply.conflictIndex());
    } else if (message instanceof RequestVoteReply reply) {
      fold(reply.voteGranted() ? 1 : 0);
    } else if (message instanceof RequestPreVote asked) {
      fold(asked.lastLogIndex());
      fold(asked.lastLogTerm());
    } else if (message instanceof RequestPreVoteReply reply) {
      fold(reply.preVoteGranted() ? 1 : 0);
    } else if (message instanceof RequestReadIndexReply reply) {
      fold(reply.confirmed() ? 1 : 0);
      fold(reply.readIndex());
    } else if (message instanceof InstallSnapshot chunk) {
      fold(chunk.lastIncludedIndex());
      fold(chunk.offset());
      fold(chunk.data().hashCode());
      fold(chunk.done() ? 1 : 0);
    } else if (message instanceof InstallSnapshotReply reply) {
      fold(reply.installed() ? 1 : 0);
      fold(reply.received());
    }
  }

  private void fold(long value) {
    hash = Long.rotateLeft(hash ^ value, 5) * FNV_PRIME;
  }
}
