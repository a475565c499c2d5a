package raft;

import static raft.Role.LEADER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Figure 13 of the extended Raft paper: "A summary of the InstallSnapshot RPC.
 * Snapshots are split into chunks for transmission; this gives the follower a
 * sign of life with each chunk, so it can reset its election timer."
 *
 * <p>Unlike the rules of Figure 2 the receiver waits for the disk. So it takes
 * the server's lock itself, for what it asks at the beginning and what it
 * changes at the end, and works without it in between. The new state is built
 * line by line as the chunks come: the last one takes no longer than any other,
 * however large the state, and what comes behind it on the same connection, such
 * as a heartbeat, does not wait.
 *
 * <p>A transfer is one file of one leader in one term. It goes on when that
 * leader takes a newer snapshot in the middle.
 */
final class Figure13 {

  /**
   * What a leader of this term is sending to a follower.
   *
   * @param offset    of the next chunk, in bytes
   * @param fileBytes of the whole file; 0 until a chunk was read
   */
  private record Transfer(long term, SnapshotMetadata snapshot, long offset,
      long fileBytes) {
    Transfer at(long offset, long fileBytes) {
      return new Transfer(term, snapshot, offset, fileBytes);
    }

    boolean isOf(InstallSnapshot chunk) {
      return term == chunk.term()
          && snapshot.lastIncludedIndex() == chunk.lastIncludedIndex();
    }
  }

  private final RaftServer server;
  private final String me;
  private final Figure2 figure2;
  private final RaftLog log;
  private final Followers followers;
  private final Snapshots snapshots;
  private final StateMachine stateMachine;
  private final SnapshotStore store;
  private final int chunkBytes;

  // Guarded by this object's monitor, which is held while a chunk is received:
  // the first chunk of what is in the partial file, null if there is none, and
  // how many bytes there are. So is the state that the store builds of it: who
  // brings a chunk sees what came of the ones before, and a thread that applies
  // commands later sees all of it, by the server's lock, under which it takes
  // the old one's place (IS8).
  private InstallSnapshot partial;
  private long received;

  // Guarded by the server's lock.
  private boolean isReceiving;
  private final Map<String, Transfer> transfers = new TreeMap<>(); // by peer

  Figure13(RaftServer server, String me, Figure2 figure2, RaftLog log,
      Followers followers, Snapshots snapshots, StateMachine stateMachine,
      SnapshotStore store, int chunkBytes) {
    this.server = server;
    this.me = me;
    this.figure2 = figure2;
    this.log = log;
    this.followers = followers;
    this.snapshots = snapshots;
    this.stateMachine = stateMachine;
    this.store = store;
    this.chunkBytes = chunkBytes;
  }

  // ---- Receiver implementation -----------------------------------------

  /**
   * InstallSnapshot RPC, one chunk at a time: a thread that brings another one
   * waits here, and no other thread does. At the end the term may be newer
   * than at the beginning: no harm, since what a snapshot covers is committed.
   *
   * @throws SnapshotException if a chunk cannot be stored, or what is complete
   *     with it is no snapshot; then no state has changed
   */
  synchronized Held<Message.Reply> installSnapshot(InstallSnapshot args) {
    Optional<Held<Message.Reply>> early = server.respond(args, () -> {
      // IS1. "Reply immediately if term < currentTerm"
      if (args.term() < figure2.currentTerm()) return refuse(args);
      return hear(args);
    });
    if (early.isPresent()) return early.get();
    try {
      // IS2. "Create new snapshot file if first chunk (offset is 0)"
      if (args.offset() == 0 && isNew(args)) create(args);

      // IS3. "Write data into snapshot file at given offset"
      if (!isNext(args)) return replySoFar(args);
      write(args);

      // IS4. "Reply and wait for more data chunks if done is false"
      if (!args.done()) return replySoFar(args);

      // IS5. "Save snapshot file, discard any existing or partial snapshot
      //      with a smaller index": an existing one goes in Snapshots.received.
      SnapshotStore.Complete complete = complete(args);
      SnapshotMetadata saved = complete.metadata();
      return server.respond(args, () -> {
        // IS6. "If existing log entry has same index and term as snapshot's
        //      last included entry, retain log entries following it and reply"
        if (log.contains(saved.lastIncludedIndex(), saved.lastIncludedTerm())) {
          return installed("IS6", args, saved);
        }
        // IS7. "Discard the entire log"
        log.startAfter(saved);
        // IS8. "Reset state machine using snapshot contents (and load
        //      snapshot's cluster configuration)": log.startAfter has loaded it.
        complete.state().run(); // it was built while the chunks came
        figure2.snapshotInstalled(saved.lastIncludedIndex());
        return installed("IS8", args, saved);
      }).orElseThrow();
    } finally {
      server.step(() -> isReceiving = false);
    }
  }

