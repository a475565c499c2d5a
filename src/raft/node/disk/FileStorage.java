package raft.node.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import raft.Entry;
import raft.ServerClosedException;
import raft.SnapshotMetadata;
import raft.SnapshotStore;
import raft.Storage;
import raft.StorageException;
import raft.text.Reason;

/**
 * Stable storage in a data directory. Rules append to a {@link WriteBuffer} and
 * go on; one thread, the disk thread, again and again takes whatever is there,
 * writes it, forces it, wakes those who wait in {@link #sync}, and then tells
 * the server.
 *
 * <p>The order within a batch: the newest term and vote, then the log. So no
 * entry is ever on disk without the term it is of, and a crash in between
 * leaves a term or a vote of which no server has heard, which is harmless.
 *
 * <p>A write or force that fails ends everything and is never tried again.
 *
 * <p>Thread-safe. The disk thread holds no lock while it writes or tells; it is
 * told to end, never interrupted, since that would close its files.
 */
public final class FileStorage implements Storage, AutoCloseable {
  private static final long PATIENCE_MILLIS = 900;

  private final DataDirectory directory;
  private final Disk disk;
  private final TermAndVoteFile termAndVote;
  private final LogFiles log;
  private final SnapshotFiles snapshots;
  private final Saved saved;
  private final Identity identity;
  private final List<String> notices;
  private final WriteBuffer buffer;

  // Both change once, in start, from null.
  private volatile Thread thread;
  private volatile Consumer<Throwable> failed;

  private FileStorage(DataDirectory directory, Disk disk, long bufferBytes)
      throws IOException {
    this.directory = directory;
    this.disk = disk;
    buffer = new WriteBuffer(bufferBytes);
    DataDirectory.Inspection found = directory.inspect();
    if (!found.refusals().isEmpty()) {
      throw new DataDirectoryException(String.join("\n", found.refusals()));
    }
    LogContents last = found.log().last();
    identity = found.identity();
    notices = notices(last, LogFile.keepTornTail(last, disk));
    // What was read may be in memory only: it goes to disk before it counts.
    TermAndVote newest = atLeast(found.log().snapshot(), found.termAndVote());
    snapshots = new SnapshotFiles(directory.path(), disk, bufferBytes);
    termAndVote = new TermAndVoteFile(directory.termAndVote(), disk);
    try {
      termAndVote.save(newest);
      log = LogFiles.open(directory.path(), found.log(), disk, notices);
    } catch (IOException | RuntimeException e) {
      termAndVote.close();
      throw e;
    }
    saved = new Saved(newest.currentTerm(), newest.votedFor(),
        metadata(found.log().snapshot()), found.log().log());
  }

  /** One that a leader sent may be durable before the term it came in is. */
  private static TermAndVote atLeast(SnapshotContents snapshot,
      TermAndVote saved) {
    if (snapshot == null) return saved;
    long term = snapshot.metadata().lastIncludedTerm();
    return term > saved.currentTerm() ? new TermAndVote(term, null) : saved;
  }

  private static SnapshotMetadata metadata(SnapshotContents snapshot) {
    return snapshot == null ? null : snapshot.metadata();
  }

  private static List<String> notices(LogContents log, Path kept) {
    List<String> notices = new ArrayList<>();
    if (kept == null) return notices;
    notices.add("cut " + log.tornTail() + ", kept in " + kept + ": taken for"
        + " a write that a crash interrupted and of which nobody had been told"
        + " (rot in the last batch looks just the same)");
    return notices;
  }

  /**
   * Opens a data directory, reads it, cuts off a torn tail, which is kept
   * beside the log, makes what is left durable, and finishes what a crash
   * interrupted: see {@link #notices}.
   *
   * @param directory   this node's own
   * @param identity    whose it is, and what its log means
   * @param create      whether this is the node's very first start
   * @param bufferBytes about how much may wait for the disk before {@link
   *                    #isFull}, in bytes
   * @throws DataDirectoryException if it must not, or cannot, be used
   */
  public static FileStorage open(Path directory, Identity identity,
      boolean create, long bufferBytes) {
    return open(directory, identity, create, bufferBytes, new Disk());
  }

  /**
   * Refuses what {@link #open} would refuse, as far as that can be known
   * without changing anything.
   *
   * @throws DataDirectoryException if it must not, or cannot, be used
   */
  public static void check(Path directory, Identity identity, boolean create) {
    try {
      DataDirectory.check(directory, identity, create);
    } catch (IOException e) {
      throw DataDirectoryException.unreadable(directory, e);
    }
  }

  public static FileStorage open(Path path, Identity identity, boolean create,
      long bufferBytes, Disk disk) {
    try {
      return open(DataDirectory.open(path, identity, create, disk), create,
          disk, bufferBytes);
    } catch (IOException e) {
      throw DataDirectoryException.unreadable(path, e);
    }
  }

