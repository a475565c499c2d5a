package raft.node;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import raft.Entry;
import raft.Members;
import raft.RaftServer;
import raft.Role;
import raft.Status;
import raft.node.Frame.CountersReply;
import raft.node.Frame.CountersRequest;
import raft.node.Frame.MembersReply;
import raft.node.Frame.MembersRequest;
import raft.node.Frame.StatusReply;
import raft.node.Frame.StatusRequest;
import raft.node.disk.FileStorage;
import raft.node.disk.Identity;

/**
 * What a node tells of itself when it is asked: how it is, and what it has done.
 * Thread-safe.
 */
final class SelfReport {
  // Most log entries in a StatusReply.
  private static final int MOST_SHOWN = 1000;

  private final Wire wire;
  private final RaftServer server;
  private final FileStorage storage;
  private final NodeThreads threads;
  private final Links links;

  SelfReport(Wire wire, RaftServer server, FileStorage storage,
      NodeThreads threads, Links links) {
    this.wire = wire;
    this.server = server;
    this.storage = storage;
    this.threads = threads;
    this.links = links;
  }

  /** How this node is, and the end of its log. */
  StatusReply status(StatusRequest request) {
    int count = Math.min(request.log(), MOST_SHOWN);
    Status status;
    List<Entry> entries;
    do { // until the two belong together
      status = server.status();
      entries = server.lastEntries(count);
    } while (server.status().lastIndex() != status.lastIndex());
    return new StatusReply(request.id(), wire.node(), isHealthy(status),
        status.role().toString(), status.term(), status.votedFor(),
        status.leader(), status.commitIndex(), status.lastApplied(),
        status.lastIndex(), status.snapshotIndex(),
        (long) status.electionCountdown() * config().tick(),
        unreachable(status), newestThatFit(entries));
  }

  private ClusterConfig config() {
    return wire.config();
  }

  private List<Entry> newestThatFit(List<Entry> entries) {
    int first = entries.size();
    long room = config().batchBytes();
    while (first > 0 && room >= entries.get(first - 1).bytes()) {
      first--;
      room -= entries.get(first).bytes();
    }
    return entries.subList(first, entries.size());
  }

  /** Peers that do not reply; a follower sends nothing, so it knows of none. */
  private List<String> unreachable(Status status) {
    if (status.role() == Role.FOLLOWER) return List.of();
    return links.unreachable();
  }

  private boolean isHealthy(Status status) {
    return storage.isHealthy() && threads.areAlive() && links.areAlive()
        && storage.writingMillis() <= config().electionTimeoutMax()
        && (status.role() != Role.LEADER || reachesMajority());
  }

  private boolean reachesMajority() {
    Set<String> reached =
        new TreeSet<>(links.repliedWithin(config().electionTimeoutMax()));
    reached.add(wire.node());
    return server.members().configuration().isMajority(reached);
  }

  /** Who belongs to the cluster, as far as this node knows. */
  MembersReply members(MembersRequest request) {
    Status status = server.status();
    Members members = server.members();
    Identity me = wire.identity();
    return new MembersReply(request.id(), wire.node(), status.term(),
        status.leader(), members.configuration().text(), members.index(),
        members.committed(),
        members.lastIndex(), members.newcomers().stream()
            .map(MembersReply::text).toList(),
        me.cluster(), me.application(), me.nodes());
  }

  /** What this node has done since it started. */
  CountersReply counters(CountersRequest request) {
    PeerCounters traffic = wire.traffic();
    return new CountersReply(request.id(), wire.node(), ownCpuMillis(),
        storage.forces(), storage.bytesWritten(), traffic.requests(),
        traffic.entries(), traffic.bytes());
  }

  /** Processor time of this process so far; 0 if that is not known. */
  static long ownCpuMillis() {
    return ProcessHandle.current().info().totalCpuDuration()
        .map(Duration::toMillis).orElse(0L);
  }
}
