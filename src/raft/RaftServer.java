package raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A server as threads see it: the lock around {@link Figure2}, and the entry
 * points. A <em>step</em> takes the lock, runs rules of the figure, and ends:
 * what is committed is applied, and links that have something to send are
 * woken. To <em>ask</em> or <em>await</em> makes a request for a link, to
 * <em>read</em> changes nothing; see {@link Monitor}. None of them waits for
 * network or disk under the lock; a message comes out as a {@link Held}.
 * Thread-safe.
 */
public final class RaftServer extends Monitor {
  // Most bytes of the log that one tick reads from disk: some milliseconds.
  private static final int READ_BYTES = 1 << 20;

  private final String me;
  private final Durability durability;
  private final ElectionTimer electionTimer;
  private final Figure2 figure2;
  private final Figure13 figure13;
  private final Snapshots snapshots;
  private final Membership membership;
  private final ReadIndex readIndex;
  private final LeadershipTransfer transfer;
  private final Dispatch dispatch;
  private final Followers followers;
  private final PendingCommands pending;
  private final RaftLog log;
  private final StateMachine stateMachine;
  private final DeferredAnswers answers = new DeferredAnswers();
  private final Countdowns countdowns;
  private final int mostRead; // entries ahead of those that were applied

  // currentTerm at the end of the last step. Written under the lock and read
  // without it, to refuse terms out of reach: a little less does no harm there.
  private volatile long latestTerm;

  /**
   * A follower, with what was saved.
   *
   * @param initial the configuration at the very beginning, when nothing was in
   *                any log; {@link Configuration#UNKNOWN} for a server that
   *                came later, or is yet to join
   */
  public RaftServer(String me, Configuration initial, Settings settings,
      Storage storage, StateMachine stateMachine, Trace trace, Random random) {
    this.me = me;
    this.stateMachine = stateMachine;
    durability = new Durability(storage, settings.electionTicksMax());
    electionTimer = new ElectionTimer(settings, random);
    followers = new Followers(settings);
    Storage.Saved saved = storage.saved();
    log = new RaftLog(initial, storage, saved);
    pending = new PendingCommands(me, log, durability,
        settings.uncommittedBytes(), answers);
    figure2 = new Figure2(me, settings, saved, log, durability, electionTimer,
        followers, pending, stateMachine, trace);
    membership =
        new Membership(me, settings, log, figure2, followers, answers);
    PreVote preVote = new PreVote(me, settings, figure2, log, electionTimer);
    readIndex = new ReadIndex(me, settings, figure2, log, followers, durability,
        stateMachine, answers);
    transfer = new LeadershipTransfer(me, settings, figure2, log, followers,
        answers);
    snapshots = new Snapshots(settings.snapshots(), storage, saved.snapshot(),
        log, stateMachine, figure2, answers);
    figure13 = new Figure13(this, me, figure2, log, followers, snapshots,
        stateMachine, storage.snapshots(), settings.snapshots().chunkBytes());
    dispatch = new Dispatch(figure2, figure13, membership, preVote, readIndex,
        transfer, followers);
    countdowns = new Countdowns(figure2, figure13, membership, preVote,
        new CheckQuorum(me, settings, figure2, log, followers), readIndex,
        transfer, durability, electionTimer, followers);
    snapshots.restoreNewest();
    latestTerm = saved.currentTerm();
    mostRead = settings.applyEntries();
    log.putRead(readAhead());
  }

  // ---- Messages --------------------------------------------------------

  /**
   * A peer asks. The reply may leave when it is released (P1). A chunk of a
   * snapshot is written to disk here, without the lock; nothing else waits.
   *
   * @throws SnapshotException if a chunk cannot be stored, or the snapshot that
   *     it completes is not valid; nothing has changed
   * @throws IllegalArgumentException if its term is out of reach; see {@link
   *     Message#MAX_TERM_AHEAD}; or for a RequestReadIndex, see {@link
   *     #readIndex}
   */
  public Held<Message.Reply> handle(Message.Request unread) {
    if (unread instanceof RequestReadIndex) {
      throw new IllegalArgumentException("a read index is answered later");
    }
    refuseOutOfReach(unread);
    Message.Request request = unread.read(stateMachine); // outside the lock
    if (request instanceof InstallSnapshot chunk) {
      return figure13.installSnapshot(chunk);
    }
    return respond(request, () -> Optional.of(dispatch.request(request)))
        .orElseThrow();
  }

