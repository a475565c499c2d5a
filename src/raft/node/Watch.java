package raft.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A thread that ends what takes too long on the connections of a program that
 * is a client. (A node has ticks, which do that for those it has accepted.) It
 * runs while there are any, looks at them 200 times a second, and keeps no
 * program from ending.
 *
 * <p>Thread-safe.
 */
final class Watch {
  /** One for the process: a client does not know of the others. */
  static final Watch OF_CLIENTS = new Watch();

  // So late may a connection be ended.
  private static final int PERIOD_MILLIS = 5;

  // Guarded by this object's monitor.
  private final Set<Connection> watched = new HashSet<>();
  private boolean runs;

  synchronized void add(Connection connection) {
    if (!runs) {
      Thread thread = new Thread(this::watch, "watch over connections");
      thread.setDaemon(true);
      thread.start(); // may throw; and then nothing has changed
      runs = true;
    }
    watched.add(connection);
  }

  synchronized void remove(Connection connection) {
    watched.remove(connection);
  }

  private void watch() {
    try {
      for (List<Connection> all = next(); !all.isEmpty(); all = next()) {
        long now = System.nanoTime();
        for (Connection connection : all) connection.closeIfOverdue(now);
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      end(); // by one who ends all threads of the program
    } catch (RuntimeException | Error e) {
      end(); // no memory, say
      throw e;
    }
  }

  /** Those to look at now; after none, the thread ends. */
  private synchronized List<Connection> next() {
    runs = !watched.isEmpty();
    return new ArrayList<>(watched);
  }

  /** Closes all, since nothing ends their waiting any more. */
  private synchronized void end() {
    runs = false;
    for (Connection each : new ArrayList<>(watched)) each.close();
  }
}
