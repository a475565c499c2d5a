package raft;

import static raft.Role.CANDIDATE;
import static raft.Role.FOLLOWER;
import static raft.Role.LEADER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Figure 2 of the extended Raft paper, in the figure's order and words; then
 * come the doors through which threads enter. What the figure does not say is
 * marked "Beyond Figure 2:".
 *
 * <p><b>The lock.</b> Whoever touches a field holds this object's monitor:
 * public methods take it (see {@link Monitor}), private ones run inside it. No
 * rule waits for network or disk: a message leaves as a {@link Held}.
 */
public final class RaftServer extends Monitor {

  // ---- State -----------------------------------------------------------

  // Persistent state on all servers:
  // "(Updated on stable storage before responding to RPCs)"
  // "latest term server has seen (initialized to 0 on first boot, increases
  // monotonically)". Changed in enterTerm only.
  private long currentTerm;

  // "candidateId that received vote in current term (or null if none)".
  // Within a term it changes at most once, from null to an id.
  private String votedFor;

  // log[]: "log entries; each entry contains command for state machine, and
  // term when entry was received by leader (first index is 1)".
  private final RaftLog log;

  // Volatile state on all servers:
  // "index of highest log entry known to be committed (initialized to 0,
  // increases monotonically)"
  private long commitIndex;

  // "index of highest log entry applied to state machine (initialized to 0,
  // increases monotonically)"
  private long lastApplied;

  // Volatile state on leaders: "(Reinitialized after election)"
  // nextIndex[]: "for each server, index of the next log entry to send to that
  // server (initialized to leader last log index + 1)"
  private final Map<String, Long> nextIndex = new TreeMap<>();

  // matchIndex[]: "for each server, index of highest log entry known to be
  // replicated on server (initialized to 0, increases monotonically)". For the
  // leader itself: the last of its entries that is on its own disk.
  private final Map<String, Long> matchIndex = new TreeMap<>();

  // What the figure implies:
  private final String me;
  private final Configuration configuration;
  private final List<String> peers; // everybody else
  private Role role = FOLLOWER; // changes as Role lists
  private String leader; // of currentTerm; null until this server hears of it
  private final Ballots votes = new Ballots();
  private final ElectionTimer electionTimer;
  private final Heartbeats heartbeats;

  // Beyond Figure 2: the disk, the clients that wait, the names of requests:
  private final Durability durability;
  private final Waiters waiters = new Waiters(this::later);
  private long requests;
  private final Settings settings;
  private final StateMachine stateMachine;
  private final Trace trace;

  /** A follower, with what was saved; {@code me} is one of the servers. */
  public RaftServer(String me, Configuration configuration, Settings settings,
      Storage storage, StateMachine stateMachine, Trace trace, Random random) {
    this.me = me;
    this.configuration = configuration;
    peers = configuration.others(me);
    this.settings = settings;
    this.stateMachine = stateMachine;
    this.trace = trace;
    electionTimer = new ElectionTimer(settings, random);
    heartbeats = new Heartbeats(settings.heartbeatTicks());
    durability = new Durability(storage, settings.electionTicksMax());
    Storage.Saved saved = storage.saved();
    currentTerm = saved.currentTerm();
    votedFor = saved.votedFor();
    log = new RaftLog(storage, saved.entries());
  }

  // ---- AppendEntries RPC -----------------------------------------------
  // "Invoked by leader to replicate log entries (§5.3); also used as
  //  heartbeat (§5.2)."

  private AppendEntriesReply appendEntries(AppendEntries args) {
    // AE1. "Reply false if term < currentTerm (§5.1)"
    if (args.term() < currentTerm) {
      return refuse("AE1", args, "its term is over", args.refused(currentTerm));
    }
    hearFromLeader(args.leaderId());

    // AE2. "Reply false if log doesn't contain an entry at prevLogIndex
    //       whose term matches prevLogTerm (§5.3)"
    if (!log.contains(args.prevLogIndex(), args.prevLogTerm())) {
      return refuse("AE2", args, "no such entry before the new ones",
          args.mismatch(currentTerm, log));
    }

    // AE3. "If an existing entry conflicts with a new one (same index but
    //       different terms), delete the existing entry and all that follow
    //       it (§5.3)"
    long conflict = log.firstConflict(args.prevLogIndex(), args.entries());
    if (conflict > 0) deleteFrom(conflict);

    // AE4. "Append any new entries not already in the log"
    append("AE4", log.missing(args.prevLogIndex(), args.entries()));

    // AE5. "If leaderCommit > commitIndex, set commitIndex =
    //       min(leaderCommit, index of last new entry)"
    commit("AE5", Math.min(args.leaderCommit(), args.lastNewIndex()));
    return args.success(currentTerm);
  }