  private static FileStorage open(DataDirectory directory, boolean created,
      Disk disk, long bufferBytes) throws IOException {
    try {
      return new FileStorage(directory, disk, bufferBytes);
    } catch (IOException | RuntimeException e) {
      if (created) directory.unmake(disk, e);
      directory.close();
      throw e;
    }
  }

  /** Whose it is, and with which nodes its cluster began. */
  public Identity identity() {
    return identity;
  }

  /** What was repaired at opening, for the person who started the node. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  // ---- Storage ---------------------------------------------------------

  @Override public Saved saved() {
    return saved;
  }

  @Override public long appendTermAndVote(long currentTerm, String votedFor) {
    return buffer.append(new TermAndVote(currentTerm, votedFor));
  }

  /** {@inheritDoc} A command must be a JSON object, in one line. */
  @Override public long appendEntry(long index, Entry entry) {
    return buffer.append(new LogRecord.Numbered(index, entry));
  }

  @Override public long appendLogStart(long index, List<Entry> following) {
    return buffer.append(new LogRecord.Start(index, following));
  }

  @Override public long appendDiscard(long lastIncludedIndex,
      Set<Long> inUse) {
    return buffer.append(new LogRecord.Discard(lastIncludedIndex, inUse));
  }

  @Override public SnapshotStore snapshots() {
    return snapshots;
  }

  @Override public long position() {
    return buffer.position();
  }

  @Override public boolean isFull() {
    return buffer.isFull();
  }

  @Override public void sync(long position) {
    assert Thread.currentThread() != thread : "the disk waits for itself";
    buffer.awaitDurable(position);
  }

  // ---- the disk thread -------------------------------------------------

  /**
   * Starts the disk thread; to be called once.
   *
   * @param durable hears, on the disk thread, of each position that has become
   *                durable, in order
   * @param failed  hears once, if the disk fails or hangs at close
   */
  public void start(String threadName, LongConsumer durable,
      Consumer<Throwable> failed) {
    assert thread == null : "started twice";
    this.failed = failed;
    thread = new Thread(() -> run(durable), threadName);
    thread.start();
  }

  private void run(LongConsumer durable) {
    try {
      writeAll(durable);
      buffer.end();
      log.end();
      closeFiles();
    } catch (Throwable e) { // an error too must not go unheard
      fail(why(e), e);
      closeFilesAfter(e);
    }
  }

  private String why(Throwable e) {
    if (!(e instanceof IOException)) return directory + " is given up: " + e;
    return directory + " can no longer be written: " + Reason.of(e) + ". This"
        + " is not tried again, since nobody knows now what the disk holds."
        + " Find the cause (is the disk full, or worn out?), then start the"
        + " node again: it reads what is really there.";
  }

  private void writeAll(LongConsumer durable)
      throws IOException, InterruptedException {
    WriteBuffer.Batch batch;
    while ((batch = buffer.take()) != null) {
      if (batch.termAndVote() != null) termAndVote.save(batch.termAndVote());
      log.write(batch.log());
      buffer.written(batch);
      tell(durable, batch.end());
    }
  }

  private static void tell(LongConsumer durable, long position) {
    try {
      durable.accept(position);
    } catch (ServerClosedException e) {
      // The server is closed. What is buffered is still worth storing.
    }
  }

  private void fail(String why, Throwable cause) {
    StorageException failure = new StorageException(why, cause);
    if (buffer.fail(failure) && failed != null) failed.accept(failure);
  }

  // ---- the end ---------------------------------------------------------

  /**
   * Stores what is buffered, ends the disk thread, and lets the directory go.
   * A disk that takes more than a second is given up: all that wait are told
   * that it failed, and the directory stays locked until the disk answers or
   * this process ends. Never throws; the second time it does nothing.
   */
  @Override public void close() {
    buffer.close();
    if (thread == null) run(position -> {});
    else if (thread != Thread.currentThread()) awaitEnd(thread);
  }

  private void awaitEnd(Thread disk) {
    try {
      disk.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (disk.isAlive()) {
      fail(directory + " could not be closed: the disk did not answer in "
          + PATIENCE_MILLIS + " ms. What waited for it may be lost.", null);
    }
  }

  private void closeFiles() throws IOException {
    log.close();
    termAndVote.close();
    snapshots.close();
    directory.close();
  }

  private void closeFilesAfter(Throwable failure) {
    try {
      closeFiles();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  // ---- how it is doing -------------------------------------------------

  /** Whether the disk thread runs and nothing has failed. */
  public boolean isHealthy() {
    return thread != null && thread.isAlive() && !buffer.hasFailed();
  }

  /** How long the write and force under way has taken; 0 if none is. */
  public long writingMillis() {
    return buffer.writingMillis();
  }

  /** The disk thread, null before {@link #start}. */
  public Thread thread() {
    return thread;
  }

  /** How often the disk was forced, for opening the directory too. */
  public long forces() {
    return disk.forces();
  }

  /** How many bytes were written, for opening the directory too. */
  public long bytesWritten() {
    return disk.bytesWritten();
  }
}
