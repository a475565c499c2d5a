package lab.cli;

import lab.bench.Workload;
import raft.cli.LocalCluster;

/** Has all nodes take snapshots of a large state, under load. */
final class BenchSnapshots extends BenchLargeState {

  BenchSnapshots(LocalCluster cluster, Workload workload, Progress progress) {
    super(cluster, workload, progress);
  }

  @Override String nothing() {
    return "no snapshot is taken";
  }

  @Override String something() {
    return "each node takes one";
  }

  @Override void prepare(int repetition) {}

  @Override void happen(int repetition) throws InterruptedException {
    askForSnapshots();
  }

  @Override void undo(int repetition) {}
}
