package raft.node;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The threads of a node. If one ends with an exception, the node must end too:
 * half a node is worse than none. Thread-safe.
 */
public final class NodeThreads {
  private static final int CLOSE_MILLIS = 500;

  /** What a thread does. */
  public interface Body {
    void run() throws InterruptedException;
  }

  private final Consumer<Throwable> failed;

  // Those that run as long as the node.
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  /** @param failed told why the node must not go on, by the thread that died */
  public NodeThreads(Consumer<Throwable> failed) {
    this.failed = failed;
  }

  /** Starts a thread that runs as long as the node. */
  public Thread keepRunning(String name, Body body) {
    Thread thread = start(name, body);
    threads.add(thread);
    return thread;
  }

  /** Starts a thread that may end before the node does. */
  Thread start(String name, Body body) {
    Thread thread = new Thread(() -> run(body), name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void run(Body body) {
    try {
      body.run();
    } catch (InterruptedException | RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  boolean areAlive() {
    return threads.stream().allMatch(Thread::isAlive);
  }

  public void interrupt() {
    threads.forEach(Thread::interrupt);
  }

  /** Waits until those that run as long as the node have ended. */
  public void join() {
    threads.forEach(NodeThreads::join);
  }

  public static void join(Thread thread) {
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
