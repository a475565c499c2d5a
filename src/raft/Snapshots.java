package raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * "In snapshotting, the entire current system state is written to a snapshot on
 * stable storage, then the entire log up to that point is discarded." (§7) This
 * class decides when that begins, and what happens when it has ended. In
 * between, a thread writes it without the lock, and the server goes on.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class Snapshots {

  private final Settings.Snapshotting settings;
  private final Storage storage;
  private final RaftLog log;
  private final StateMachine stateMachine;
  private final Figure2 figure2;
  private final DeferredAnswers answers;

  private SnapshotMetadata newest; // null if there is none
  private long lastTried; // the index of the newest, or of one that failed
  private boolean isBeingWritten;

  // Those who asked for one: before it was begun, and since.
  private List<CompletableFuture<SnapshotMetadata>> waiting = new ArrayList<>();
  private List<CompletableFuture<SnapshotMetadata>> asked = new ArrayList<>();

  Snapshots(Settings.Snapshotting settings, Storage storage,
      SnapshotMetadata saved, RaftLog log, StateMachine stateMachine,
      Figure2 figure2, DeferredAnswers answers) {
    this.settings = settings;
    this.storage = storage;
    this.log = log;
    this.stateMachine = stateMachine;
    this.figure2 = figure2;
    this.answers = answers;
    newest = saved;
    lastTried = lastIncludedIndex();
  }

  /** At a start: the state machine begins with the newest. */
  void restoreNewest() {
    if (newest == null) return;
    try {
      storage.snapshots().read(lastIncludedIndex(), stateMachine.restore())
          .run();
    } catch (IllegalArgumentException e) {
      throw new SnapshotException("the snapshot of 1.." + lastIncludedIndex()
          + " is none of this application: " + e.getMessage(), e);
    }
  }

  /** The newest snapshot that is durable; null if there is none. */
  SnapshotMetadata newest() {
    return newest;
  }

  /** The last index that the newest covers; 0 if there is none. */
  long lastIncludedIndex() {
    return newest == null ? 0 : newest.lastIncludedIndex();
  }

  /** Whether one is to be written now. */
  private boolean isDue() {
    long applied = figure2.lastApplied();
    if (figure2.lastApplied() < figure2.commitIndex()) return false; // soon
    if (isBeingWritten || applied <= lastIncludedIndex()) return false;
    if (!asked.isEmpty()) return true;
    if (applied <= lastTried) return false;
    return !knowsNoMembers() // SN2
        && (isReached(settings.entries(), applied - lastTried)
        || isReached(settings.bytes(), log.bytesBetween(lastTried, applied)));
  }

  private static boolean isReached(long bound, long value) {
    return bound > 0 && value >= bound;
  }

  /** The one that is due, if one is. */
  Optional<BegunSnapshot> begin() {
    if (!isDue()) return Optional.empty();
    isBeingWritten = true;
    waiting = asked;
    asked = new ArrayList<>();
    // SN1. "the last included index is the index of the last entry in the log
    //      that the snapshot replaces (the last entry the state machine had
    //      applied), and the last included term is the term of this entry" (§7)
    lastTried = figure2.lastApplied();
    // SN2. "the snapshot also includes the latest configuration in the log as
    //      of last included index" (§7). The client table is part of the state.
    SnapshotMetadata metadata = new SnapshotMetadata(lastTried,
        log.termAt(lastTried), log.configurationAt(lastTried));
    figure2.trace("SN1", "begins a snapshot of 1..%d", lastTried);
    // From here on the log goes on in a file of its own, so that the old one can
    // be deleted whole when the snapshot is saved (SN3). Until then both count.
    storage.appendLogStart(lastTried, log.after(lastTried));
    return Optional.of(new BegunSnapshot(metadata, stateMachine.image()));
  }

  /**
   * It is durable, and so its beginning of the log may go.
   *
   * @param inUse the indexes of the snapshots that are being sent
   */
  void saved(SnapshotMetadata metadata, TreeSet<Long> inUse) {
    isBeingWritten = false;
    // SN3. "Once a server completes writing a snapshot, it may delete all log
    //      entries up through the last included index, as well as any prior
    //      snapshot." (§7)
    if (metadata.lastIncludedIndex() > lastIncludedIndex()) {
      replaceNewest(metadata, inUse);
      log.discardTo(discardable(inUse));
      figure2.trace("SN3", "has a snapshot of 1..%d", lastIncludedIndex());
    }
    SnapshotMetadata has = newest;
    tell(waiting, each -> each.complete(has));
    // Those who asked since it was begun may want no more than there is.
    if (figure2.lastApplied() > lastIncludedIndex()) return;
    tell(asked, each -> each.complete(has));
  }

  private void tell(List<CompletableFuture<SnapshotMetadata>> those,
      Consumer<CompletableFuture<SnapshotMetadata>> what) {
    for (CompletableFuture<SnapshotMetadata> each : those) {
      answers.add(() -> what.accept(each));
    }
    those.clear();
  }

  /**
   * Up to which index. Some entries stay in memory although they are covered:
   * the last ones, and those that a follower will need after the older snapshot
   * that it is being sent, unless they are too many. Then it will need the
   * newest, too.
   */
  private long discardable(TreeSet<Long> inUse) {
    long index = Math.max(log.discardedTo(),
        lastIncludedIndex() - settings.keptEntries());
    while (isTooMuch(index)) index++;
    for (long sent : inUse.subSet(log.discardedTo(), true, index, true)) {
      if (!isTooMuch(sent)) return sent;
    }
    return index;
  }

  /** Whether what is covered after this index is more than is kept. */
  private boolean isTooMuch(long index) {
    return log.bytesBetween(index, lastIncludedIndex()) > settings.keptBytes();
  }

  /** One from a leader is durable; the log goes on after it. */
  void received(SnapshotMetadata metadata, TreeSet<Long> inUse) {
    if (metadata.lastIncludedIndex() <= lastIncludedIndex()) return;
    storage.appendLogStart(metadata.lastIncludedIndex(),
        log.after(metadata.lastIncludedIndex()));
    replaceNewest(metadata, inUse);
  }

  private void replaceNewest(SnapshotMetadata metadata, TreeSet<Long> inUse) {
    newest = metadata;
    lastTried = Math.max(lastTried, metadata.lastIncludedIndex());
    storage.appendDiscard(metadata.lastIncludedIndex(), inUse);
  }

  /** It could not be written. The next is due after as many entries again. */
  void failed(SnapshotException why) {
    isBeingWritten = false;
    tell(waiting, each -> each.completeExceptionally(why));
  }

  /** The server is closed, and will not hear of any that is saved. */
  void close(String why) {
    ServerClosedException closed = new ServerClosedException(why);
    tell(waiting, each -> each.completeExceptionally(closed));
    tell(asked, each -> each.completeExceptionally(closed));
  }

  /** A person wants one now; completes when the newest has all of now. */
  CompletableFuture<SnapshotMetadata> ask() {
    if (newest != null && figure2.lastApplied() <= lastIncludedIndex()) {
      return CompletableFuture.completedFuture(newest);
    }
    if (figure2.lastApplied() == 0) return none("nothing has been applied yet,"
        + " so there is nothing to take a snapshot of");
    if (knowsNoMembers()) return none("this server has not been told who its"
        + " cluster is, which a snapshot says (SN2)");
    CompletableFuture<SnapshotMetadata> result = new CompletableFuture<>();
    asked.add(result);
    return result;
  }

  private static CompletableFuture<SnapshotMetadata> none(String why) {
    return CompletableFuture.failedFuture(new SnapshotException(why));
  }

  /** A newcomer: the log that it has so far tells of no configuration. */
  private boolean knowsNoMembers() {
    return log.configurationAt(figure2.lastApplied()).voters().isEmpty();
  }
}