  private void deleteFrom(long index) {
    assert index > commitIndex : "State Machine Safety: deletes " + index;
    trace("AE3", "deletes %d..%d", index, log.lastIndex());
    log.deleteFrom(index);
  }

  private void append(String rule, List<Entry> entries) {
    if (entries.isEmpty()) return;
    long first = log.append(entries);
    trace(rule, "appends %d..%d: %s", first, log.lastIndex(),
        new EntriesInWords(entries, stateMachine));
  }

  private void commit(String rule, long index) {
    if (index <= commitIndex) return; // it never falls
    trace(rule, "commits %d..%d", commitIndex + 1, index);
    commitIndex = index;
  }

  // ---- RequestVote RPC -------------------------------------------------
  // "Invoked by candidates to gather votes (§5.2)."

  private RequestVoteReply requestVote(RequestVote args) {
    // RV1. "Reply false if term < currentTerm (§5.1)"
    if (args.term() < currentTerm) {
      return refuse("RV1", args, "its term is over", args.refused(currentTerm));
    }

    // RV2. "If votedFor is null or candidateId, and candidate's log is at
    //       least as up-to-date as receiver's log, grant vote (§5.2, §5.4)"
    if (votedFor != null && !votedFor.equals(args.candidateId())) {
      return refuse("RV2", args, "voted for " + votedFor + " already",
          args.refused(currentTerm));
    }
    if (!log.isUpToDate(args.lastLogTerm(), args.lastLogIndex())) {
      return refuse("RV2", args, "log is behind", args.refused(currentTerm));
    }
    return grantVote(args);
  }

  private <R> R refuse(String rule, Message.Request args, String why, R reply) {
    trace(rule, "refuses %s: %s", args.from(), why);
    return reply;
  }

  private RequestVoteReply grantVote(RequestVote args) {
    if (votedFor == null) {
      enterTerm(currentTerm, args.candidateId());
      trace("RV2", "votes for %s", args.candidateId());
    }
    electionTimer.restart();
    return args.granted(currentTerm);
  }

  // ---- Rules for Servers: All Servers ----------------------------------

  private void applyCommitted() {
    // A1. "If commitIndex > lastApplied: increment lastApplied, apply
    //      log[lastApplied] to state machine (§5.3)"
    // Beyond Figure 2: so many in one step at most, and the next tick goes on,
    // so that a long log, inherited or reread, keeps no heartbeat waiting.
    long last = Math.min(commitIndex, lastApplied + settings.applyEntries());
    while (lastApplied < last) apply(++lastApplied);
  }

  private void apply(long index) {
    Entry entry = log.entryAt(index);
    if (entry.kind() == Entry.Kind.NO_OP) return;
    waiters.applied(index, stateMachine.apply(entry.command()));
  }

  /** Comes before anything else is made of a message. */
  private void observeTerm(long term) {
    // A2. "If RPC request or response contains term T > currentTerm: set
    //      currentTerm = T, convert to follower (§5.1)"
    if (term <= currentTerm) return;
    enterTerm(term, null);
    convertToFollower("A2", "sees a newer term");
  }

  private void enterTerm(long term, String vote) {
    assert term > currentTerm || term == currentTerm && votedFor == null;
    if (term > currentTerm) leader = null;
    // P2. votedFor received its vote "in current term": the two change
    //     together, in memory and in one record, and a newer term begins
    //     with no vote of an older one.
    currentTerm = term;
    votedFor = vote;
    durability.saveTermAndVote(term, vote);
  }

  private void convertToFollower(String rule, String why) {
    if (role == LEADER) {
      waiters.disappoint(me + " was deposed");
      electionTimer.restart();
    }
    boolean changes = role != FOLLOWER;
    role = FOLLOWER;
    trace(rule, changes ? "becomes follower, %s" : "%s", why);
  }

  // ---- Rules for Servers: Followers (§5.2) -----------------------------

  private boolean owesWord(String peer) {
    return switch (role) {
      // F1. "Respond to RPCs from candidates and leaders": and no more.
      case FOLLOWER -> false;
      case CANDIDATE -> !votes.answered(peer);
      // A heartbeat (L1), or entries (L3).
      case LEADER -> heartbeats.isDue(peer) || log.lastIndex()
          >= nextIndex.get(peer) && !heartbeats.isSilent(peer);
    };
  }

  private void countDownToElection(int ticks) {
    // Beyond Figure 2: while my own disk holds back my vote or my answer to
    // the leader, the silence is my doing and proves nothing.
    if (durability.owesPromise()) return;
    if (electionTimer.elapsesWith(ticks)) electionTimeoutElapses();
  }

  private void electionTimeoutElapses() {
    // F2. "If election timeout elapses without receiving AppendEntries RPC
    //      from current leader or granting vote to candidate: convert to
    //      candidate"
    if (role == FOLLOWER) startElection("F2");
    // C4. "If election timeout elapses: start new election"
    else if (role == CANDIDATE) startElection("C4");
  }

