package raft.cli;

import java.util.Optional;
import raft.node.TracePrinter;

/** What makes the process of a node end, besides being told to. */
final class NodeProcess {
  private NodeProcess() {}

  /** SIGTERM and Ctrl-C close the node in order before the process ends. */
  static void closeOnShutdown(Runnable close, TracePrinter printer) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      close.run();
      printer.close();
    }, "shutdown"));
  }

  /** With {@code --parent PID}: never outlives that process. */
  static void closeWithParent(Arguments arguments, Runnable close) {
    long pid = arguments.number("parent", 1, Long.MAX_VALUE, 0);
    if (pid == 0) return;
    Optional<ProcessHandle> parent = ProcessHandle.of(pid);
    if (parent.isEmpty()) close.run();
    else parent.get().onExit().thenRun(close);
  }
}
