package lab.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lab.bench.Subject;
import raft.cli.LocalCluster;
import raft.cli.Polling;
import raft.client.NothingDoneException;
import raft.node.ClusterConfig;
import raft.node.Frame.StatusReply;

/**
 * What is measured: a cluster, maybe a cluster of one node beside it. Their
 * processes are started here, except for a cluster that runs already.
 */
final class BenchSystems implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final String heap;
  private final List<LocalCluster> started = new ArrayList<>();
  private final List<Subject> subjects = new ArrayList<>();

  /** @param heapMegabytes of each process that will be started */
  BenchSystems(long heapMegabytes) {
    heap = "-Xmx" + heapMegabytes + "m";
  }

  /** A cluster that was started by others. */
  void addRunning(ClusterConfig config) {
    subjects.add(new Subject(Subject.CLUSTER, config));
  }

  /** A cluster of processes, like this but at addresses of their own. */
  LocalCluster addCluster(ClusterConfig like)
      throws IOException, InterruptedException {
    return addCluster(like, List.of());
  }

  /** With nodes that its file does not name, which are not started here. */
  LocalCluster addCluster(ClusterConfig like, List<String> later)
      throws IOException, InterruptedException {
    return start(Subject.CLUSTER, like, later);
  }

  /** A cluster of one node, with the configuration of this cluster. */
  void addOneNode(ClusterConfig like) throws IOException, InterruptedException {
    start(Subject.ONE_NODE, like.with(like.nodes().subList(0, 1)),
        List.of());
  }

  private LocalCluster start(String system, ClusterConfig like,
      List<String> later) throws IOException, InterruptedException {
    List<String> program = LocalCluster.node(LocalCluster.raft(heap), "off");
    LocalCluster cluster =
        new LocalCluster(like, later, program, (node, line) -> {});
    started.add(cluster);
    cluster.startAll();
    awaitReady(cluster);
    subjects.add(new Subject(system, cluster.config()));
    return cluster;
  }

  /**
   * Waits until there is a leader and all nodes have what it has.
   *
   * @throws NothingDoneException if that takes too long
   */
  static void awaitReady(LocalCluster cluster) throws InterruptedException {
    if (Polling.comesTrue(PATIENCE_MILLIS, () -> isReady(cluster))) return;
    throw late(cluster);
  }

  private static boolean isReady(LocalCluster cluster)
      throws InterruptedException {
    List<StatusReply> all = cluster.statuses(0);
    return all.size() == cluster.ids().size()
        && all.stream().anyMatch(node -> node.role().equals("leader"))
        && all.stream().mapToLong(StatusReply::lastApplied).distinct()
            .count() == 1;
  }

  private static NothingDoneException late(LocalCluster cluster) {
    StringBuilder message = new StringBuilder("the nodes were not ready within "
        + PATIENCE_MILLIS + " ms, and said:");
    for (String id : cluster.ids()) {
      message.append("\n").append(cluster.node(id).lastLines());
    }
    return new NothingDoneException(message.toString());
  }

  /** All of them, in the order in which they were added. */
  List<Subject> subjects() {
    return subjects;
  }

  /** @throws NothingDoneException if a process ended that should not have */
  void checkAllRun() {
    for (LocalCluster cluster : started) {
      for (String id : cluster.ids()) {
        if (cluster.isRunning(id)) continue;
        throw new NothingDoneException("it was not killed, but "
            + cluster.node(id).end());
      }
    }
  }

  @Override public void close() {
    started.forEach(LocalCluster::close);
  }
}
