package raft.node;

/**
 * Asks a node how it is. Any node answers, whatever its role.
 *
 * @param id  names the exchange
 * @param log how many of its last log entries to send along; 0 for none. As
 *            many come as fit into a frame
 */
public record StatusRequest(String id, int log) {
  public StatusRequest {
    ClientRequest.checkId(id);
    if (log < 0) throw new IllegalArgumentException("log " + log + " < 0");
  }
}
