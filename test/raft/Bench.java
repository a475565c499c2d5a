package raft;

import static raft.Replies.granted;
import static raft.Replies.refused;
import static raft.Replies.success;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One server on the bench, with all it touches within reach. No thread, no
 * clock, no network: it hears what a test says to it, and time passes when a
 * test says so.
 *
 * <p>Its disk is quick unless a test says {@link #takes}: whatever it {@link
 * #hears} is forced before it answers. Every message is opened as the server's
 * driver must open it, so one that left too early would fail its test.
 */
record Bench(String id, List<String> peers, RaftServer server,
    MemoryStorage storage, StateMachine machine, Recorder trace, Given given) {

  // ---- What happens to it ----------------------------------------------

  RequestVoteReply hears(RequestVote request) {
    return (RequestVoteReply) answer(request);
  }

  RequestPreVoteReply hears(RequestPreVote request) {
    return (RequestPreVoteReply) answer(request);
  }

  AppendEntriesReply hears(AppendEntries request) {
    return (AppendEntriesReply) answer(request);
  }

  TimeoutNowReply hears(TimeoutNow request) {
    return (TimeoutNowReply) answer(request);
  }

  InstallSnapshotReply hears(InstallSnapshot request) {
    return (InstallSnapshotReply) answer(request);
  }

  private Message.Reply answer(Message.Request request) {
    Held<Message.Reply> held = takes(request);
    forces();
    return storage.release(held);
  }

  /** Hears, and its disk does nothing. */
  Held<Message.Reply> takes(Message.Request request) {
    return server.handle(request);
  }

  void forces() {
    server.durable(storage.force());
  }

  void timesOut() {
    server.timeout();
  }

  void ticks(int count) {
    for (int i = 0; i < count; i++) server.tick();
  }

  CompletableFuture<Outcome> isTold(String command) {
    return server.propose(command);
  }

  /** A client of it reads. */
  CompletableFuture<Outcome> isAsked(String query) {
    return server.query(query);
  }

  /** A person wants that server to lead; null: whichever. */
  CompletableFuture<Outcome> handsOverTo(String target) {
    return server.transferLeadership(target);
  }

  /** A leader appends entries with these commands, and its disk has them. */
  void appends(String... commands) {
    for (String command : commands) server.propose(command);
    forces();
  }

  /** Writes a snapshot, if one is due; returns whether one was. */
  boolean takesSnapshot() {
    Optional<BegunSnapshot> due = server.beginSnapshot();
    due.ifPresent(begun -> {
      snapshots().save(begun.metadata(), begun.state());
      server.snapshotSaved(begun.metadata());
      forces();
    });
    return due.isPresent();
  }

  MemorySnapshots snapshots() {
    return storage.snapshots();
  }

  /** Loses its memory and what was not forced, and comes up again. */
  Bench restarts() {
    return given.withSaved(storage.survivors()).withMachine(new Listing())
        .with(storage.snapshots()).starts();
  }

  // ---- What it says ----------------------------------------------------

  /** What it has to say to this peer now, and may say now. */
  Optional<Message.Request> says(String peer) {
    return server.nextRequest(peer).map(storage::release);
  }

  boolean isQuietTo(String peer) {
    return server.nextRequest(peer).isEmpty();
  }

  RequestVote asks(String peer) {
    return (RequestVote) says(peer).orElseThrow();
  }

  RequestPreVote asksBefore(String peer) {
    return (RequestPreVote) says(peer).orElseThrow();
  }

  AppendEntries sends(String peer) {
    return (AppendEntries) says(peer).orElseThrow();
  }

  // ---- How others answer it --------------------------------------------

  void isGrantedBy(String peer) {
    RequestVote request = asks(peer);
    isAnswered(peer, request, granted(request, request.term()));
  }

  void isDeniedBy(String peer) {
    RequestVote request = asks(peer);
    isAnswered(peer, request, refused(request, request.term()));
  }

  /** The peer stores what it is sent. */
  void isStoredBy(String peer) {
    AppendEntries request = sends(peer);
    isAnswered(peer, request, success(request, request.term()));
  }

  void isAnswered(String peer, Message.Request request, Message.Reply reply) {
    server.handleReply(peer, request, reply);
  }

  /** One request to each of these, if there is one, and back the reply. */
  void talksTo(Bench... others) {
    for (Bench other : others) exchange(other);
  }

  /** One request, if there is one, and its reply. */
  Optional<Message.Reply> exchange(Bench other) {
    Optional<Message.Request> request = says(other.id());
    Optional<Message.Reply> reply = request.map(other::answer);
    reply.ifPresent(it -> isAnswered(other.id(), request.get(), it));
    return reply;
  }

  /** Talks to this one until there is nothing more to say. */
  void talksToTheEndWith(Bench other) {
    Optional<Message.Reply> reply = exchange(other);
    while (reply.isPresent()) reply = exchange(other);
  }

  /** Starts an election and asks these for their votes. */
  void runsForLeader(Bench... voters) {
    timesOut();
    forces();
    talksTo(voters);
    forces();
  }

  // ---- How it stands ---------------------------------------------------

  Role role() {
    return server.status().role();
  }

  long term() {
    return server.status().term();
  }

  String votedFor() {
    return server.status().votedFor();
  }

  String leader() {
    return server.status().leader();
  }

  long commitIndex() {
    return server.status().commitIndex();
  }

  int countdown() {
    return server.status().electionCountdown();
  }

  /** Its log, a digit for each entry. */
  String log() {
    return Logs.terms(server.lastEntries(Integer.MAX_VALUE));
  }

  /** The commands applied, in order. */
  List<String> applied() {
    return ((Listing) machine).commands();
  }
}
