package raft.node;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Faults to order, for a person at the console and for tests: this node's
 * threads pass here before they handle or send anything. Sockets stay open and
 * nothing is refused: what is cut never arrives, as if a switch had failed.
 *
 * <p>Thread-safe. Waiting threads are woken by every change and by {@link
 * #close}.
 */
public final class Faults {
  // Guarded by this object's monitor.
  private final Set<String> cut = new TreeSet<>();
  private boolean paused;
  private int delayMillis;
  private boolean closed;

  /** Nothing is handled, answered or ticked until {@link #resume}. */
  public synchronized void pause() {
    paused = true;
  }

  public synchronized void resume() {
    paused = false;
    notifyAll();
  }

  /** Nothing goes to this peer or comes from it, until it heals. */
  public synchronized void cut(String peer) {
    cut.add(peer);
  }

  /** Ends the cut between this node and this peer. */
  public synchronized void heal(String peer) {
    cut.remove(peer);
    notifyAll();
  }

  /** Ends every cut and every delay. */
  public synchronized void heal() {
    cut.clear();
    delayMillis = 0;
    notifyAll();
  }

  /** Whatever this node sends to a peer leaves this much later. */
  public synchronized void slow(int millis) {
    delayMillis = millis;
    notifyAll();
  }

  public synchronized boolean isPaused() {
    return paused;
  }

  synchronized boolean isCut(String peer) {
    return cut.contains(peer);
  }

  /** Waits while the node is paused. */
  synchronized void pass() throws InterruptedException {
    while (paused && !closed) wait();
  }

  /** Waits before something is sent: as {@link #slow} says, and if paused. */
  synchronized void delay() throws InterruptedException {
    await(delayMillis, () -> delayMillis > 0);
    pass();
  }

  /** Waits as for a reply that never comes; less if the cut heals. */
  synchronized void awaitInVain(String peer, int millis)
      throws InterruptedException {
    await(millis, () -> cut.contains(peer));
  }

  private void await(int millis, BooleanSupplier fault)
      throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    while (fault.getAsBoolean() && !closed) {
      long left = deadline - System.nanoTime();
      if (left <= 0) return;
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Lets everybody go; the node is closing. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
