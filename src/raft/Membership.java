package raft;

import static raft.Role.LEADER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/**
 * "Cluster membership changes" (§6): "In Raft the cluster first switches to a
 * transitional configuration we call joint consensus; once the joint consensus
 * has been committed, the system then transitions to the new configuration."
 * What a majority is in each of them is told by {@link Configuration}; which
 * one is in use, by {@link RaftLog}. This class decides when a leader goes
 * from one to the next, and who its peers are meanwhile.
 *
 * <p>A change has three phases, and only a leader knows of the first:
 * <pre>
 *   the newcomers catch up   nothing is in the log; can be given up
 *   C-old,new                in the log; any leader completes it
 *   C-new                    in the log; done when it is committed
 * </pre>
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class Membership {

  /** A change that a client of this leader asked for. */
  private static final class Change {
    final Configuration to;
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    final Map<String, CatchingUp> newcomers = new TreeMap<>();
    int ticksLeft; // to catch up
    long index; // of the first entry it made; 0 while newcomers catch up

    Change(Configuration to, int ticks) {
      this.to = to;
      ticksLeft = ticks;
    }

    boolean isCatchingUp() {
      return index == 0;
    }
  }

  /** How far a newcomer has come: its present round (thesis 4.2.1). */
  private static final class CatchingUp {
    final Server server;
    long roundEnd; // the leader's last index when the round began
    int roundTicks; // since then
    boolean done;

    CatchingUp(Server server, long roundEnd) {
      this.server = server;
      this.roundEnd = roundEnd;
    }
  }

  /** Why a leader that {@link #hasLeft} refuses. */
  static final String LEFT = "it is not a member any more";

  private final String me;
  private final Settings settings;
  private final RaftLog log;
  private final Figure2 figure2;
  private final Followers followers;
  private final DeferredAnswers answers;

  private Change change; // null if there is none

  // C-old,new after this leader has appended C-new, for leftTicks: the servers
  // that leave are still told what is committed.
  private Configuration left = Configuration.UNKNOWN;
  private int leftTicks;

  private Configuration known; // whose servers are the peers
  private List<Server> peers = List.of();
  private List<Server> lastPeers = peers; // at the end of the last step

  Membership(String me, Settings settings, RaftLog log, Figure2 figure2,
      Followers followers, DeferredAnswers answers) {
    this.me = me;
    this.settings = settings;
    this.log = log;
    this.figure2 = figure2;
    this.followers = followers;
    this.answers = answers;
    findPeers();
  }

  // ---- Elections -------------------------------------------------------

  /** The reply to a request that is as good as not received; before A2. */
  Optional<Message.Reply> disregard(Message.Request request) {
    // MC6. "if a server receives a RequestVote RPC within the minimum election
    //      timeout of hearing from a current leader, it does not update its
    //      term or grant its vote." (§6) A leader hears itself. (A leader that
    //      reaches too few to commit anything is not deposed either, as long as
    //      a server hears it that others need: so it steps down, see CQ1.)
    if (!settings.calm().stickiness()) return Optional.empty();
    if (!figure2.hearsLeader()) return Optional.empty();
    if (!(request instanceof RequestVote vote)) return Optional.empty();
    if (vote.leadershipTransfer()) return Optional.empty();
    figure2.trace("MC6", "disregards %s: %s leads", vote.candidateId(),
        figure2.leaderId());
    return Optional.of(new RequestVoteReply(vote.id(), figure2.currentTerm(),
        false));
  }

  /** Whether this server may try to become leader; else it stays as it is. */
  boolean mayCampaign() {
    // MC10. "a server that is not part of its own latest configuration should
    //       still start new elections, as it might still be needed until the
    //       Cnew entry is committed" (thesis 4.2.2). Afterwards it would only
    //       disturb. So would one that was never told of a configuration: what
    //       it began with is as good as committed.
    return log.configuration().isVoter(me) || !isCommitted();
  }

  /** Whether the configuration in use is, as far as this server knows. */
  private boolean isCommitted() {
    return log.configurationIndex() <= figure2.commitIndex();
  }

  // ---- A change --------------------------------------------------------

  /**
   * A client wants these servers. Completes as applied when C-new is committed;
   * as refused if nothing was changed. Asked again, it is the same change.
   *
   * @param from  the configuration that the client knows: another one may have
   *              been put in its place meanwhile
   * @param to    all servers, with their addresses
   * @param ticks how long the newcomers may take to catch up
   */
  CompletableFuture<Outcome> change(Configuration from, Configuration to,
      int ticks) {
    if (figure2.role() != LEADER) {
      return Outcome.notLeader(figure2.leaderId());
    }
    if (hasLeft()) return Outcome.refused(LEFT, null);
    if (change == null && isOnItsWay(to)) {
      change = new Change(to, 0);
      change.index = log.configurationIndex(); // another leader began it
    }
    if (change != null && change.to.sameAs(to)) return change.outcome;
    Configuration latest = log.configuration();
    if (change != null || latest.isJoint() || !isCommitted()) {
      return refused("another change is under way: "
          + (change == null ? latest : change.to).inWords());
    }
    if (!latest.sameAs(from) && !latest.sameAs(to)) {
      return refused("the members are " + latest.inWords() + " by now");
    }
    begin(to, ticks);
    return change.outcome;
  }

  /** Whether the configuration in use leads there and is not committed. */
  private boolean isOnItsWay(Configuration to) {
    Configuration latest = log.configuration();
    return latest.isJoint() ? latest.afterJoint().sameAs(to)
        : latest.sameAs(to) && !isCommitted();
  }

  private CompletableFuture<Outcome> refused(String why) {
    return Outcome.refused(why, me);
  }

  private void begin(Configuration to, int ticks) {
    change = new Change(to, ticks);
    // MC4. "In order to avoid availability gaps, Raft introduces an additional
    //      phase before the configuration change, in which the new servers join
    //      the cluster as non-voting members (the leader replicates log entries
    //      to them, but they are not considered for majorities)." (§6)
    for (Server server : to.voters()) {
      if (log.configuration().isVoter(server.id())) continue;
      change.newcomers.put(server.id(),
          new CatchingUp(server, log.lastIndex()));
      figure2.trace("MC4", "lets %s catch up", server.id());
    }
    findPeers();
  }

  /**
   * Called at the end of each step.
   *
   * @return whether a peer may have come or gone, whose link is to be told
   */
  boolean endOfStep() {
    if (change != null && figure2.role() != LEADER) {
      end(figure2.leaderId(), me + " was deposed");
    }
    if (change != null && change.isCatchingUp()) catchUp();
    if (figure2.role() == LEADER) goOn();
    else if (left != Configuration.UNKNOWN) forgetLeft();
    if (log.configuration() != known) findPeers();
    boolean peersChange = peers != lastPeers;
    lastPeers = peers;
    return peersChange;
  }

  /** "The replication of entries to the new server is split into rounds." */
  private void catchUp() {
    boolean all = true;
    for (CatchingUp each : change.newcomers.values()) {
      if (!each.done) endRound(each);
      all &= each.done;
    }
    if (!all) return;
    // "Once the new servers have caught up with the rest of the cluster, the
    // reconfiguration can proceed" (§6). A change to what is there already is
    // appended once more: when that is committed, it is known to be so still.
    Configuration latest = log.configuration();
    append("MC4", latest.sameAs(change.to) ? latest
        : latest.jointWith(change.to.voters()));
    change.index = log.lastIndex();
  }

  /** "If the last round lasts less than an election timeout" it is the last. */
  private void endRound(CatchingUp newcomer) {
    String id = newcomer.server.id();
    if (!followers.hasReplied(id)
        || figure2.matchIndex(id) < newcomer.roundEnd) return;
    newcomer.done = newcomer.roundTicks < settings.electionTicksMin();
    newcomer.roundEnd = log.lastIndex();
    newcomer.roundTicks = 0;
    if (newcomer.done) figure2.trace("MC4", "has brought %s up to date", id);
  }

  /** A leader goes on from what is committed, also if another one began it. */
  private void goOn() {
    if (!isCommitted()) return;
    Configuration latest = log.configuration();
    if (latest.isJoint()) {
      // MC3. "It is now safe for a leader to create a log entry describing Cnew
      //      and replicate it to the cluster." (§6) C-old,new is committed, so
      //      that "neither Cold nor Cnew can make decisions without approval of
      //      the other".
      left = latest;
      leftTicks = 2 * settings.heartbeatTicks();
      append("MC3", latest.afterJoint());
      return;
    }
    if (change != null && !change.isCatchingUp()) {
      complete(new Outcome.Applied(latest.text()));
    }
    // MC5. "In this case, the leader steps down (returns to follower state) once
    //      it has committed the Cnew log entry." (§6) Until then it counts all
    //      the others and not itself, since it is not among them. It does so
    //      when all have had a heartbeat that says so: who leaves with it would
    //      campaign for ever.
    if (!latest.isVoter(me) && !isLeaving()) {
      figure2.convertToFollower("MC5", "is not a member any more");
    }
  }

  private void append(String rule, Configuration configuration) {
    figure2.append(rule, List.of(
        Entry.configuration(figure2.currentTerm(), configuration)));
  }

  /** Whether this leader goes on only until the others know it has left. */
  boolean hasLeft() {
    return figure2.role() == LEADER && isLeaving()
        && !log.configuration().isVoter(me);
  }

  /** This change is given up, or this server cannot learn how it ends. */
  private void end(String leader, String why) {
    onClose(leader, why);
    findPeers();
  }

  private void onClose(String leader, String why) {
    complete(change.isCatchingUp()
        ? new Outcome.Refused(why + ", nothing is changed", leader)
        : new Outcome.Unknown(why));
  }

  private void complete(Outcome outcome) {
    CompletableFuture<Outcome> asked = change.outcome;
    answers.add(() -> asked.complete(outcome));
    change = null;
  }

  /** The server is closed. */
  void onClose(String why) {
    if (change != null) onClose(null, why);
  }

  // ---- Time ------------------------------------------------------------

  /** Ticks until newcomers are given up, or those that left are not told. */
  int ticksLeft() {
    int catchUp = change != null && change.isCatchingUp()
        ? Math.max(1, change.ticksLeft) : Countdown.STANDS_STILL;
    return isLeaving() ? Math.min(catchUp, Math.max(1, leftTicks)) : catchUp;
  }

  /** Once C-new is committed. */
  private boolean isLeaving() {
    return left != Configuration.UNKNOWN && isCommitted();
  }

  void tick(int ticks) {
    if (isLeaving()) {
      leftTicks -= ticks;
      if (leftTicks <= 0) forgetLeft();
    }
    if (change == null || !change.isCatchingUp()) return;
    change.newcomers.values().forEach(each -> each.roundTicks += ticks);
    change.ticksLeft -= ticks;
    if (change.ticksLeft > 0) return;
    List<String> late = change.newcomers.values().stream()
        .filter(each -> !each.done).map(each -> each.server.id()).toList();
    figure2.trace("MC4", "gives up %s", late);
    end(me, "not caught up in time: " + String.join(", ", late));
  }

  private void forgetLeft() {
    left = Configuration.UNKNOWN;
    findPeers();
  }

  // ---- Peers -----------------------------------------------------------

  /** Whom this server sends requests, with the addresses in use. */
  List<Server> peers() {
    return peers;
  }

  private void findPeers() {
    known = log.configuration();
    Map<String, Server> now = new TreeMap<>();
    left.all().forEach(each -> now.put(each.id(), each));
    if (change != null && change.isCatchingUp()) {
      change.newcomers.forEach((id, each) -> now.put(id, each.server));
    }
    known.all().forEach(each -> now.put(each.id(), each));
    now.remove(me);
    peers = List.copyOf(now.values());
    figure2.setPeers(List.copyOf(now.keySet()));
  }

  /**
   * The configuration in use, and what becomes of it.
   *
   * @param snapshotBytes that a newcomer is still to be sent
   */
  Members members(ToLongFunction<String> snapshotBytes) {
    List<Members.Newcomer> newcomers = new ArrayList<>();
    if (change != null && change.isCatchingUp()) {
      change.newcomers.forEach((id, each) -> newcomers.add(
          new Members.Newcomer(each.server, figure2.matchIndex(id),
              snapshotBytes.applyAsLong(id))));
    }
    return new Members(log.configuration(), log.configurationIndex(),
        isCommitted(), log.lastIndex(), newcomers);
  }
}
