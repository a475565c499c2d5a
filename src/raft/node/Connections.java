package raft.node;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections a node has accepted and not yet closed. Thread-safe. Its
 * order of iteration does not matter: all are treated alike.
 */
final class Connections {
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Remembers a connection, or closes it if the node is closing. */
  void add(Connection connection) {
    open.add(connection);
    // Checked after the adding, as closeAll() sets it before the closing: one
    // of the two threads sees the other, so no connection slips through.
    if (closed) connection.close();
  }

  void remove(Connection connection) {
    connection.close();
    open.remove(connection);
  }

  int count() {
    return open.size();
  }

  void closeOverdue() {
    long now = System.nanoTime();
    for (Connection connection : open) connection.closeIfOverdue(now);
  }

  /** Lets what is being answered be answered, and takes nothing more. */
  void shutdownInput() {
    for (Connection connection : open) connection.shutdownInput();
  }

  void closeAll() {
    closed = true;
    for (Connection connection : open) connection.close();
  }
}
