package raft.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import raft.bench.Subject;
import raft.client.NothingDoneException;
import raft.node.ClusterConfig;

/** The processes that are measured: a cluster, and the server without Raft. */
final class BenchSystems implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String[] JVM = {"-Xmx512m"};

  private final List<LocalCluster> clusters = new ArrayList<>();
  private final List<Subject> subjects = new ArrayList<>();

  BenchSystems(ClusterConfig config, boolean limit)
      throws IOException, InterruptedException {
    try {
      add(Subject.RAFT, config,
          LocalCluster.node(LocalCluster.raft(JVM), "off"));
      if (!limit) return;
      List<String> program = LocalCluster.raft(JVM);
      program.addAll(List.of("bench", "--serve"));
      add(Subject.UNREPLICATED, config.with(config.nodes().subList(0, 1)),
          program);
    } catch (IOException | RuntimeException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private void add(String system, ClusterConfig config, List<String> program)
      throws IOException, InterruptedException {
    LocalCluster cluster =
        new LocalCluster(config, program, (node, line) -> {});
    clusters.add(cluster);
    cluster.startAll();
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (!isReady(cluster)) {
      if (System.nanoTime() > deadline) throw late(cluster);
      Thread.sleep(20);
    }
    subjects.add(new Subject(system, cluster.config()));
  }

  private static boolean isReady(LocalCluster cluster)
      throws InterruptedException {
    return cluster.leader().isPresent()
        && cluster.statuses(0).size() == cluster.ids().size();
  }

  private static NothingDoneException late(LocalCluster cluster) {
    StringBuilder message = new StringBuilder("nobody led within "
        + PATIENCE_MILLIS + " ms. What the nodes said:");
    for (String id : cluster.ids()) {
      message.append("\n").append(cluster.node(id).lastLines());
    }
    return new NothingDoneException(message.toString());
  }

  /** The cluster first. */
  List<Subject> subjects() {
    return subjects;
  }

  @Override public void close() {
    clusters.forEach(LocalCluster::close);
  }
}