  private Optional<Message.Reply> refuse(InstallSnapshot args) {
    figure2.trace("IS1", "refuses %s: its term is over", args.leaderId());
    return answer(args, false, 0);
  }

  /** Replies if no chunk is needed; else it is received, without the lock. */
  private Optional<Message.Reply> hear(InstallSnapshot args) {
    figure2.hearFromLeader(args.leaderId()); // F2
    // SN7. "a snapshot that describes a prefix of its log (due to
    //      retransmission or by mistake)" (§7), all of it applied or on disk
    //      as a snapshot, changes nothing.
    if (args.lastIncludedIndex() <= Math.max(figure2.lastApplied(),
        snapshots.lastIncludedIndex())) {
      return answer(args, true, 0);
    }
    isReceiving = true;
    return Optional.empty();
  }

  /**
   * Whether this chunk is of another file than the partial one: there is none,
   * or this is of a newer term, or of a later snapshot.
   */
  private boolean isNew(InstallSnapshot args) {
    return partial == null || args.term() > partial.term()
        || args.lastIncludedIndex() > partial.lastIncludedIndex();
  }

  private void create(InstallSnapshot args) {
    partial = null;
    store.create(stateMachine.restore());
    partial = args;
    received = 0;
  }

  private boolean isNext(InstallSnapshot args) {
    // SN6. "Leaders always send chunks in order." (Figure 13) What is not the
    //      next chunk of this file of this leader is repeated, late, or of
    //      another file, and would make one that no server wrote.
    return isOfPartial(args) && args.offset() == received;
  }

  private boolean isOfPartial(InstallSnapshot args) {
    return partial != null && args.term() == partial.term()
        && args.lastIncludedIndex() == partial.lastIncludedIndex();
  }

  /** If it fails, nothing is known of the file, and it begins again. */
  private void write(InstallSnapshot args) {
    InstallSnapshot first = partial;
    partial = null;
    received = store.write(args.offset(), args.data());
    partial = first;
  }

  private SnapshotStore.Complete complete(InstallSnapshot args) {
    partial = null;
    return store.complete(args.lastIncludedIndex(), args.lastIncludedTerm());
  }

  private Held<Message.Reply> replySoFar(InstallSnapshot args) {
    long next = isOfPartial(args) ? received : 0;
    return server.respond(args, () -> answer(args, false, next)).orElseThrow();
  }

  private Optional<Message.Reply> installed(String rule, InstallSnapshot args,
      SnapshotMetadata saved) {
    figure2.trace(rule, "has a snapshot of 1..%d from %s",
        saved.lastIncludedIndex(), args.leaderId());
    snapshots.received(saved, inUse());
    return answer(args, true, 0);
  }

  private Optional<Message.Reply> answer(InstallSnapshot args,
      boolean installed, long next) {
    return Optional.of(new InstallSnapshotReply(args.id(),
        figure2.currentTerm(), installed, next));
  }

  /** While a chunk is received no other one can be heard of. */
  boolean isReceiving() {
    return isReceiving;
  }

  // ---- As the leader sends it ------------------------------------------

