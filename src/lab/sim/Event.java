package lab.sim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import raft.Entry;
import raft.RaftServer;
import raft.Server;
import raft.ServerClosedException;
import raft.Status;
import raft.TraceLine;

/**
 * One thing that happened, with all that a picture of it needs. Events are
 * recorded only on demand; otherwise a run leaves a count and a hash.
 *
 * @param number 1 for the first; what facts of a violation refer to
 * @param time   in microseconds
 * @param node   at which it happened
 * @param packet what was sent, received or lost; null if nothing was
 * @param text   what else there is to say; may be empty
 * @param lines  what the server traced, with the rules' labels
 * @param status of the server after it; the last one if it is down
 * @param log    of the server after it
 * @param peers  of a leader that is up: what it knows of the others, by id
 */
public record Event(long number, long time, EventKind kind, String node,
    Packet packet, String text, List<TraceLine> lines, Status status,
    List<Entry> log, Map<String, PeerIndexes> peers) {

  /** What a leader knows of another server's log. */
  public record PeerIndexes(long nextIndex, long matchIndex) {

    /** What this leader knows of all its peers, by id. */
    static Map<String, PeerIndexes> of(RaftServer leader) {
      Map<String, PeerIndexes> peers = new TreeMap<>();
      try {
        for (Server peer : leader.peers()) {
          peers.put(peer.id(), new PeerIndexes(leader.nextIndex(peer.id()),
              leader.matchIndex(peer.id())));
        }
      } catch (ServerClosedException e) {
        return Map.of(); // an assertion failed in this step, and is reported
      }
      return peers;
    }
  }

  @Override public String toString() {
    StringBuilder line = new StringBuilder("%6d %10.3f ms  %s %s".formatted(
        number, time / 1000.0, node, kind));
    if (packet != null) line.append(' ').append(packet);
    if (!text.isEmpty()) line.append(' ').append(text);
    for (TraceLine trace : lines) line.append("\n    ").append(trace);
    return line.toString();
  }
}
