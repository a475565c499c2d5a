package raft;

import static raft.Role.FOLLOWER;
import static raft.Role.LEADER;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Beyond Figure 2: reads that write nothing. "Read-only operations can be
 * handled without writing anything into the log. However, with no additional
 * measures, this would run the risk of returning stale data, since the leader
 * responding to the request might have been superseded by a newer leader of
 * which it is unaware." (§8) Thesis 6.4 has the steps.
 *
 * <p>A server's requests are numbered, so "a request that was sent after the
 * read came" is one with a higher number. That is all there is to a round of
 * heartbeats: any request does as well, and many reads share one.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class ReadIndex {

  /** A read of a client, or, without a command, of a follower's clients. */
  private static final class Read {
    final long requests; // that this server had made when it came
    final long expires; // by the ticks counted here
    final Command command; // null if a follower asks
    final CompletableFuture<Outcome> answer = new CompletableFuture<>();
    final RequestReadIndex asked; // null if a client asks
    final CompletableFuture<Held<Message.Reply>> reply =
        new CompletableFuture<>();
    long term; // in which this server, as leader, noted the index; else 0
    long index;
    boolean confirmed;

    Read(long requests, long expires, Command command,
        RequestReadIndex asked) {
      this.requests = requests;
      this.expires = expires;
      this.command = command;
      this.asked = asked;
    }
  }

  private final String me;
  private final Settings settings;
  private final Figure2 figure2;
  private final RaftLog log;
  private final Followers followers;
  private final Durability durability;
  private final StateMachine stateMachine;
  private final DeferredAnswers answers;

  // In the order in which they came; so they are confirmed, and expire, in it.
  private final Deque<Read> reads = new ArrayDeque<>();
  private long ticks; // that have passed

  // The leader that was asked last and may not have replied yet, or null.
  private String asked;

  ReadIndex(String me, Settings settings, Figure2 figure2, RaftLog log,
      Followers followers, Durability durability, StateMachine stateMachine,
      DeferredAnswers answers) {
    this.me = me;
    this.settings = settings;
    this.figure2 = figure2;
    this.log = log;
    this.followers = followers;
    this.durability = durability;
    this.stateMachine = stateMachine;
    this.answers = answers;
  }

  // ---- Who asks --------------------------------------------------------

  /** A client of this server, whatever its role. */
  CompletableFuture<Outcome> read(Command query) {
    if (figure2.leaderId() == null) {
      return Outcome.refused("no leader is known", null);
    }
    Read read = new Read(figure2.requests(), expiry(), query, null);
    reads.add(read);
    return read.answer;
  }

  /** A follower, for its clients. */
  CompletableFuture<Held<Message.Reply>> read(RequestReadIndex asked) {
    Read read = new Read(figure2.requests(), expiry(), null, asked);
    reads.add(read);
    return read.reply;
  }

  private long expiry() {
    return ticks + settings.electionTicksMax();
  }

  // ---- A follower's reads ----------------------------------------------

  /** What this peer should be sent for reads, if anything. */
  Optional<Message.Request> request(String peer) {
    if (peer.equals(asked)) asked = null; // nothing is under way to it
    if (!asks(peer)) return Optional.empty();
    asked = peer;
    return Optional.of(new RequestReadIndex(figure2.newId(peer),
        figure2.currentTerm(), me));
  }

  /**
   * Whether {@link #request} would find something for some peer. A read that
   * comes while the leader is asked wakes no link: the link that waits for the
   * leader's answer looks here afterwards.
   */
  boolean hasRequest() {
    String leader = figure2.leaderId();
    return leader != null && !leader.equals(asked) && asks(leader);
  }

  private boolean asks(String peer) {
    return figure2.role() == FOLLOWER && peer.equals(figure2.leaderId())
        && !reads.isEmpty() && !reads.getLast().confirmed;
  }

  /** The leader replied in this term. */
  void reply(String peer, RequestReadIndex request,
      RequestReadIndexReply reply) {
    // "the follower could issue a request to the leader that just asked for a
    // current readIndex (the leader would execute steps 1-3 above); the
    // follower could then execute steps 4 and 5 on its own state machine for
    // any number of accumulated read-only queries" (thesis 6.4): for those that
    // had come before it asked.
    long number = Message.requestNumber(request.id());
    for (Iterator<Read> each = reads.iterator(); each.hasNext();) {
      Read read = each.next();
      if (read.requests >= number) return;
      if (reply.confirmed()) {
        confirm(read, reply.readIndex());
      } else {
        each.remove();
        refuse(read, peer + " cannot confirm that it leads");
      }
    }
  }

  private static void confirm(Read read, long index) {
    if (read.confirmed) return;
    read.index = index;
    read.confirmed = true;
  }

  // ---- The end of a step -----------------------------------------------

  void endOfStep() {
    if (reads.isEmpty()) return;
    if (figure2.role() == LEADER) lead();
    else refuseFollowers();
    while (!reads.isEmpty() && isAnswered(reads.peek())) reads.remove();
  }

  private void lead() {
    if (reads.getLast().confirmed) return; // all are, and wait for lastApplied
    note();
    // RI3. "The leader needs to make sure it hasn't been superseded by a newer
    //      leader of which it is unaware. It issues a new round of heartbeats
    //      and waits for their acknowledgments from a majority of the cluster."
    //      A majority has replied to requests up to this number:
    Map<String, Long> repliedTo = new TreeMap<>(followers.repliedTo());
    repliedTo.put(me, Long.MAX_VALUE);
    long number = log.configuration().heldByMajority(repliedTo);
    for (Read read : reads) {
      if (read.confirmed) continue;
      if (!isNoted(read) || read.requests >= number) break;
      confirm(read, read.index);
    }
    Read last = reads.getLast();
    followers.wantRequest(last.confirmed ? 0 : last.requests + 1);
  }

  private void note() {
    // RI1. "If the leader has not yet marked an entry from its current term
    //      committed, it waits until it has done so." (thesis 6.4)
    if (log.termAt(figure2.commitIndex()) != figure2.currentTerm()) return;
    // RI2. "The leader saves its current commit index in a local variable
    //      readIndex. This will be used as a lower bound for the version of
    //      the state that the query operates against." (thesis 6.4)
    for (Iterator<Read> each = reads.descendingIterator(); each.hasNext();) {
      Read read = each.next();
      if (read.confirmed || isNoted(read)) return; // so are all before it
      read.index = figure2.commitIndex();
      read.term = figure2.currentTerm();
    }
  }

  private boolean isNoted(Read read) {
    return read.term == figure2.currentTerm();
  }

  private boolean isAnswered(Read read) {
    if (!read.confirmed) return false;
    if (read.asked != null) {
      reply(read, true);
      return true;
    }
    // RI4. "The leader waits for its state machine to advance at least as far
    //      as the readIndex; this is current enough to satisfy
    //      linearizability." (thesis 6.4)
    if (figure2.lastApplied() < read.index) return false;
    String answer = stateMachine.query(read.command);
    answers.add(() -> read.answer.complete(new Outcome.Applied(answer)));
    return true;
  }

  private void reply(Read read, boolean confirmed) {
    Held<Message.Reply> held = durability.hold(new RequestReadIndexReply(
        read.asked.id(), figure2.currentTerm(), confirmed,
        confirmed ? read.index : 0));
    answers.add(() -> read.reply.complete(held));
  }

  private void refuseFollowers() {
    for (Iterator<Read> each = reads.iterator(); each.hasNext();) {
      Read read = each.next();
      if (read.asked == null) continue;
      each.remove();
      reply(read, false);
    }
  }

  private void refuse(Read read, String why) {
    if (read.asked != null) {
      reply(read, false);
      return;
    }
    Outcome refused = new Outcome.Refused(why, figure2.leaderId());
    answers.add(() -> read.answer.complete(refused));
  }

  // ---- Time, and the end -----------------------------------------------

  /** Ticks until the oldest read is given up. */
  int ticksLeft() {
    return reads.isEmpty() ? Countdown.STANDS_STILL
        : (int) Math.max(1, reads.peek().expires - ticks);
  }

  void tick(int passed) {
    ticks += passed;
    while (!reads.isEmpty() && reads.peek().expires <= ticks) {
      Read read = reads.remove();
      refuse(read, read.confirmed ? "its state is not up to date yet"
          : figure2.leaderId() == null ? "no leader is known"
          : "nobody confirms that " + figure2.leaderId() + " leads");
    }
  }

  void onClose(String why) {
    while (!reads.isEmpty()) refuse(reads.remove(), why);
  }
}
