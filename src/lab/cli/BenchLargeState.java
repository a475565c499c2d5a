package lab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import lab.bench.Disturbance;
import lab.bench.Load;
import lab.bench.Workload;
import raft.cli.LocalCluster;
import raft.client.Handshake;
import raft.client.NothingDoneException;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.SnapshotReply;
import raft.node.Frame.StatusReply;

/** Measures a load on a large state without and with something, in turn. */
abstract class BenchLargeState {
  private static final int FILLERS = 64;
  private static final int SNAPSHOT_MILLIS = 600_000;

  final LocalCluster cluster;
  private final Workload workload;
  private final Progress progress;

  BenchLargeState(LocalCluster cluster, Workload workload, Progress progress) {
    this.cluster = cluster;
    this.workload = workload;
    this.progress = progress;
  }

  /** What clients see without it. */
  abstract String nothing();

  /** What clients see with it. */
  abstract String something();

  /** Before the load begins; the first is 0. */
  abstract void prepare(int repetition) throws Exception;

  /** Returns when it is done, and a little later if that counts too. */
  abstract void happen(int repetition) throws Exception;

  /** After the load has ended: as it was before. */
  abstract void undo(int repetition) throws Exception;

  // ---- measuring -------------------------------------------------------

  Disturbance measure(int repetitions) throws Exception {
    fill();
    Disturbance seen = new Disturbance(workload, nothing(), something());
    for (int i = 0; i < repetitions; i++) {
      progress.show("%d clients, %d of %d: %s, then %s".formatted(
          workload.clients(), i + 1, repetitions, nothing(), something()));
      prepare(i);
      measure(seen, i);
      undo(i);
    }
    return seen;
  }

  private void fill() throws InterruptedException {
    AtomicLong filled = new AtomicLong();
    inParallel(FILLERS, filler -> Load.fill(cluster.config(), workload, filler,
        FILLERS, count -> {
          if (filled.incrementAndGet() % 10_000 == 0) {
            progress.show("fills the store: %d of %d keys".formatted(
                filled.get(), workload.keys()));
          }
        }));
    askForSnapshots(); // compiles what takes one, and makes the log short
  }

  private void measure(Disturbance seen, int repetition) throws Exception {
    Load load = new Load(cluster.config(), workload);
    try {
      Thread.sleep(workload.warmUpMillis());
      long term = term();
      long begin = System.nanoTime();
      Thread.sleep(workload.millis());
      long asked = System.nanoTime();
      happen(repetition);
      long done = System.nanoTime();
      long changes = term() - term;
      load.stop();
      seen.add(load, begin, asked, done, changes);
    } finally {
      load.stop();
    }
  }

  private long term() throws InterruptedException {
    return cluster.statuses(0).stream().mapToLong(StatusReply::term).max()
        .orElse(0);
  }

  /** All nodes of the file at once; returns when each has its own on disk. */
  final void askForSnapshots() throws InterruptedException {
    List<NodeAddress> nodes = cluster.config().nodes();
    inParallel(nodes.size(), i -> {
      SnapshotReply reply =
          Handshake.snapshot(cluster.config(), nodes.get(i), SNAPSHOT_MILLIS);
      if (reply.why() != null) {
        throw new NothingDoneException(reply.node() + " has no snapshot: "
            + reply.why());
      }
    });
  }

  private interface Work {
    void run(int number);
  }

  private static void inParallel(int threads, Work work)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        all.add(pool.submit(() -> work.run(number)));
      }
      for (Future<?> each : all) each.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException unchecked ? unchecked
          : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
