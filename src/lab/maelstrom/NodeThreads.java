package lab.maelstrom;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import raft.ServerClosedException;
import raft.StorageException;

/**
 * The threads of a node. If one ends with an unexpected exception, the node
 * ends too: half a node is worse than none. Thread-safe.
 */
final class NodeThreads {
  private static final int CLOSE_MILLIS = 500;

  /** What a thread does. */
  interface Body {
    void run() throws InterruptedException;
  }

  private final Consumer<String> failed;

  // Guarded by this object's monitor.
  private final List<Thread> threads = new ArrayList<>();

  /** @param failed told why the node must not go on */
  NodeThreads(Consumer<String> failed) {
    this.failed = failed;
  }

  /** Starts one more thread. */
  synchronized Thread start(String name, Body body) {
    Thread thread = new Thread(() -> runBody(body), name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return thread;
  }

  private void runBody(Body body) {
    try {
      body.run();
    } catch (ServerClosedException | StorageException e) {
      // The node is closing, and the reason was reported.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failed.accept(Thread.currentThread().getName() + " died of " + e);
    }
  }

  /** Interrupts every thread, and waits until it has ended. */
  synchronized void end() {
    threads.forEach(Thread::interrupt);
    threads.forEach(NodeThreads::join);
  }

  static void join(Thread thread) {
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