  /**
   * A follower asks for a read index. Completes when it is known, or when this
   * server cannot know it: within an election timeout, or when it is closed.
   *
   * @throws IllegalArgumentException if its term is out of reach
   */
  public CompletableFuture<Held<Message.Reply>> readIndex(
      RequestReadIndex request) {
    refuseOutOfReach(request);
    List<CompletableFuture<Held<Message.Reply>>> reply = new ArrayList<>();
    respond(request, () -> {
      reply.add(readIndex.read(request));
      return Optional.empty();
    });
    return reply.get(0);
  }

  /** A step for a request: the rules of every request, then its own. */
  Optional<Held<Message.Reply>> respond(Message.Request request,
      Supplier<Optional<Message.Reply>> rules) {
    return step(() -> {
      Optional<Message.Reply> disregard = dispatch.disregard(request); // MC6
      if (disregard.isPresent()) return disregard.map(durability::hold);
      figure2.observeTerm(request.term()); // A2
      Optional<Message.Reply> reply = rules.get();
      if (isAwaitedBy(request.from())) durability.replyWaits();
      return reply.map(durability::hold); // P1
    });
  }

  /**
   * Beyond Figure 2: that server leads me, or has my vote, which I may have
   * given it just now. Until my reply is on disk it does not leave, so that
   * server's silence proves nothing, and my election timer stands still (see
   * {@link Countdowns}).
   */
  private boolean isAwaitedBy(String server) {
    return server.equals(figure2.leaderId())
        || server.equals(figure2.votedFor());
  }

  private void refuseOutOfReach(Message message) {
    if (message.term() - latestTerm <= Message.MAX_TERM_AHEAD) return;
    throw new IllegalArgumentException("term " + message.term() + " is out of"
        + " reach of elections: this server is in term " + latestTerm);
  }

  /**
   * A peer replied to this request, which came from {@link #awaitRequest} or
   * {@link #nextRequest}.
   *
   * @return whether the reply proves that the peer's disk lost entries which it
   *     had stored, and a majority may have counted on: a person must be told
   * @throws IllegalArgumentException if its term is out of reach
   */
  public boolean handleReply(String peer, Message.Request request,
      Message.Reply reply) {
    refuseOutOfReach(reply);
    return step(() -> {
      if (figure2.isPeer(peer)) followers.replied(peer);
      figure2.observeTerm(reply.term()); // A2
      // Beyond Figure 2: an answer to what I asked in an older term is stale.
      if (request.term() != figure2.currentTerm()) return false;
      if (!figure2.isPeer(peer)) return false; // it has gone
      return dispatch.reply(peer, request, reply);
    });
  }

  /** A peer did not reply to a request: until it does, only heartbeats. */
  public void handleNoReply(String peer) {
    step(() -> {
      if (figure2.isPeer(peer)) followers.noReply(peer);
    });
  }

  /** Beyond Figure 2: part of a message counts as hearing from the leader. */
  public void handlePart(String peer) {
    step(() -> {
      boolean leads = figure2.role() == Role.LEADER;
      if (!leads && peer.equals(figure2.leaderId())) electionTimer.hearLeader();
    });
  }

  /**
   * What this peer should be sent now, if anything. Waits for nothing, but may
   * read from disk.
   *
   * @throws SnapshotException if a snapshot that it needs cannot be read
   */
  public Optional<Held<Message.Request>> nextRequest(String peer) {
    return ask(() -> next(peer)).map(held -> withData(peer, held));
  }

  private Optional<Held<Message.Request>> next(String peer) {
    return dispatch.next(peer).map(durability::hold);
  }

  private Held<Message.Request> withData(String peer,
      Held<Message.Request> held) {
    return held.message() instanceof InstallSnapshot chunk
        ? held.with(figure13.withData(peer, chunk)) : held;
  }

