package lab.cli;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.Random;
import lab.bench.Load;
import lab.bench.Outage;
import lab.bench.Workload;
import raft.cli.LocalCluster;
import raft.cli.Polling;
import raft.client.KvClient;
import raft.client.NothingDoneException;

/** Kills leaders, and measures how long no client was served. */
final class BenchFailover {
  private static final int BEFORE_MILLIS = 500;
  private static final int AFTER_MILLIS = 1000;
  private static final int PATIENCE_MILLIS = 30_000;

  private final LocalCluster cluster;
  private final Workload workload;
  private final Outage outage;
  private final Random random = new Random();

  /** @param workload of 0 clients: none writes before the leader is dead */
  BenchFailover(LocalCluster cluster, Workload workload, Outage outage) {
    this.cluster = cluster;
    this.workload = workload;
    this.outage = outage;
  }

  /** Kills the leader once, and starts it again. */
  void kill() throws IOException, InterruptedException {
    BenchSystems.awaitReady(cluster);
    String leader = cluster.leader().orElseThrow(() ->
        new NothingDoneException("the leader went before it was killed"))
        .node();
    if (workload.clients() == 0) killIdle(leader);
    else killUnderLoad(leader);
    cluster.start(leader);
  }

  private void killIdle(String leader) throws InterruptedException {
    try (KvClient client = new KvClient(cluster.config(), PATIENCE_MILLIS)) {
      client.put("failover", "before");
      settle();
      long killed = System.nanoTime();
      cluster.node(leader).kill();
      client.put("failover", "after");
      double millis = (System.nanoTime() - killed) / 1e6;
      outage.add(millis, millis);
    }
  }

  private void killUnderLoad(String leader) throws InterruptedException {
    Load load = new Load(cluster.config(), workload);
    long killed;
    long dead;
    long end;
    try {
      settle();
      killed = System.nanoTime();
      cluster.node(leader).kill();
      dead = System.nanoTime();
      awaitLeader();
      Thread.sleep(AFTER_MILLIS);
      end = System.nanoTime();
    } finally {
      load.stop();
    }
    outage.count(load);
    OptionalLong first = load.firstAnswerAfter(dead);
    if (first.isEmpty()) {
      throw new NothingDoneException("no write was acknowledged after "
          + leader + " was killed");
    }
    outage.add((first.getAsLong() - killed) / 1e6,
        load.longestGap(killed, end) / 1e6);
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
