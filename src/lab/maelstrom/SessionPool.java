package lab.maelstrom;

import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import raft.node.Frame.ClientRequest;
import raft.node.RawJson;

/**
 * The sessions (§8) in which one run of one node proposes its clients'
 * operations. However often the network delivers a copy of one, it is executed
 * once.
 *
 * <p>A session remembers one answer, so each operation under way has a session
 * of its own. The session is given back whatever the outcome: if an operation
 * of unknown outcome arrives after the next one of its session, it is refused
 * ("gone") and never executed.
 *
 * <p>Thread-safe.
 */
final class SessionPool {

  /**
   * Most operations under way. The table has room for some thousands of chosen
   * names, and each run of each node takes as many new ones.
   */
  static final int MOST = 100;

  /** A client of the state machine, and its next serial. */
  record PooledSession(String client, long serial) {

    /** The command, as an operation of this session. */
    ClientRequest request(JsonObject command) {
      JsonObject envelope = new JsonObject();
      envelope.addProperty("client", client);
      envelope.addProperty("serial", serial);
      command.asMap().forEach(envelope::add);
      return new ClientRequest(client + "-" + serial,
          new RawJson(envelope.toString()));
    }
  }

  private final String name;

  // Guarded by this object's monitor.
  private final Deque<PooledSession> free = new ArrayDeque<>();
  private int opened; // only grows

  /** @param name differs between nodes, and between runs of one node */
  SessionPool(String name) {
    this.name = name;
  }

  /** A session of which nothing is under way; null if all are taken. */
  synchronized PooledSession take() {
    if (!free.isEmpty()) return free.pop();
    if (opened == MOST) return null;
    opened++;
    return new PooledSession(name + "-" + opened, 1);
  }

  /** The operation of this session is no longer waited for. */
  synchronized void giveBack(PooledSession session) {
    free.push(new PooledSession(session.client(), session.serial() + 1));
  }
}
