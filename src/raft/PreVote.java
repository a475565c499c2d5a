package raft;

import static raft.Role.LEADER;

import java.util.List;
import java.util.Optional;

/**
 * Beyond Figure 2: "In the Pre-Vote algorithm, a candidate only increments its
 * term if it first learns from a majority of the cluster that they would be
 * willing to grant the candidate their votes" (thesis 9.6). So a server that
 * was cut off comes back in the term in which it left, and deposes no leader.
 *
 * <p>It stands between the election timeout and Figure 2's election. A server
 * that asks for pre-votes is no candidate: it stays what it was, and goes on
 * asking until its election timer is restarted, by the leader, by a vote, or by
 * its own election (F2); or elapses again, and it asks anew.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class PreVote {
  private final String me;
  private final boolean isOn;
  private final Figure2 figure2;
  private final RaftLog log;
  private final ElectionTimer electionTimer;

  // Apart from Figure 2's votes (PV3). They count for one term: a server that
  // knows of a newer one may answer differently.
  private final Votes preVotes = new Votes();
  private long term;

  private long timer; // the run of the election timer that began with it
  private long begun; // the requests this server had made by then

  PreVote(String me, Settings settings, Figure2 figure2, RaftLog log,
      ElectionTimer electionTimer) {
    this.me = me;
    isOn = settings.calm().preVote();
    this.figure2 = figure2;
    this.log = log;
    this.electionTimer = electionTimer;
  }

  // ---- Who asks --------------------------------------------------------

  /** The election timeout elapsed, and this server may campaign. */
  void electionTimeoutElapses() {
    if (!isOn || figure2.role() == LEADER) {
      figure2.electionTimeoutElapses();
      return;
    }
    // PV1. "While a server is partitioned, it won't be able to increment its
    //      term, since it can't receive permission from a majority of the
    //      cluster." (thesis 9.6) Neither who asks nor who is asked changes
    //      its term or its vote for it, and nothing goes to disk. (Who knows
    //      of an older term than the asker's hears of that by A2, as always.)
    figure2.forgetLeader();
    electionTimer.restart();
    timer = electionTimer.runs();
    begun = figure2.requests();
    figure2.trace("PV1", "asks who would vote for it");
    beginCounting();
    count();
  }

  private void beginCounting() {
    term = figure2.currentTerm();
    preVotes.clear();
    preVotes.cast(me, true);
  }

  private boolean isAsking() {
    if (timer != electionTimer.runs() || figure2.role() == LEADER) return false;
    if (term != figure2.currentTerm()) beginCounting();
    return true;
  }

  /** What this peer should be sent before anything else, if anything. */
  Optional<Message.Request> request(String peer) {
    if (!isAsking() || preVotes.replied(peer)) return Optional.empty();
    return Optional.of(new RequestPreVote(figure2.newId(peer), term, me,
        log.lastIndex(), log.lastTerm()));
  }

  /** The same before it has replied to another request, once in each asking. */
  Optional<Message.Request> request(String peer, Message.Request underWay) {
    return Message.requestNumber(underWay.id()) > begun ? Optional.empty()
        : request(peer);
  }

  /** Whether {@link #request} would find something for this peer. */
  boolean hasRequest(String peer) {
    return isAsking() && !preVotes.replied(peer);
  }

  /** A peer replied in this term; it may be to what was asked another time. */
  void reply(String peer, Message.Request request, RequestPreVoteReply reply) {
    if (!isAsking() || Message.requestNumber(request.id()) <= begun) return;
    preVotes.cast(peer, reply.preVoteGranted());
    count();
  }

  private void count() {
    // PV3. "a candidate only increments its term if it first learns from a
    //      majority of the cluster that they would be willing" (thesis 9.6).
    //      A pre-vote is no vote: a server may give it to several.
    if (!log.configuration().isMajority(preVotes.granted())) return;
    figure2.trace("PV3", "may start an election, says %s",
        List.copyOf(preVotes.granted()));
    figure2.electionTimeoutElapses();
  }

  // ---- Who is asked ----------------------------------------------------

  /** The refusal of a server that hears its leader; before A2. */
  Optional<Message.Reply> disregard(Message.Request request) {
    return figure2.hearsLeader() && request instanceof RequestPreVote asked
        ? Optional.of(requestPreVote(asked)) : Optional.empty();
  }

  RequestPreVoteReply requestPreVote(RequestPreVote args) {
    // PV2. "(if the candidate's log is sufficiently up-to-date, and the voters
    //      have not received heartbeats from a valid leader for at least a
    //      baseline election timeout)" (thesis 9.6). A leader hears itself. As
    //      with MC6, the sender's term counts for nothing then.
    if (figure2.hearsLeader()) return refuse(args, figure2.leaderId() + " leads");
    if (args.term() < figure2.currentTerm()) {
      return refuse(args, "its term is over");
    }
    if (!log.isUpToDate(args.lastLogTerm(), args.lastLogIndex())) {
      return refuse(args, "log is behind");
    }
    figure2.trace("PV2", "would vote for %s", args.candidateId());
    return new RequestPreVoteReply(args.id(), figure2.currentTerm(), true);
  }

  private RequestPreVoteReply refuse(RequestPreVote args, String why) {
    figure2.trace("PV2", "refuses %s: %s", args.candidateId(), why);
    return new RequestPreVoteReply(args.id(), figure2.currentTerm(), false);
  }
}
