package raft;

/**
 * Beyond Figure 2: the answer to a {@link RequestReadIndex}.
 *
 * @param id        the request's id
 * @param term      the currentTerm of who answers
 * @param confirmed whether it could make sure in time that it leads
 * @param readIndex the state that a read sees has applied this, at least; 0 if
 *                  not confirmed
 */
public record RequestReadIndexReply(String id, long term, boolean confirmed,
    long readIndex) implements Message.Reply {

  public RequestReadIndexReply {
    Message.check(id, term);
    Message.inRange(0, readIndex, "readIndex");
    if (!confirmed) Message.isZero(readIndex, "readIndex");
  }
}
