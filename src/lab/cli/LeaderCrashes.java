package lab.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.figure16.Downtimes;
import raft.cli.LocalCluster;
import raft.client.NothingDoneException;
import raft.node.ClusterConfig;
import raft.node.StatusReply;

/**
 * Kills the leader of a cluster of processes, again and again, and takes the
 * time until another one says in its trace that it leads.
 */
final class LeaderCrashes implements AutoCloseable {
  private record Election(long term, long nanos) {}

  private static final Pattern ELECTED =
      Pattern.compile("\\S+ \\w+ t(\\d+) leader +\\| becomes leader, .*");
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int LOOK_MILLIS = 50;

  private final ClusterConfig config;
  private final LocalCluster cluster;
  private final Random random;
  private final BlockingQueue<Election> elections = new LinkedBlockingQueue<>();

  /** @param random the moments of the crashes are drawn from it */
  LeaderCrashes(ClusterConfig config, Random random) throws IOException {
    this.config = config;
    this.random = random;
    cluster = new LocalCluster(config, "changes", (node, line) -> hear(line));
  }

  private void hear(String line) {
    long now = System.nanoTime();
    Matcher elected = ELECTED.matcher(line);
    if (!elected.matches()) return;
    elections.add(new Election(Long.parseLong(elected.group(1)), now));
  }

  /**
   * So many crashes, one after the other.
   *
   * @throws NothingDoneException if nobody is elected in time
   */
  Downtimes downtimes(int trials) throws IOException, InterruptedException {
    cluster.startAll();
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      StatusReply leader = awaitPeace();
      awaitRandomMoment();
      millis.add(crash(leader));
      cluster.start(leader.node());
    }
    return Downtimes.of(millis);
  }

  /** Waits until all nodes follow one leader, with equal logs. */
  private StatusReply awaitPeace() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (System.nanoTime() < deadline) {
      Optional<StatusReply> leader = peacefulLeader();
      if (leader.isPresent()) return leader.get();
      Thread.sleep(LOOK_MILLIS);
    }
    throw new NothingDoneException("the nodes agree on no leader within "
        + PATIENCE_MILLIS + " ms");
  }

  private Optional<StatusReply> peacefulLeader() throws InterruptedException {
    List<StatusReply> all = cluster.statuses(0);
    Optional<StatusReply> leader = all.stream()
        .filter(node -> node.role().equals("leader")).findFirst();
    boolean peace = leader.isPresent() && all.size() == cluster.ids().size()
        && all.stream().allMatch(node -> node.term() == leader.get().term()
            && node.commitIndex() == leader.get().lastIndex());
    return peace ? leader : Optional.empty();
  }

  /** Any moment between two heartbeats. */
  private void awaitRandomMoment() throws InterruptedException {
    double heartbeats = 2 + random.nextDouble();
    TimeUnit.MICROSECONDS.sleep((long) (heartbeats * config.heartbeat() * 1e3));
  }

  /** How long it took until there was another leader, in milliseconds. */
  private double crash(StatusReply leader) throws InterruptedException {
    elections.clear();
    long killed = System.nanoTime();
    cluster.node(leader.node()).kill();
    Election next = elections.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    if (next != null && next.term() > leader.term()) {
      return (next.nanos() - killed) / 1e6;
    }
    throw new NothingDoneException("nobody took over from " + leader.node()
        + " within " + PATIENCE_MILLIS + " ms");
  }

  @Override public void close() {
    cluster.close();
  }
}
