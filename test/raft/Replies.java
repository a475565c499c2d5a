package raft;

/** The replies to a request, as a peer in a given term makes them. */
final class Replies {
  private Replies() {}

  static RequestVoteReply granted(RequestVote request, long term) {
    return new RequestVoteReply(request.id(), term, true);
  }

  static RequestVoteReply refused(RequestVote request, long term) {
    return new RequestVoteReply(request.id(), term, false);
  }

  static RequestPreVoteReply granted(RequestPreVote request, long term) {
    return new RequestPreVoteReply(request.id(), term, true);
  }

  static RequestPreVoteReply refused(RequestPreVote request, long term) {
    return new RequestPreVoteReply(request.id(), term, false);
  }

  static AppendEntriesReply success(AppendEntries request, long term) {
    return new AppendEntriesReply(request.id(), term, true, 0, 0);
  }

  /** By a server for which the leader's term is over. */
  static AppendEntriesReply refused(AppendEntries request, long term) {
    return new AppendEntriesReply(request.id(), term, false, 0, 0);
  }
}
