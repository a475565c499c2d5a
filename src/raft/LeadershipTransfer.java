package raft;

import static raft.Role.LEADER;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Beyond Figure 2: a leader makes another server leader, without waiting for an
 * election timeout (thesis 3.10). A person can stop the node of a leader, or
 * choose another leader, and clients hardly notice.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class LeadershipTransfer {

  /** A command that came meanwhile, and what its client waits for. */
  private record Waiting(Command command,
      CompletableFuture<Outcome> outcome) {}

  private final String me;
  private final Settings settings;
  private final Figure2 figure2;
  private final RaftLog log;
  private final Followers followers;
  private final DeferredAnswers answers;

  // The transfer under way:
  private String target; // null if there is no transfer
  private boolean isAny; // whether another server than the target is as good
  private long term; // in which this server leads
  private int ticksLeft; // until it is given up
  private String told; // id of the latest TimeoutNow to the target, or null
  private boolean hasReplied; // whether the target has replied to that
  private CompletableFuture<Outcome> outcome; // of the transfer
  private final List<Waiting> waiting = new ArrayList<>();

  private long electionTerm; // the latest that a leader told me to begin

  LeadershipTransfer(String me, Settings settings, Figure2 figure2, RaftLog log,
      Followers followers, DeferredAnswers answers) {
    this.me = me;
    this.settings = settings;
    this.figure2 = figure2;
    this.log = log;
    this.followers = followers;
    this.answers = answers;
  }

  // ---- The leader ------------------------------------------------------

  /**
   * A person wants that server to lead. Completes as applied when it does.
   *
   * @param wanted null for the member whose log is most up to date
   */
  CompletableFuture<Outcome> begin(String wanted) {
    if (figure2.role() != LEADER) {
      return Outcome.notLeader(figure2.leaderId());
    }
    if (isUnderWay()) {
      return wanted == null || wanted.equals(target) ? outcome
          : refused("leadership is on its way to " + target);
    }
    String to = wanted != null ? wanted : nearest();
    if (to == null) return refused("no other member answers");
    if (to.equals(me)) {
      return CompletableFuture.completedFuture(new Outcome.Applied(me));
    }
    if (!log.configuration().isVoter(to)) return refused(to + " is no member");
    target = to;
    isAny = wanted == null;
    term = figure2.currentTerm();
    ticksLeft = settings.electionTicksMax();
    told = null;
    hasReplied = false;
    outcome = new CompletableFuture<>();
    figure2.trace("LT1", "hands over to %s, and takes no commands", to);
    return outcome;
  }

  private CompletableFuture<Outcome> refused(String why) {
    return Outcome.refused(why, me);
  }

  /**
   * Of the members that answer, one whose log has the most of mine; of several,
   * the one that was heard last.
   */
  private String nearest() {
    return followers.heard().stream()
        .filter(log.configuration()::isVoter).filter(followers::hasReplied)
        .max(Comparator.<String>comparingLong(figure2::matchIndex)
            .thenComparing(Comparator.comparingInt(followers::silentFor)
                .reversed()))
        .orElse(null);
  }

  boolean isUnderWay() {
    return target != null;
  }

  /** A client's command, until it is known who leads. */
  CompletableFuture<Outcome> hold(Command command) {
    // LT1. "The prior leader stops accepting new client requests."
    //      (thesis 3.10) They wait, instead of asking again and again.
    Waiting held = new Waiting(command, new CompletableFuture<>());
    waiting.add(held);
    return held.outcome();
  }

  /** What this peer should be sent for a transfer, if anything. */
  Optional<Message.Request> request(String peer) {
    // LT2. "The prior leader fully updates the target server's log to match
    //      its own, using the normal log replication mechanism" (thesis 3.10)
    if (!peer.equals(target) || hasReplied || !leads()
        || figure2.matchIndex(peer) < log.lastIndex()) return Optional.empty();
    figure2.trace("LT2", "tells %s, which is up to date, to elect", peer);
    told = figure2.newId(peer);
    return Optional.of(new TimeoutNow(told, figure2.currentTerm(), me));
  }

  /** Whether {@link #request} may find something. */
  boolean hasRequest() {
    return isUnderWay() && !hasReplied && leads();
  }

  private boolean leads() {
    return figure2.role() == LEADER && figure2.currentTerm() == term;
  }

  /** The target replied in this term, so it has started no election. */
  void reply(TimeoutNowReply reply) {
    if (reply.id().equals(told)) hasReplied = true;
  }

  // ---- The target ------------------------------------------------------

  TimeoutNowReply timeoutNow(TimeoutNow args) {
    // LT3. "This request has the same effect as the target server's election
    //      timer firing: the target server starts a new election (incrementing
    //      its term and becoming a candidate)." (thesis 3.10) It asks for no
    //      pre-votes.
    boolean isCurrent = args.term() == figure2.currentTerm()
        && figure2.role() != LEADER && log.configuration().isVoter(me);
    if (isCurrent) {
      figure2.trace("LT3", "is to take over from %s", args.leaderId());
      figure2.hearFromLeader(args.leaderId());
      figure2.electionTimeoutElapses();
      electionTerm = figure2.currentTerm();
    }
    return new TimeoutNowReply(args.id(), figure2.currentTerm());
  }

  /** A request of Figure 2, which says that its election is a transfer. */
  Message.Request mark(Message.Request request) {
    // LT5. "Those RequestVote requests can include a special flag to indicate
    //      this behavior ("I have permission to disrupt the leader—it told me
    //      to!")." (thesis 4.2.3) Such a request is not disregarded (MC6).
    return request instanceof RequestVote vote && vote.term() == electionTerm
        ? vote.asTransfer() : request;
  }

  // ---- How it ends -----------------------------------------------------

  void endOfStep() {
    if (!isUnderWay() || leads()) return;
    if (figure2.leaderId() == null) return; // an election is going on
    String leader = figure2.leaderId();
    boolean isWanted = isAny ? !leader.equals(me) : leader.equals(target);
    end(isWanted ? new Outcome.Applied(leader)
        : new Outcome.Refused(leader + " leads now", leader));
  }

  int ticksLeft() {
    return isUnderWay() ? Math.max(1, ticksLeft) : Countdown.STANDS_STILL;
  }

  void tick(int ticks) {
    if (!isUnderWay()) return;
    ticksLeft -= ticks;
    if (ticksLeft > 0) return;
    // LT4. "If leadership transfer does not complete after about an election
    //      timeout, the prior leader aborts the transfer and resumes accepting
    //      client requests." (thesis 3.10)
    figure2.trace("LT4", "gives up handing over to %s", target);
    end(told != null ? new Outcome.Unknown(target
            + " was told, and has not taken over in time")
        : new Outcome.Refused(leads() ? target + " does not answer, or did not"
            + " get up to date in time" : me + " was deposed",
            figure2.leaderId()));
  }

  private void end(Outcome result) {
    complete(result);
    List<Waiting> held = List.copyOf(waiting);
    waiting.clear();
    for (Waiting each : held) {
      CompletableFuture<Outcome> taken = figure2.receiveCommand(each.command());
      answers.add(() -> taken.thenAccept(each.outcome()::complete));
    }
  }

  private void complete(Outcome result) {
    CompletableFuture<Outcome> asked = outcome;
    answers.add(() -> asked.complete(result));
    target = null;
  }

  void onClose(String why) {
    if (isUnderWay()) complete(new Outcome.Unknown(why));
    for (Waiting each : waiting) {
      answers.add(() ->
          each.outcome().complete(new Outcome.Refused(why, null)));
    }
    waiting.clear();
  }
}
