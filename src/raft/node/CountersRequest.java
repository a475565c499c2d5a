package raft.node;

/**
 * Asks a node for its {@link CountersReply}.
 *
 * @param id names the exchange; at most {@link ClientRequest#LONGEST_ID}
 *           characters
 */
public record CountersRequest(String id) {
  public CountersRequest {
    ClientRequest.checkId(id);
  }
}
