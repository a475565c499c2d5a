package raft.node;

import java.util.concurrent.atomic.LongAdder;

/**
 * How much a node has sent to its peers since it started. Thread-safe; the
 * counters only grow.
 */
public final class PeerCounters {
  private final LongAdder requests = new LongAdder();
  private final LongAdder entries = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  void request(int entryCount) {
    requests.increment();
    entries.add(entryCount);
  }

  void sent(int byteCount) {
    bytes.add(byteCount);
  }

  /** RPCs sent. */
  public long requests() {
    return requests.sum();
  }

  /** Log entries sent in them. */
  public long entries() {
    return entries.sum();
  }

  /** Bytes of requests and replies sent to peers. */
  public long bytes() {
    return bytes.sum();
  }
}