  /**
   * What this peer should be sent now although it has not replied to the
   * request under way yet, if anything; never waits. Such a request never has
   * entries, so that at most one with entries is under way to a peer.
   */
  public Optional<Held<Message.Request>> nextRequest(String peer,
      Message.Request underWay) {
    return ask(() -> dispatch.next(peer, underWay).map(durability::hold));
  }

  /**
   * Waits until there is something that this peer should be sent.
   *
   * @return empty if it is no peer any more
   * @throws SnapshotException if a snapshot that it needs cannot be read
   */
  public Optional<Held<Message.Request>> awaitRequest(String peer)
      throws InterruptedException {
    return await(() -> nextOrEnd(peer, figure2.isPeer(peer)))
        .map(held -> withData(peer, held));
  }

  /**
   * The same for a peer at an address.
   *
   * @param ended whether the caller has been told to end; asked with the lock
   *              held, and only when something else has changed
   * @return empty also if it has moved, or the caller is to end
   */
  public Optional<Held<Message.Request>> awaitRequest(Server peer,
      BooleanSupplier ended) throws InterruptedException {
    return await(() -> nextOrEnd(peer.id(),
        membership.peers().contains(peer) && !ended.getAsBoolean()))
        .map(held -> withData(peer.id(), held));
  }

  /** Empty: wait on. An empty one in it: the peer is gone. Else the request. */
  private Optional<Optional<Held<Message.Request>>> nextOrEnd(String peer,
      boolean isThere) {
    return isThere ? next(peer).map(Optional::of)
        : Optional.of(Optional.empty());
  }

  // ---- Time and disk ---------------------------------------------------

  /** One tick of the clock passed. */
  public void tick() {
    tick(1);
  }

  /** These ticks pass at once: {@link #ticksLeft} at most. One thread calls. */
  public void tick(int ticks) {
    List<Entry> next = readAhead();
    step(() -> {
      log.putRead(next);
      countdowns.tick(ticks);
    });
  }

  /**
   * Reads the next commands of the log from disk, outside the lock. Not all at
   * once: that would take long, and what is read is larger than its text. One
   * thread ticks, so these are still the next ones when they have been read.
   */
  private List<Entry> readAhead() {
    List<Entry> next = read(() -> log.toRead(
        figure2.lastApplied() + mostRead, READ_BYTES));
    return next.stream().map(entry -> entry.read(stateMachine)).toList();
  }

  /**
   * How many ticks from now a countdown ends, if nothing else happens: at least
   * 1, or MAX_VALUE if none is running. Before the last of them nothing
   * happens, so that a simulator may let all of them pass at once.
   */
  public int ticksLeft() {
    return read(countdowns::ticksLeft);
  }

  /** The election timeout elapses now, whatever the clock says. */
  public void timeout() {
    step(countdowns::electionTimeoutElapses);
  }

  /** Everything before this position of the storage's buffer is on disk. */
  public void durable(long position) {
    step(() -> figure2.durable(position));
  }

  // ---- Snapshots -------------------------------------------------------

  /** The snapshot that is due, if one is, for a thread that writes it. */
  public Optional<BegunSnapshot> beginSnapshot() {
    return ask(snapshots::begin);
  }

  /** That snapshot is durable: the log that it covers may be discarded. */
  public void snapshotSaved(SnapshotMetadata metadata) {
    step(() -> snapshots.saved(metadata, figure13.inUse()));
  }

  /** The snapshot could not be written; the log stays as it is. */
  public void snapshotFailed(SnapshotException why) {
    step(() -> snapshots.failed(why));
  }

  /**
   * A person wants a snapshot now. Completes when there is one that covers all
   * that is applied now, or exceptionally with a {@link SnapshotException}, or
   * with a {@link ServerClosedException} if this is closed first.
   */
  public CompletableFuture<SnapshotMetadata> requestSnapshot() {
    return step(snapshots::ask);
  }

  // ---- Members ---------------------------------------------------------