  // ---- Rules for Servers: Candidates (§5.2) ----------------------------

  private void startElection(String rule) {
    // C1. "On conversion to candidate, start election: Increment currentTerm;
    //      Vote for self; Reset election timer; Send RequestVote RPCs to all
    //      other servers"
    role = CANDIDATE;
    enterTerm(currentTerm + 1, me);
    electionTimer.restart();
    votes.clear();
    durability.promise();
    trace(rule, log.lastIndex() == 0 ? "starts election with an empty log"
        : "starts election with a log of 1..%d, last term %d",
        log.lastIndex(), log.lastTerm());
  }

  private RequestVote requestVoteFor(String peer) {
    return new RequestVote(Message.id(me, peer, ++requests), currentTerm, me,
        log.lastIndex(), log.lastTerm());
  }

  private void requestVoteReply(String voter, boolean voteGranted) {
    if (role != CANDIDATE) return;
    votes.cast(voter, voteGranted);
    // C2. "If votes received from majority of servers: become leader"
    if (configuration.isMajority(votes.granted())) becomeLeader();
  }

  /** An AppendEntries of my term came, so its sender was elected in it. */
  private void hearFromLeader(String leaderId) {
    assert role != LEADER : "Election Safety: two leaders of " + currentTerm;
    // C3. "If AppendEntries RPC received from new leader: convert to follower"
    if (role == CANDIDATE) convertToFollower("C3", "hears from " + leaderId);
    electionTimer.restart();
    if (leader == null) trace("F2", "follows %s", leaderId);
    leader = leaderId;
  }

  // ---- Rules for Servers: Leaders --------------------------------------

  private void becomeLeader() {
    role = LEADER;
    leader = me;
    trace("C2", "becomes leader, votes of %s", List.copyOf(votes.granted()));
    // P3. Volatile state on leaders: "(Reinitialized after election)"
    for (String peer : peers) {
      nextIndex.put(peer, log.lastIndex() + 1);
      matchIndex.put(peer, 0L);
    }
    matchIndex.put(me, log.durableIndex(durability.position()));
    // L1. "Upon election: send initial empty AppendEntries RPCs (heartbeat) to
    //      each server; repeat during idle periods to prevent election
    //      timeouts (§5.2)"
    heartbeats.allDue(peers);
    // Beyond Figure 2: a leader commits "a blank no-op entry into the log at
    // the start of its term" (§8), which commits what it inherited.
    if (settings.noOp()) append("CL", List.of(Entry.noOp(currentTerm)));
  }

  private void countDownToHeartbeats(int ticks) {
    heartbeats.pass(ticks);
    // Beyond Figure 2: a leader that can store nothing makes way for another.
    durability.pass(ticks);
    if (!durability.isStalled()) return;
    leader = null;
    convertToFollower("P1", "its disk stands still");
  }

  private CompletableFuture<Outcome> receiveCommand(String command) {
    if (role != LEADER) return Outcome.refused("it is not the leader", leader);
    if (durability.isBehind()) return Outcome.refused("its disk is behind", me);
    // L2. "If command received from client: append entry to local log, respond
    //      after entry applied to state machine (§5.3)"
    append("L2", List.of(Entry.command(currentTerm, command)));
    return waiters.add(log.lastIndex());
  }

  private AppendEntries appendEntriesFor(String peer) {
    // L3. "If last log index ≥ nextIndex for a follower: send AppendEntries
    //      RPC with log entries starting at nextIndex"
    long next = nextIndex.get(peer);
    List<Entry> entries =
        heartbeats.isSilent(peer) ? List.of() : log.from(next, settings);
    heartbeats.sent(peer);
    return new AppendEntries(Message.id(me, peer, ++requests), currentTerm, me,
        next - 1, log.termAt(next - 1), entries, commitIndex);
  }

  private void appendEntriesReply(String peer, AppendEntries request,
      AppendEntriesReply reply) {
    if (role != LEADER) return;
    if (reply.success()) replicated(peer, request.lastNewIndex());
    else backUp(peer, request, reply);
  }

  /** "If successful: update nextIndex and matchIndex for follower (§5.3)" */
  private void replicated(String server, long index) {
    if (index <= matchIndex.get(server)) return;
    matchIndex.put(server, index);
    nextIndex.put(server, index + 1);
    advanceCommitIndex(server);
  }

  private void backUp(String peer, AppendEntries request,
      AppendEntriesReply reply) {
    // "If AppendEntries fails because of log inconsistency: decrement nextIndex
    // and retry (§5.3)", by as much as the follower's hint allows.
    long next = log.backUp(request.prevLogIndex(), reply.conflictTerm(),
        reply.conflictIndex());
    next = Math.min(next, nextIndex.get(peer));
    nextIndex.put(peer, Math.max(next, matchIndex.get(peer) + 1));
    trace("L3", "tries %s from %d", peer, nextIndex.get(peer));
  }

