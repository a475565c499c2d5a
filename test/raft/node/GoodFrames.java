package raft.node;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
import raft.node.Frame.ChangeMembersRequest;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.Frame.CountersReply;
import raft.node.Frame.CountersRequest;
import raft.node.Frame.ErrorFrame;
import raft.node.Frame.Hello;
import raft.node.Frame.MembersReply;
import raft.node.Frame.MembersRequest;
import raft.node.Frame.Notice;
import raft.node.Frame.QueryRequest;
import raft.node.Frame.SnapshotReply;
import raft.node.Frame.SnapshotRequest;
import raft.node.Frame.StatusReply;
import raft.node.Frame.StatusRequest;
import raft.node.Frame.TransferRequest;
import raft.node.Frame.Welcome;

/** One good frame of each type, with every field set. */
final class GoodFrames {
  static final long EXACT = (1L << 53) + 1; // no double is equal to it

  private static final String COMMAND =
      "{\"op\":\"put\",\"key\":\"x\",\"value\":\"1\"}";

  static final List<Record> ALL = List.of(
      new RequestVote("n1-n2-1", EXACT, "n1", EXACT, 7, true),
      new AppendEntries("n1-n2-2", 8, "n1", 5, 6,
          List.of(Entry.command(7, COMMAND), Entry.noOp(8)), 4),
      new RequestVoteReply("n1-n2-1", EXACT, true),
      new RequestPreVote("n1-n2-4", EXACT, "n1", EXACT, 7),
      new RequestPreVoteReply("n1-n2-4", EXACT, true),
      new RequestReadIndex("n1-n2-5", EXACT, "n1"),
      new RequestReadIndexReply("n1-n2-5", 8, true, EXACT),
      new TimeoutNow("n1-n2-6", EXACT, "n1"),
      new TimeoutNowReply("n1-n2-6", EXACT),
      new AppendEntriesReply("n1-n2-2", 8, false, 3, 2),
      new InstallSnapshot("n1-n2-3", 8, "n1", EXACT, 7, 65_536,
          "{\"key\":\"x\"}\n", true),
      new InstallSnapshotReply("n1-n2-3", 8, true, 65_549),
      new Hello(1, "test", "n1", "n2", EXACT, List.of("n1", "n2"),
          "key-value"),
      new Welcome("n2", Long.MAX_VALUE, "n1 n2", EXACT),
      new ErrorFrame("there is \"no\" such\nthing"),
      new Notice("n2 has lost log entries"),
      new ClientRequest("client-1-4", new RawJson(COMMAND)),
      new ClientReply("client-1-4", ClientReply.APPLIED,
          new RawJson("{\"status\":\"ok\"}"), "why", "n3"),
      new QueryRequest("client-1-5", new RawJson(COMMAND), true),
      new TransferRequest("transfer-1", "n2"),
      new StatusRequest("status-1", 10),
      new StatusReply("status-1", "n1", true, "leader", 8, "n1", "n1", 2, 2, 3,
          1, 150, List.of("n2", "n3"), List.of(Entry.noOp(8))),
      new CountersRequest("counters-1"),
      new CountersReply("counters-1", "n1", 3120, EXACT, 281733, 1780, 1802,
          519245),
      new SnapshotRequest("snapshot-1"),
      new SnapshotReply("snapshot-1", "n1", EXACT, "why"),
      new MembersRequest("members-1"),
      new MembersReply("members-1", "n1", 8, "n1", "n1 n2 -> n1 n2 n3", 7,
          true, EXACT, List.of("n4 5 " + EXACT), "test", "key-value",
          List.of("n1", "n2")),
      new ChangeMembersRequest("members-2", "n1 n2",
          List.of("n1=127.0.0.1:7101,127.0.0.1:7201"), 60_000));

  /** Fields that may be missing. */
  private static final Set<String> OPTIONAL = Set.of("Hello.node",
      "Welcome.members", "TransferRequest.target",
      "MembersReply.leader", "ClientReply.answer", "ClientReply.why", "ClientReply.leader",
      "SnapshotReply.why", "StatusReply.votedFor", "StatusReply.leader");

  /** A field of a record that can be a frame. */
  record FrameField(Record good, RecordComponent component) {
    String name() {
      return component.getName();
    }

    boolean isOptional() {
      return OPTIONAL.contains(toString());
    }

    @Override public String toString() {
      return good.getClass().getSimpleName() + "." + name();
    }
  }

  private GoodFrames() {}

  /** Every field of every frame. */
  static Stream<FrameField> fields() {
    return ALL.stream().flatMap(good ->
        Arrays.stream(good.getClass().getRecordComponents())
            .map(component -> new FrameField(good, component)));
  }

  static Stream<FrameField> requiredFields() {
    return fields().filter(field -> !field.isOptional());
  }
}