  /** The next chunk for this peer, still without its data; empty if none. */
  Optional<Message.Request> sendInstallSnapshot(String peer) {
    // SN4. "the leader must occasionally send snapshots to followers that lag
    //      behind. This happens when the leader has already discarded the next
    //      log entry that it needs to send to a follower." (§7)
    if (!needsSnapshot(peer)) return Optional.empty();
    Transfer transfer = transferTo(peer);
    String id = figure2.newId(peer);
    followers.sent(peer, List.of(), figure2.requests());
    SnapshotMetadata snapshot = transfer.snapshot();
    return Optional.of(new InstallSnapshot(id, figure2.currentTerm(), me,
        snapshot.lastIncludedIndex(), snapshot.lastIncludedTerm(),
        transfer.offset(), "", false));
  }

  private boolean needsSnapshot(String peer) {
    return figure2.role() == LEADER && figure2.isPeer(peer)
        && !followers.isUnresponsive(peer)
        && figure2.nextIndex(peer) <= log.discardedTo();
  }

  /** The one under way, also when there is a newer snapshot since. */
  private Transfer transferTo(String peer) {
    if (isUnderWay(peer, transfers.get(peer))) return transfers.get(peer);
    SnapshotMetadata newest = snapshots.newest();
    figure2.trace("SN4", "sends %s a snapshot of 1..%d", peer,
        newest.lastIncludedIndex());
    Transfer begun = new Transfer(figure2.currentTerm(), newest, 0, 0);
    transfers.put(peer, begun);
    return begun;
  }

  /** Also when a chunk took long, and the peer seems not to respond. */
  private boolean isUnderWay(String peer, Transfer transfer) {
    return transfer != null && figure2.role() == LEADER
        && figure2.isPeer(peer)
        && transfer.term() == figure2.currentTerm()
        && figure2.nextIndex(peer) <= log.discardedTo();
  }

  /** With the data; read from disk, so without the server's lock. */
  InstallSnapshot withData(String peer, InstallSnapshot chunk) {
    try {
      SnapshotStore.Chunk read = store.chunk(chunk.lastIncludedIndex(),
          chunk.offset(), chunkBytes);
      server.ask(() -> knowLength(peer, chunk, read.fileBytes()));
      return chunk.with(read);
    } catch (SnapshotException e) {
      server.step(() -> transfers.remove(peer)); // the newest may be readable
      throw e;
    }
  }

  private Optional<Transfer> knowLength(String peer, InstallSnapshot chunk,
      long fileBytes) {
    return Optional.ofNullable(transfers.computeIfPresent(peer, (id, now) ->
        now.isOf(chunk) ? now.at(now.offset(), fileBytes) : now));
  }

  /** Of the snapshot that this peer is being sent; 0 if it is sent none. */
  long bytesToGo(String peer) {
    Transfer transfer = transfers.get(peer);
    return isUnderWay(peer, transfer)
        ? Math.max(0, transfer.fileBytes() - transfer.offset()) : 0;
  }

  void installSnapshotReply(String peer, InstallSnapshot request,
      InstallSnapshotReply reply) {
    if (figure2.role() != LEADER) return;
    Transfer transfer = transfers.get(peer);
    if (reply.installed()) { // also if it was late, and another one has begun
      transfers.remove(peer);
      figure2.replicated(peer, request.lastIncludedIndex());
    } else if (transfer != null && transfer.isOf(request)) {
      transfers.put(peer,
          transfer.at(reply.received(), transfer.fileBytes()));
      // It is to begin again, for whatever reason: then with the newest.
      if (reply.received() == 0) transfers.remove(peer);
    }
  }

  /** The indexes of the snapshots that are being sent, in their order. */
  TreeSet<Long> inUse() {
    transfers.entrySet().removeIf(
        each -> !isUnderWay(each.getKey(), each.getValue()));
    TreeSet<Long> inUse = new TreeSet<>();
    for (Transfer each : transfers.values()) {
      inUse.add(each.snapshot().lastIncludedIndex());
    }
    return inUse;
  }
}
