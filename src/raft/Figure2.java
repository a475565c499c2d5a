package raft;

import static raft.Role.CANDIDATE;
import static raft.Role.FOLLOWER;
import static raft.Role.LEADER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Figure 2 of the extended Raft paper, in the figure's order and words. What
 * the figure does not say is marked "Beyond Figure 2:". Labels with AE, RV, A,
 * F, C, L, P are the figure's; CL is §8, MC §6, SN and IS §7, others the thesis.
 *
 * <p><b>How messages are sent.</b> A rule that sends makes the message. For each
 * peer there is a link (a thread of {@code raft.node}), which asks what this
 * peer should be sent now ({@link #nextRequest}), puts the one right request on
 * the wire, and asks again when something changed.
 *
 * <p>Not thread-safe: {@link RaftServer}'s lock guards it.
 */
final class Figure2 {

  // ---- State -----------------------------------------------------------

  // Persistent state on all servers:
  // "(Updated on stable storage before responding to RPCs)": P1. What a message
  // waits for is said in Durability.hold; Storage.release waits for it.

  // "latest term server has seen (initialized to 0 on first boot, increases
  // monotonically)". Changed in setTermAndVote only.
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
  // leader itself: the last of its entries that is on its own disk. A peer's
  // falls only if that peer's disk has lost entries.
  private final Map<String, Long> matchIndex = new TreeMap<>();

  // What the figure implies:
  private final String me;
  private List<String> peers = List.of(); // all servers but me; see Membership
  private Role role = FOLLOWER; // changes as Role lists
  private String leaderId; // of currentTerm; null until I hear from it
  private final Votes votes = new Votes();
  private final ElectionTimer electionTimer;
  private final Followers followers; // whose heartbeat is due
  private final PendingCommands pending; // clients that wait for an answer
  private final StateMachine stateMachine;

  // Beyond Figure 2:
  private final Durability durability;
  private long requests; // how many I have made; numbers their ids
  private final Settings settings;
  private final Trace trace;

  /** A follower, with what was saved. */
  Figure2(String me, Settings settings, Storage.Saved saved, RaftLog log,
      Durability durability, ElectionTimer electionTimer, Followers followers,
      PendingCommands pending, StateMachine stateMachine, Trace trace) {
    this.me = me;
    this.settings = settings;
    this.stateMachine = stateMachine;
    this.trace = trace;
    this.electionTimer = electionTimer;
    this.followers = followers;
    this.durability = durability;
    this.pending = pending;
    this.log = log;
    currentTerm = saved.currentTerm();
    votedFor = saved.votedFor();
    commitIndex = log.discardedTo(); // a snapshot holds applied entries only
    lastApplied = commitIndex;
  }

  // ---- AppendEntries RPC -----------------------------------------------
  // "Invoked by leader to replicate log entries (§5.3); also used as
  //  heartbeat (§5.2)."

  AppendEntriesReply appendEntries(AppendEntries args) {
    // AE1. "Reply false if term < currentTerm (§5.1)"
    if (args.term() < currentTerm) {
      return refuseAppendEntries("AE1", args, "its term is over", 0, 0);
    }
    hearFromLeader(args.leaderId()); // C3, F2

    // AE2. "Reply false if log doesn't contain an entry at prevLogIndex
    //       whose term matches prevLogTerm (§5.3)"
    if (!log.contains(args.prevLogIndex(), args.prevLogTerm())) {
      return refuseAppendEntries("AE2", args, "no such entry before the new"
          + " ones", log.conflictTerm(args.prevLogIndex()),
          log.conflictIndex(args.prevLogIndex()));
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
    if (args.leaderCommit() > commitIndex) {
      commit("AE5", Math.min(args.leaderCommit(), args.lastNewIndex()));
    }
    return new AppendEntriesReply(args.id(), currentTerm, true, 0, 0);
  }

  private AppendEntriesReply refuseAppendEntries(String rule,
      AppendEntries args, String why, long hintTerm, long hintIndex) {
    trace(rule, "refuses %s: %s", args.leaderId(), why);
    return new AppendEntriesReply(args.id(), currentTerm, false, hintTerm,
        hintIndex);
  }

  private void deleteFrom(long index) {
    assert index > commitIndex : "State Machine Safety: deletes " + index;
    trace("AE3", "deletes %d..%d", index, log.lastIndex());
    log.deleteFrom(index);
  }

  void append(String rule, List<Entry> entries) {
    if (entries.isEmpty()) return;
    long first = log.append(entries);
    trace.range(me, currentTerm, role, rule, new Trace.Range("appends", first,
        log.lastIndex(), new EntriesInWords(entries)));
  }

  private void commit(String rule, long index) {
    if (index <= commitIndex) return; // it never decreases
    trace.range(me, currentTerm, role, rule,
        new Trace.Range("commits", commitIndex + 1, index, ""));
    commitIndex = index;
  }

  // ---- RequestVote RPC -------------------------------------------------
  // "Invoked by candidates to gather votes (§5.2)."

  RequestVoteReply requestVote(RequestVote args) {
    // RV1. "Reply false if term < currentTerm (§5.1)"
    if (args.term() < currentTerm) {
      return refuseVote("RV1", args, "its term is over");
    }

    // RV2. "If votedFor is null or candidateId, and candidate's log is at
    //       least as up-to-date as receiver's log, grant vote (§5.2, §5.4)"
    if (votedFor != null && !votedFor.equals(args.candidateId())) {
      return refuseVote("RV2", args, "voted for " + votedFor + " already");
    }
    if (!log.isUpToDate(args.lastLogTerm(), args.lastLogIndex())) {
      return refuseVote("RV2", args, "log is behind");
    }
    return grantVote(args);
  }

  private RequestVoteReply refuseVote(String rule, RequestVote args,
      String why) {
    trace(rule, "refuses %s: %s", args.candidateId(), why);
    return new RequestVoteReply(args.id(), currentTerm, false);
  }

  private RequestVoteReply grantVote(RequestVote args) {
    if (votedFor == null) {
      setTermAndVote(currentTerm, args.candidateId());
      trace("RV2", "votes for %s", args.candidateId());
    }
    electionTimer.restart(); // F2
    return new RequestVoteReply(args.id(), currentTerm, true);
  }

  // ---- Rules for Servers: All Servers ----------------------------------

  /** Called at the end of each step, after whatever raised commitIndex. */
  void applyCommitted() {
    // A1. "If commitIndex > lastApplied: increment lastApplied, apply
    //      log[lastApplied] to state machine (§5.3)"
    // Beyond Figure 2: at most applyEntries in one step, and only entries that
    // were read; the next tick applies more. So a long log delays no heartbeat.
    long last = Math.min(commitIndex, lastApplied + settings.applyEntries());
    while (lastApplied < last && log.isReadAfter(lastApplied)) {
      apply(++lastApplied);
    }
  }

  private void apply(long index) {
    if (log.entryAt(index).kind() != Entry.Kind.COMMAND) return;
    pending.applied(index, stateMachine.apply(log.takeCommand(index)));
  }

  /** Called before each request and reply; not if MC6 or PV2 disregards it. */
  void observeTerm(long term) {
    // A2. "If RPC request or response contains term T > currentTerm: set
    //      currentTerm = T, convert to follower (§5.1)"
    if (term <= currentTerm) return;
    setTermAndVote(term, null);
    convertToFollower("A2", "sees a newer term");
  }

  private void setTermAndVote(long term, String vote) {
    assert term >= currentTerm : "terms never fall";
    assert term > currentTerm || votedFor == null : "one vote in a term";
    if (term > currentTerm) leaderId = null;
    // P2. votedFor received its vote "in current term": the two change
    //     together, in memory and in one record, and a newer term begins
    //     with no vote of an older one.
    currentTerm = term;
    votedFor = vote;
    durability.saveTermAndVote(term, vote);
  }

  void convertToFollower(String rule, String why) {
    if (role == LEADER) {
      leaderId = null; // also without a newer term: CQ1, MC5, a disk that hangs
      pending.completeUnknown(me + " was deposed");
      electionTimer.restart();
    }
    String change = role == FOLLOWER ? "" : "becomes follower, ";
    role = FOLLOWER;
    trace(rule, "%s%s", change, why);
  }

  // ---- Rules for Servers: Followers (§5.2) -----------------------------

  /** What this peer should be sent now, if anything. */
  Optional<Message.Request> nextRequest(String peer) {
    return switch (role) {
      // F1. "Respond to RPCs from candidates and leaders": RaftServer.handle
      //     does. "they issue no requests on their own" (§5.1), but see PreVote
      case FOLLOWER -> Optional.empty();
      case CANDIDATE -> sendRequestVote(peer);
      case LEADER -> sendAppendEntries(peer);
    };
  }

  /** With pre-vote only after a majority has agreed. */
  void electionTimeoutElapses() {
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
    //      other servers": sendRequestVote makes them, when a link asks. My
    //      own vote is counted in durable(), once it is on disk.
    role = CANDIDATE;
    setTermAndVote(currentTerm + 1, me);
    electionTimer.restart();
    votes.clear();
    // Beyond Figure 2: my timer stands still until my own vote is on disk.
    durability.replyWaits();
    trace(rule, log.lastIndex() == 0 ? "starts election with an empty log"
        : "starts election with a log of 1..%d, last term %d",
        log.lastIndex(), log.lastTerm());
  }

  private Optional<Message.Request> sendRequestVote(String peer) {
    if (role != CANDIDATE || votes.replied(peer)) return Optional.empty();
    return Optional.of(new RequestVote(newId(peer), currentTerm, me,
        log.lastIndex(), log.lastTerm()));
  }

  void requestVoteReply(String voter, boolean voteGranted) {
    if (role != CANDIDATE) return;
    votes.cast(voter, voteGranted);
    // C2. "If votes received from majority of servers: become leader"
    if (log.configuration().isMajority(votes.granted())) becomeLeader();
  }

  /** A request of the leader of my term came: it won its election. */
  void hearFromLeader(String id) {
    assert role != LEADER : "Election Safety: two leaders of " + currentTerm;
    // C3. "If AppendEntries RPC received from new leader: convert to follower"
    if (role == CANDIDATE) convertToFollower("C3", "hears from " + id);
    electionTimer.hearLeader(); // F2
    // AppendEntries names its leader "so follower can redirect clients".
    if (leaderId == null) trace("CL1", "follows %s", id);
    leaderId = id;
  }

  // ---- Rules for Servers: Leaders --------------------------------------

  private void becomeLeader() {
    role = LEADER;
    leaderId = me;
    trace("C2", "becomes leader, votes of %s", List.copyOf(votes.granted()));
    // P3. Volatile state on leaders: "(Reinitialized after election)"
    peers.forEach(this::initialize);
    matchIndex.put(me, log.durableIndex(durability.durablePosition()));
    // L1. "Upon election: send initial empty AppendEntries RPCs (heartbeat) to
    //      each server; repeat during idle periods to prevent election
    //      timeouts (§5.2)": one to each peer is due now, then each interval.
    //      The first carries the no-op, if there is one.
    followers.reset(peers);
    // CL6. "having each leader commit a blank no-op entry into the log at the
    //      start of its term" (§8)
    if (settings.noOp()) append("CL6", List.of(Entry.noOp(currentTerm)));
  }

  private void initialize(String peer) {
    nextIndex.put(peer, log.lastIndex() + 1);
    matchIndex.put(peer, 0L);
  }

  CompletableFuture<Outcome> receiveCommand(Command command) {
    // CL1. "that server will reject the client's request and supply information
    //      about the most recent leader it has heard from" (§8)
    if (role != LEADER) return Outcome.notLeader(leaderId);
    // Beyond Figure 2: no second entry for a retry, and no entry at all while
    // too much waits for the disk or for a majority.
    Optional<CompletableFuture<Outcome>> settled =
        pending.withoutEntry(command, currentTerm, commitIndex, lastApplied);
    if (settled.isPresent()) return settled.get();
    // L2. "If command received from client: append entry to local log, respond
    //      after entry applied to state machine (§5.3)"
    append("L2", List.of(Entry.command(currentTerm, command)));
    return pending.outcomeOf(log.lastIndex());
  }

  private Optional<Message.Request> sendAppendEntries(String peer) {
    // L3. "If last log index ≥ nextIndex for a follower: send AppendEntries
    //      RPC with log entries starting at nextIndex"
    if (hasEntriesFor(peer)) {
      return Optional.of(appendEntriesFor(peer, log.from(nextIndex.get(peer),
          settings.batchEntries(), followers.batchBytes(peer))));
    }
    return sendHeartbeat(peer); // L1
  }

  // Beyond Figure 2: a peer that does not reply, or whose refusal told nothing
  // new, gets heartbeats only.
  private boolean hasEntriesFor(String peer) {
    return log.lastIndex() >= nextIndex.get(peer)
        && !followers.isUnresponsive(peer);
  }

  Optional<Message.Request> sendHeartbeat(String peer) {
    if (!followers.isDue(peer)) return Optional.empty();
    return Optional.of(appendEntriesFor(peer, List.of()));
  }

  private AppendEntries appendEntriesFor(String peer, List<Entry> entries) {
    String id = newId(peer);
    followers.sent(peer, entries, requests);
    // A peer that needs a snapshot gets heartbeats. What comes before its next
    // entry is gone then: they name the last index that was discarded.
    long prevLogIndex = Math.max(nextIndex.get(peer) - 1, log.discardedTo());
    return new AppendEntries(id, currentTerm, me, prevLogIndex,
        log.termAt(prevLogIndex), entries, commitIndex);
  }

  String newId(String peer) {
    return Message.id(me, peer, ++requests);
  }

  void appendEntriesReply(String peer, AppendEntries request,
      AppendEntriesReply reply) {
    if (role != LEADER) return;
    if (!reply.success()) {
      decrementNextIndex(peer, request, reply);
      return;
    }
    followers.succeeded(peer, request);
    replicated(peer, request.lastNewIndex());
  }

  /** "If successful: update nextIndex and matchIndex for follower (§5.3)" */
  void replicated(String server, long index) {
    if (index <= matchIndex.get(server)) return;
    matchIndex.put(server, index);
    nextIndex.put(server, index + 1);
    followers.matched(server, requests);
    advanceCommitIndex();
  }

  private void decrementNextIndex(String peer, AppendEntries request,
      AppendEntriesReply reply) {
    // Beyond Figure 2: a peer that has lost what it stored begins again at 0.
    if (followers.hasLost(peer, request, matchIndex.get(peer))) {
      trace(Trace.BEYOND_FIGURE_2, "%s lost entries of 1..%d", peer,
          matchIndex.put(peer, 0L));
    }
    if (nextIndex.get(peer) <= log.discardedTo()) return; // SN4 is under way
    // "If AppendEntries fails because of log inconsistency: decrement nextIndex
    // and retry (§5.3)", by as much as the follower's hint allows.
    long hinted = log.nextIndexAfterRefusal(request.prevLogIndex(),
        reply.conflictTerm(), reply.conflictIndex());
    long next = Math.max(matchIndex.get(peer) + 1, hinted);
    if (next < nextIndex.get(peer)) {
      nextIndex.put(peer, next);
      trace("L3", "tries %s from %d", peer, next);
    } else if (followers.pauseUntilHeartbeat(peer)) {
      trace("L3", "waits: a refusal of %s tells nothing new", peer);
    }
  }

  private void advanceCommitIndex() {
    // L4. "If there exists an N such that N > commitIndex, a majority of
    //      matchIndex[i] ≥ N, and log[N].term == currentTerm: set commitIndex
    //      = N (§5.3, §5.4)". Terms in a log never fall: if the largest N that
    //      a majority holds is of an older term, so is every smaller one.
    long n = log.configuration().heldByMajority(matchIndex);
    if (n > commitIndex && log.termAt(n) == currentTerm) commit("L4", n);
    else if (n > commitIndex) trace("L4", "a majority holds 1..%d, not"
        + " committed: term %d is not %d", n, log.termAt(n), currentTerm);
  }

  // ---- Beyond Figure 2: the disk, late replies, observers --------------

  /** The disk says that everything before this position is on it. */
  void durable(long position) {
    durability.durable(position);
    // P1: my own vote counts now, and as leader my own copy.
    if (durability.termIsDurable()) requestVoteReply(me, true);
    if (role == LEADER) replicated(me, log.durableIndex(position));
  }

  /** The configuration changed: there are other peers, or other voters. */
  void setPeers(List<String> now) {
    if (role == LEADER) {
      now.stream().filter(each -> !isPeer(each)).forEach(this::initialize);
    }
    nextIndex.keySet().retainAll(now);
    matchIndex.keySet().removeIf(id -> !id.equals(me) && !now.contains(id));
    followers.retain(now);
    peers = now;
  }

  /** The state machine is that of a snapshot now (IS8). */
  void snapshotInstalled(long lastIncludedIndex) {
    assert lastIncludedIndex > commitIndex : "a state never goes back";
    commitIndex = lastIncludedIndex;
    lastApplied = lastIncludedIndex;
  }

  /** Whether {@link #nextRequest} would find something for this peer. */
  boolean hasRequest(String peer) {
    if (role == CANDIDATE) return !votes.replied(peer);
    return role == LEADER && (followers.isDue(peer) || hasEntriesFor(peer));
  }

  /** Whether it leads, or has heard a leader lately, as MC6 and PV2 ask. */
  boolean hearsLeader() {
    return role == LEADER || leaderId != null && electionTimer.heardLeader();
  }

  /** Its election timeout elapsed without a word of the leader. */
  void forgetLeader() { leaderId = null; }
  boolean isPeer(String id) { return peers.contains(id); }
  List<String> peers() { return peers; }
  long requests() { return requests; }
  long currentTerm() { return currentTerm; }
  String votedFor() { return votedFor; }
  long commitIndex() { return commitIndex; }
  long lastApplied() { return lastApplied; }
  long nextIndex(String peer) { return nextIndex.getOrDefault(peer, 0L); }
  long matchIndex(String server) { return matchIndex.getOrDefault(server, 0L); }
  Role role() { return role; }
  String leaderId() { return leaderId; }

  void trace(String rule, String format, Object... args) {
    trace.line(me, currentTerm, role, rule, format, args);
  }
}
