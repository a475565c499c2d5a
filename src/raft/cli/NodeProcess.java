package raft.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import raft.StateMachine;
import raft.kv.Applications;
import raft.kv.Limits;
import raft.node.ClusterConfig;
import raft.node.Node;
import raft.node.TracePrinter;

/** What {@code raft node} and {@code raft cluster} have in common. */
public final class NodeProcess {
  private static final long LOOK_NANOS = 200_000_000L;

  private NodeProcess() {}

  /** A new state machine, of the kind that the configuration names. */
  public static StateMachine application(ClusterConfig config) {
    try {
      return Applications.named(config.application(),
          new Limits(config.maxKey(), config.maxValue()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("\"application\" of the cluster "
          + config.cluster() + ": " + e.getMessage());
    }
  }

  /** SIGTERM and Ctrl-C close the node in order before the process ends. */
  public static void closeOnShutdown(Runnable close, TracePrinter printer) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      close.run();
      printer.close();
    }, "shutdown"));
  }

  /** Closes the node; if it leads, another one does first. */
  static void handOver(Node node) {
    node.handOver();
    node.close();
  }

  /** With {@code --parent PID}: never outlives that process. */
  public static void closeWithParent(Arguments arguments, Runnable close) {
    long pid = arguments.number("parent", 1, Long.MAX_VALUE, 0);
    if (pid == 0) return;
    Optional<ProcessHandle> parent = ProcessHandle.of(pid);
    // Not onExit(): the longer a process lives that is not a child, the less
    // often that looks whether it is still there, down to once in 5 seconds.
    Thread thread = new Thread(() -> {
      while (parent.isPresent() && parent.get().isAlive()) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      close.run();
    }, "parent");
    thread.setDaemon(true);
    thread.start();
  }

  /** All at once: one after the other would take as many times as long. */
  public static void closeAll(List<Node> nodes) {
    List<Thread> threads = new ArrayList<>();
    for (Node node : nodes) {
      try {
        Thread thread = new Thread(node::close, "close " + node.id());
        thread.start();
        threads.add(thread);
      } catch (OutOfMemoryError e) { // no thread can be had
        node.close();
      }
    }
    threads.forEach(NodeProcess::join);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
