package raft.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A thread that ends what takes too long on the connections of a program that
 * is a client. (A node has ticks, which do that for those it has accepted.) It
 * runs while there are any, and keeps no program from ending.
 *
 * <p>Thread-safe.
 */
final class Watch {
  /** Of all clients of this process. */
  static final Watch OF_CLIENTS = new Watch();

  // So late may a connection be ended.
  private static final int PERIOD_MILLIS = 5;

  // Guarded by this object's monitor.
  private final Set<Connection> watched = new HashSet<>();
  private boolean runs;

  synchronized void add(Connection connection) {
    watched.add(connection);
    if (runs) return;
    Thread thread = new Thread(this::run, "watch over connections");
    thread.setDaemon(true);
    thread.start();
    runs = true;
  }

  synchronized void remove(Connection connection) {
    watched.remove(connection);
  }

  private void run() {
    List<Connection> all = next();
    while (!all.isEmpty()) {
      long now = System.nanoTime();
      for (Connection connection : all) connection.closeIfOverdue(now);
      try {
        Thread.sleep(PERIOD_MILLIS);
      } catch (InterruptedException e) {
        throw new AssertionError("no other thread knows this one", e);
      }
      all = next();
    }
  }

  /** Those to look at now; after none, another thread is started. */
  private synchronized List<Connection> next() {
    runs = !watched.isEmpty();
    return new ArrayList<>(watched);
  }
}