  /**
   * A person wants these servers instead. Completes as applied when the change
   * is committed; see {@link #members} for what becomes of it until then.
   *
   * @param from  the configuration to start from, as the person knows it
   * @param to    all servers, with their addresses
   * @param ticks how long new ones may take to catch up
   * @throws IllegalArgumentException if they are none, or one is named twice
   */
  public CompletableFuture<Outcome> changeMembers(Configuration from,
      List<Server> to, int ticks) {
    Configuration wanted = new Configuration(to, List.of());
    if (to.isEmpty()) throw new IllegalArgumentException("nobody is left");
    return step(() -> membership.change(from, wanted, ticks));
  }

  /**
   * A person wants that server to lead instead of this one. Completes as
   * applied when it does, and within an election timeout in any case.
   *
   * @param target null for the member whose log is most up to date
   */
  public CompletableFuture<Outcome> transferLeadership(String target) {
    return step(() -> transfer.begin(target));
  }

  /** Who belongs to the cluster, as far as this server knows. */
  public Members members() {
    return read(() -> membership.members(figure13::bytesToGo));
  }

  /** Whom this server sends requests; each needs a link. */
  public List<Server> peers() {
    return read(membership::peers);
  }

  // ---- Clients and observers -------------------------------------------

  /**
   * A client's command; completes when it is known what became of it.
   *
   * @throws IllegalArgumentException if the application cannot read it
   */
  public CompletableFuture<Outcome> propose(String text) {
    Command command = stateMachine.read(text); // outside the lock
    return step(() -> membership.hasLeft()
        ? Outcome.refused(Membership.LEFT, null)
        : transfer.isUnderWay() ? transfer.hold(command)
        : figure2.receiveCommand(command));
  }

  /**
   * A client's query, which writes nothing. Completes as applied with the
   * answer of a state that is as new as any command that was answered before
   * this was called (§8, RI1 to RI4); as refused if no majority confirms that
   * within an election timeout. Any server may be asked, and asked again.
   *
   * @throws IllegalArgumentException if the application cannot read it
   */
  public CompletableFuture<Outcome> query(String text) {
    Command query = stateMachine.readQuery(text); // outside the lock
    return step(() -> readIndex.read(query));
  }

  /**
   * A client's query, answered at once from what this server has applied. That
   * may be old: no other server is asked.
   *
   * @throws IllegalArgumentException if the application cannot read it
   */
  public String queryLocally(String text) {
    Command query = stateMachine.readQuery(text);
    return read(() -> stateMachine.query(query));
  }

  /** This server as it stands. */
  public Status status() {
    return read(() -> new Status(me, figure2.role(), figure2.currentTerm(),
        figure2.votedFor(), figure2.leaderId(), figure2.commitIndex(),
        figure2.lastApplied(), log.lastIndex(),
        log.durableIndex(durability.durablePosition()),
        snapshots.lastIncludedIndex(),
        figure2.role() == Role.LEADER ? 0 : electionTimer.countdown()));
  }

  /** The last entries of the log, oldest first; at most {@code count}. */
  public List<Entry> lastEntries(int count) {
    return read(() -> log.last(count));
  }

  /** As this leader knows it: how far that server's log matches; else 0. */
  public long matchIndex(String server) {
    return read(() -> figure2.matchIndex(server));
  }

  /** As this leader knows it: what that peer is sent next; else 0. */
  public long nextIndex(String peer) {
    return read(() -> figure2.nextIndex(peer));
  }

  // ---- The end of a step; closing ---------------------------------------

  @Override boolean endOfStep() {
    figure2.applyCommitted(); // A1
    boolean peersChange = membership.endOfStep();
    transfer.endOfStep();
    readIndex.endOfStep();
    Invariants.check(me, figure2, log);
    latestTerm = figure2.currentTerm();
    return dispatch.hasNext() || peersChange;
  }

  @Override void onClose(String why) {
    pending.completeUnknown(why);
    membership.onClose(why);
    transfer.onClose(why);
    readIndex.onClose(why);
    snapshots.close(why);
  }

  @Override List<Runnable> takeAnswers() {
    return answers.take();
  }
}