  private void advanceCommitIndex(String server) {
    long n = configuration.heldByMajority(matchIndex);
    if (n <= commitIndex) return;
    // L4. "If there exists an N such that N > commitIndex, a majority of
    //      matchIndex[i] ≥ N, and log[N].term == currentTerm: set commitIndex
    //      = N (§5.3, §5.4)". Terms in a log never fall, so if the largest
    //      such N is of an older term, so is every smaller one.
    if (log.termAt(n) == currentTerm) commit("L4", n);
    else trace("L4", "%s holds 1..%d, not committed: term %d is not %d",
        server, matchIndex.get(server), log.termAt(n), currentTerm);
  }

  // ---- The doors -------------------------------------------------------

  /** A peer asks. The reply may leave when it has been opened (P1). */
  public Held<Message.Reply> handle(Message.Request request) {
    return enter(() -> {
      observeTerm(request.term());
      Message.Reply reply = request instanceof RequestVote vote
          ? requestVote(vote) : appendEntries((AppendEntries) request);
      String from = request.from();
      if (from.equals(leader) || from.equals(votedFor)) durability.promise();
      return durability.hold(reply);
    });
  }

  /** A peer answered this request, which came from {@link #awaitRequest}. */
  public void handleReply(String peer, Message.Request request,
      Message.Reply reply) {
    enter(() -> {
      heartbeats.answered(peer);
      observeTerm(reply.term());
      // Beyond Figure 2: an answer to what I asked in an older term is stale.
      if (request.term() != currentTerm) return;
      if (reply instanceof AppendEntriesReply appended) {
        appendEntriesReply(peer, (AppendEntries) request, appended);
      } else {
        requestVoteReply(peer, ((RequestVoteReply) reply).voteGranted());
      }
    });
  }

  /** A peer let a request go unanswered: until it does, only heartbeats. */
  public void handleSilence(String peer) {
    enter(() -> heartbeats.unanswered(peer));
  }

  /** What this peer should hear now, if anything; never waits. */
  public Optional<Held<Message.Request>> nextRequest(String peer) {
    return peek(() -> !owesWord(peer) ? Optional.empty()
        : Optional.of(durability.hold(role == LEADER
            ? appendEntriesFor(peer) : requestVoteFor(peer))));
  }

  /** Waits until there is something that this peer should hear. */
  public Held<Message.Request> awaitRequest(String peer)
      throws InterruptedException {
    return await(() -> nextRequest(peer));
  }

  /** One tick of the clock passed. */
  public void tick() {
    tick(1);
  }

  /** So many at once, as far as {@link Probe#ticksUntilDue} at most. */
  public void tick(int ticks) {
    enter(() -> {
      if (role == LEADER) countDownToHeartbeats(ticks);
      else countDownToElection(ticks);
    });
  }

  /** The election timeout elapses now, whatever the clock says. */
  public void timeout() {
    enter(this::electionTimeoutElapses);
  }

  /** Everything before this position of the storage's buffer is on disk. */
  public void durable(long position) {
    enter(() -> {
      durability.reached(position);
      if (durability.termIsDurable()) requestVoteReply(me, true);
      if (role == LEADER) replicated(me, log.durableIndex(position));
    });
  }

  /** A client's command; completes when it is known what became of it. */
  public CompletableFuture<Outcome> propose(String command) {
    return enter(() -> receiveCommand(command));
  }

  /** This server as it stands. */
  public Status status() {
    return peek(() -> new Status(me, role, currentTerm, votedFor, leader,
        commitIndex, lastApplied, log.lastIndex(),
        log.durableIndex(durability.position()),
        role == LEADER ? 0 : electionTimer.countdown()));
  }

  /** The last entries of the log, oldest first; at most {@code count}. */
  public List<Entry> lastEntries(int count) {
    return peek(() -> log.last(count));
  }

  /** For whoever owns time or checks: more than the status tells. */
  public Probe probe() {
    return new Probe(this, electionTimer, heartbeats, durability, matchIndex);
  }

  @Override boolean settle() {
    applyCommitted();
    assert lastApplied <= commitIndex && commitIndex <= log.lastIndex();
    assert log.lastTerm() <= currentTerm;
    assert role != LEADER || me.equals(leader);
    assert role != CANDIDATE || me.equals(votedFor);
    return peers.stream().anyMatch(this::owesWord);
  }

  @Override void abandon(String why) {
    waiters.disappoint(why);
  }

  private void trace(String rule, String format, Object... args) {
    assert Thread.holdsLock(this);
    trace.line(me, currentTerm, role, rule, format, args);
  }
}
