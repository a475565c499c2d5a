package raft;

import static raft.Role.LEADER;

import java.util.Optional;

/**
 * Which rules a message goes to, and which of them may send one. Figure 2 has
 * two RPCs; each of the others belongs to a file of its own. RequestReadIndex
 * goes past this, straight to {@link ReadIndex}: its reply comes later.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class Dispatch {
  private final Figure2 figure2;
  private final Figure13 figure13;
  private final Membership membership;
  private final PreVote preVote;
  private final ReadIndex readIndex;
  private final LeadershipTransfer transfer;
  private final Followers followers;

  Dispatch(Figure2 figure2, Figure13 figure13, Membership membership,
      PreVote preVote, ReadIndex readIndex, LeadershipTransfer transfer,
      Followers followers) {
    this.figure2 = figure2;
    this.figure13 = figure13;
    this.membership = membership;
    this.preVote = preVote;
    this.readIndex = readIndex;
    this.transfer = transfer;
    this.followers = followers;
  }

  // ---- What comes in ---------------------------------------------------

  /** The reply to a request that is as good as not received; before A2. */
  Optional<Message.Reply> disregard(Message.Request request) {
    return membership.disregard(request) // MC6
        .or(() -> preVote.disregard(request)); // PV2
  }

  /** A request, after A2. */
  Message.Reply request(Message.Request request) {
    // MC9. "servers process incoming RPC requests without consulting their
    //      current configurations" (thesis 4.1): one of them may be the older,
    //      and a newcomer has none.
    if (request instanceof RequestVote vote) return figure2.requestVote(vote);
    if (request instanceof RequestPreVote asked) {
      return preVote.requestPreVote(asked);
    }
    if (request instanceof TimeoutNow now) return transfer.timeoutNow(now);
    return figure2.appendEntries((AppendEntries) request);
  }

  /**
   * A reply to a request of my present term, after A2.
   *
   * @return whether it proves that the peer's disk lost entries
   */
  boolean reply(String peer, Message.Request request, Message.Reply reply) {
    if (reply instanceof RequestVoteReply vote) {
      figure2.requestVoteReply(peer, vote.voteGranted());
    } else if (reply instanceof RequestPreVoteReply answer) {
      preVote.reply(peer, request, answer);
    } else if (reply instanceof RequestReadIndexReply answer) {
      readIndex.reply(peer, (RequestReadIndex) request, answer);
    } else {
      followers.repliedTo(peer, request);
      return replyToLeader(peer, request, reply);
    }
    return false;
  }

  private boolean replyToLeader(String peer, Message.Request request,
      Message.Reply reply) {
    if (reply instanceof TimeoutNowReply answer) {
      transfer.reply(answer);
    } else if (reply instanceof InstallSnapshotReply installed) {
      figure13.installSnapshotReply(peer, (InstallSnapshot) request, installed);
    } else {
      long matched = figure2.matchIndex(peer);
      figure2.appendEntriesReply(peer, (AppendEntries) request,
          (AppendEntriesReply) reply);
      return figure2.matchIndex(peer) < matched; // it falls for no other reason
    }
    return false;
  }

  // ---- What goes out ---------------------------------------------------

  /** What this peer should be sent now, if anything. */
  Optional<Message.Request> next(String peer) {
    if (!figure2.isPeer(peer)) return Optional.empty(); // it has gone
    // SN4 before L3: a peer whose next entry was discarded gets a chunk of a
    // snapshot. Figure 2 is asked about the others.
    return preVote.request(peer)
        .or(() -> readIndex.request(peer))
        .or(() -> transfer.request(peer))
        .or(() -> figure13.sendInstallSnapshot(peer))
        .or(() -> figure2.nextRequest(peer).map(transfer::mark)); // LT5
  }

  /** The same before it has replied to another request: never with entries. */
  Optional<Message.Request> next(String peer, Message.Request underWay) {
    if (!figure2.isPeer(peer)) return Optional.empty();
    Optional<Message.Request> first = preVote.request(peer, underWay);
    if (first.isPresent()) return first;
    if (figure2.role() == LEADER) return figure2.sendHeartbeat(peer);
    // A candidate asks once in a term, whatever it asked in an older one.
    return underWay.term() == figure2.currentTerm() ? Optional.empty()
        : figure2.nextRequest(peer).map(transfer::mark);
  }

  /**
   * Whether {@link #next(String)} would find something for some peer. One that
   * needs a snapshot is behind, so Figure 2 has something for it.
   */
  boolean hasNext() {
    for (String peer : figure2.peers()) {
      if (figure2.hasRequest(peer) || preVote.hasRequest(peer)) return true;
    }
    return readIndex.hasRequest() || transfer.hasRequest();
  }
}
