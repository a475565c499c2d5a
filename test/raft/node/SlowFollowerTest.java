package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import raft.client.KvClient;

/**
 * A follower at the end of a slow line, which needs a snapshot, while its leader
 * goes on: 200 writes a second, and a snapshot after every 2000. The state has
 * 20 MB and the line carries 64 kB a second; here all that counts bytes or
 * entries is a part of that, so that the times are as short. In full it takes
 * a quarter of an hour: {@code JAVA_TOOL_OPTIONS=-Dslow-follower.part=1 make
 * test ONLY=raft.node.SlowFollowerTest}.
 */
class SlowFollowerTest {
  private static final int PART = Integer.getInteger("slow-follower.part", 100);
  private static final int STATE = 20_000_000 / PART; // bytes
  private static final int VALUE = 2000; // bytes
  private static final int RATE = 64_000; // bytes a second
  private static final int WRITES = 200; // a second
  private static final int MARGIN = 2 + 8 / PART; // seconds

  private static final Map<String, String> SETTINGS = Map.of(
      "election-timeout-min", "600", "election-timeout-max", "900",
      "snapshot-entries", "" + 2000 / PART,
      "snapshot-kept-entries", "" + 100_000 / PART,
      "snapshot-kept-bytes", "" + 16_777_216 / PART,
      "snapshot-chunk-bytes", "" + Math.max(4096, 65_536 / PART));

  private static void fill(Cluster cluster) {
    try (KvClient client = new KvClient(cluster.config(), 10_000)) {
      for (int i = 0; i < STATE / VALUE; i++) {
        client.put("filled-" + i, "v".repeat(VALUE));
      }
    }
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** The snapshot that n3 was sent covers up to there; 0 if nothing was. */
  private long installed;

  private void look(Cluster cluster) {
    // Later ones are its own.
    if (installed == 0) installed = cluster.node("n3").status().snapshotIndex();
  }

  /** For so long, so many a second at most, of the few keys that change. */
  private void write(Cluster cluster, double seconds) {
    long begin = System.nanoTime();
    try (KvClient client = new KvClient(cluster.config(), 10_000)) {
      for (int i = 0; secondsSince(begin) < seconds; i++) {
        client.put("key-" + i % 100, "" + i);
        look(cluster);
        double early = (double) i / WRITES - secondsSince(begin);
        Cluster.pause((int) Math.max(0, early * 1000));
      }
    }
  }

  /** Until it has applied all; how long that took, in seconds. */
  private double catchUp(Cluster cluster, double most) {
    long begin = System.nanoTime();
    long last = cluster.node("n1").status().lastIndex();
    while (cluster.node("n3").status().lastApplied() < last) {
      assertTrue(secondsSince(begin) < most, () -> "not after " + most + " s: "
          + String.join("\n", cluster.trace()));
      look(cluster);
      Cluster.pause(10);
    }
    return secondsSince(begin);
  }

  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  @Test void aSlowFollowerOfALeaderThatGoesOnCatchesUp() throws IOException {
    try (Cluster cluster = Cluster.down(3, SETTINGS, null);
        SlowSocket line = new SlowSocket(cluster.config().node("n3").peer(),
            RATE / 1000)) {
      SlowLineTest.start(cluster, line, "n2", "n3");
      cluster.stop("n3");
      fill(cluster);
      long index = cluster.node("n1").requestSnapshot().join()
          .lastIncludedIndex();
      double size = Files.size(cluster.data("n1").resolve("snapshot-" + index
          + ".jsonl"));
      long term = cluster.node("n1").status().term();

      cluster.start("n3");
      write(cluster, size / RATE);
      double seconds = catchUp(cluster, 1.5 * size / RATE + MARGIN);

      long own = cluster.node("n1").status().snapshotIndex();
      if (PART == 1) {
        System.out.printf("%.0f bytes, %.1f s; a snapshot of 1..%d, then of"
            + " 1..%d; caught up after %.1f s%n", size, size / RATE, index, own,
            seconds);
      }
      assertEquals(term, cluster.node("n3").status().term(), "an election");
      assertEquals(index, installed, "a transfer that is under way goes on");
      assertTrue(own > index + 2 * 2000 / PART, "and the leader too");
    }
  }
}
