package lab.cli;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.Random;
import lab.bench.Load;
import lab.bench.Outage;
import lab.bench.Workload;
import raft.cli.LocalCluster;
import raft.cli.Polling;
import raft.client.Handshake;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.node.Frame.ClientReply;

/** Ends leaderships, and measures how long no client was served. */
final class BenchFailover {
  private static final int BEFORE_MILLIS = 1500; // all clients are served soon
  private static final int AFTER_MILLIS = 1000;
  private static final int PATIENCE_MILLIS = 30_000;

  private final LocalCluster cluster;
  private final Workload workload;
  private final Random random = new Random();

  /** @param workload of 0 clients: none writes before the leader is dead */
  BenchFailover(LocalCluster cluster, Workload workload) {
    this.cluster = cluster;
    this.workload = workload;
  }

  /** One way to end a leadership. */
  private interface End {
    void of(String leader) throws InterruptedException;
  }

  /** Kills the leader once, and starts it again. */
  void kill(Outage outage) throws IOException, InterruptedException {
    String leader = end(outage, node -> cluster.node(node).kill());
    cluster.start(leader);
  }

  /** Has the leader hand over once, to whom it likes. */
  void transfer(Outage outage) throws InterruptedException {
    end(outage, this::handOver);
  }

  private void handOver(String leader) {
    ClientReply reply = Handshake.transfer(cluster.config(),
        cluster.config().node(leader), null, PATIENCE_MILLIS);
    if (reply.outcome().equals(ClientReply.APPLIED)) return;
    throw new NothingDoneException(leader + " did not hand over: "
        + reply.why());
  }

  /** Ends the leadership in this way; returns the leader that lost it. */
  private String end(Outage outage, End end) throws InterruptedException {
    BenchSystems.awaitReady(cluster);
    String leader = cluster.leader().orElseThrow(() ->
        new NothingDoneException("the leader went before its time")).node();
    if (workload.clients() == 0) endIdle(outage, leader, end);
    else endUnderLoad(outage, leader, end);
    return leader;
  }

  private void endIdle(Outage outage, String leader, End end)
      throws InterruptedException {
    try (KvClient client = new KvClient(cluster.config(), PATIENCE_MILLIS)) {
      client.put("failover", "before");
      settle();
      long begun = System.nanoTime();
      end.of(leader);
      client.put("failover", "after");
      double millis = (System.nanoTime() - begun) / 1e6;
      outage.add(millis, millis, millis);
    }
  }

  private void endUnderLoad(Outage outage, String leader, End end)
      throws InterruptedException {
    Load load = new Load(cluster.config(), workload);
    long begun;
    long over;
    long last;
    try {
      settle();
      begun = System.nanoTime();
      end.of(leader);
      over = System.nanoTime();
      awaitLeader();
      Thread.sleep(AFTER_MILLIS);
      last = System.nanoTime();
    } finally {
      load.stop();
    }
    outage.count(load);
    OptionalLong first = load.firstAnswerAfter(over);
    if (first.isEmpty()) {
      throw new NothingDoneException("no write was acknowledged after "
          + leader + " led no more");
    }
    outage.addBefore(load.longestGapOfAll(
        begun - AFTER_MILLIS * 1_000_000L, begun) / 1e6);
    outage.add((first.getAsLong() - begun) / 1e6,
        load.longestGapOfAll(begun, last) / 1e6,
        load.longestGap(begun, last) / 1e6);
  }

  /** At any moment between two heartbeats. */
  private void settle() throws InterruptedException {
    Thread.sleep(BEFORE_MILLIS + random.nextInt(cluster.config().heartbeat()));
  }

  private void awaitLeader() throws InterruptedException {
    if (Polling.comesTrue(PATIENCE_MILLIS,
        () -> cluster.leader().isPresent())) return;
    throw new NothingDoneException("no leader was elected within "
        + PATIENCE_MILLIS + " ms");
  }
}
