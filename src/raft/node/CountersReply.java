package raft.node;

import java.time.Duration;
import java.util.Objects;
import raft.node.disk.FileStorage;

/**
 * What a node has done since its process began. Nothing here falls, so two of
 * these tell what happened in between.
 *
 * @param cpuMillis processor time of the process, as the operating system
 *                  accounts for it; 0 where that is not known
 * @param forces    how often the disk was forced
 * @param diskBytes bytes written to the disk
 * @param requests  RequestVote and AppendEntries RPCs sent
 * @param entries   log entries sent in them
 * @param peerBytes bytes of requests and replies sent to peers
 */
public record CountersReply(String id, String node, long cpuMillis,
    long forces, long diskBytes, long requests, long entries,
    long peerBytes) {
  public CountersReply {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(node, "node");
  }

  static CountersReply of(CountersRequest request, String node,
      FileStorage storage, PeerCounters traffic) {
    return new CountersReply(request.id(), node, ownCpuMillis(),
        storage.forces(), storage.bytesWritten(), traffic.requests(),
        traffic.entries(), traffic.bytes());
  }

  /** Processor time of this process so far; 0 if that is not known. */
  public static long ownCpuMillis() {
    return ProcessHandle.current().info().totalCpuDuration()
        .map(Duration::toMillis).orElse(0L);
  }
}
