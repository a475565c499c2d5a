package raft.node;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The connections of a node, from the moment they exist until they are done
 * with. Thread-safe: its monitor guards the fields, and nothing waits for the
 * network while it is held, since closing a socket does not.
 */
final class Connections {
  // Their order does not matter: all are treated alike.
  private final Set<Connection> open = new HashSet<>();
  private boolean closed;

  /** Remembers a connection, or closes it if the node is closing. */
  synchronized void add(Connection connection) {
    open.add(connection);
    if (closed) connection.close();
  }

  synchronized void remove(Connection connection) {
    connection.close();
    connection.giveBack();
    open.remove(connection);
    notifyAll();
  }

  synchronized int count() {
    return open.size();
  }

  /** Ends those whose read or write takes too long; see {@link Connection}. */
  synchronized void closeOverdue() {
    long now = System.nanoTime();
    for (Connection connection : open) connection.closeIfOverdue(now);
  }

  /** Takes nothing more in; replies may still be sent. */
  synchronized void shutdownInput() {
    for (Connection connection : open) connection.shutdownInput();
  }

  /** Closes these and whatever comes later. */
  synchronized void closeAll() {
    closed = true;
    for (Connection connection : open) connection.close();
  }

  /** Waits until everybody is done with theirs, or the time is up. */
  synchronized void awaitNone(int millis) {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    try {
      while (!open.isEmpty()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) return;
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the one who did will not wait
    }
  }
}
