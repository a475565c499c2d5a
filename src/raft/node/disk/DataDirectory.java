package raft.node.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import raft.Entry;

/**
 * A node's data directory: what is in it, whose it is, and who may use it.
 *
 * <pre>
 * identity.json       whose this is; made last, so that it stands for the rest
 * term-and-vote.json  currentTerm and votedFor, see {@link TermAndVoteFile}
 * log.jsonl           log[], see {@link LogFile}
 * snapshot-100.jsonl  the state after entry 100, see {@link SnapshotFiles}
 * log-101.jsonl       log[] from entry 101 on
 * lock                held while a node runs, and the id of its process; see
 *                     {@link DirectoryLock}
 * </pre>
 *
 * <p>The first three and the lock are there from the beginning; the log is
 * never without a file: the one that begins right after the snapshot, or one
 * before it. So a file that is missing later was lost, and is never taken for a
 * node that has not voted or stored anything. Beside them, log.jsonl.cut-500
 * holds what was cut off the log at offset 500, for a person; no node reads it.
 * What ends in .temporary is worth nothing, and the next start deletes it.
 */
public final class DataDirectory implements Closeable {
  private static final String IDENTITY = "identity.json";
  private static final String TERM_AND_VOTE = "term-and-vote.json";
  private static final int MOST_ATTEMPTS = 10; // to read a running node's log
  private static final TermAndVote FIRST_BOOT = new TermAndVote(0, null);

  private final Path path;
  private final DirectoryLock lock;

  private DataDirectory(Path path, DirectoryLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * What a data directory holds, as far as it can be read.
   *
   * @param identity    null if it cannot be read; then there is a refusal
   * @param termAndVote null if it cannot be read; then there is a refusal
   * @param refusals    why a node must not start from this, where, and what to
   *                    do; empty if it may
   */
  public record Inspection(Path directory, Identity identity,
      TermAndVote termAndVote, SavedLog log, List<String> refusals) {}

  /**
   * Looks into a data directory. Takes no lock and changes nothing, so it may
   * be called while the node runs; then its last batch may look torn.
   *
   * @throws DataDirectoryException if it is no data directory, or not readable
   */
  public static Inspection inspect(Path directory) {
    try {
      if (!isThere(directory.resolve(IDENTITY))) {
        throw new DataDirectoryException(directory + " is no data directory: it"
            + " has no " + IDENTITY + ". A node's is named after the node, as"
            + " in data/n1.");
      }
      return inspectParts(directory);
    } catch (IOException e) {
      throw DataDirectoryException.unreadable(directory, e);
    }
  }

  private static Inspection inspectParts(Path directory) throws IOException {
    List<String> refusals = new ArrayList<>();
    Identity identity = null;
    try {
      identity = Identity.read(directory.resolve(IDENTITY));
    } catch (DataDirectoryException e) {
      refusals.add(e.getMessage());
    }
    // The log first: a running node stores a term before entries of that term.
    SavedLog log = readLog(directory);
    refusals.addAll(log.refusals());
    TermAndVote saved = null;
    try {
      saved = TermAndVoteFile.read(directory.resolve(TERM_AND_VOTE));
      refuseTermsAbove(saved.currentTerm(), log, refusals);
    } catch (DataDirectoryException e) {
      refusals.add(e.getMessage());
    }
    return new Inspection(directory, identity, saved, log,
        List.copyOf(refusals));
  }

  /** Again if a running node has begun or deleted a file meanwhile. */
  private static SavedLog readLog(Path directory) throws IOException {
    for (int attempt = 1; ; attempt++) {
      List<Path> before = FileNames.all(directory);
      try {
        SavedLog log = SavedLog.read(directory);
        boolean same = before.equals(FileNames.all(directory));
        if (same || attempt == MOST_ATTEMPTS) return log;
      } catch (NoSuchFileException e) {
        if (attempt == MOST_ATTEMPTS) throw e;
      }
    }
  }

  private static void refuseTermsAbove(long currentTerm, SavedLog log,
      List<String> refusals) {
    for (LogContents file : log.files()) {
      refuseTermsAbove(currentTerm, file, refusals);
    }
  }

  private static void refuseTermsAbove(long currentTerm, LogContents log,
      List<String> refusals) {
    log.entries().stream().filter(stored -> stored.entry().term() > currentTerm)
        .findFirst().ifPresent(stored -> refusals.add(log.file()
            + ": the line at offset " + stored.offset() + " is of term "
            + stored.entry().term() + ", but " + TERM_AND_VOTE + " says "
            + currentTerm + ". A term is stored before its entries, so one of"
            + " the two is not what this server wrote last. "
            + DataDirectoryException.STAY_DOWN));
  }

  /** Refuses what can be refused before anything is changed. */
  static void check(Path path, Identity identity, boolean create)
      throws IOException {
    refuse(path, identity, create);
    if (!create) DirectoryLock.take(path).close();
  }

  /**
   * Takes a data directory into use, and makes it first if asked to.
   *
   * @param create whether this is the node's very first start
   * @throws DataDirectoryException if it is another's, in use, missing without
   *     {@code create}, or there already with it
   */
  static DataDirectory open(Path path, Identity identity, boolean create,
      Disk disk) throws IOException {
    refuse(path, identity, create);
    if (create) make(path, disk);
    DirectoryLock lock = DirectoryLock.take(path);
    try {
      // Again: another process may have been here before we had the lock.
      refuse(path, identity, create);
      DataDirectory directory = new DataDirectory(path, lock);
      if (create) directory.fill(identity, disk);
      return directory;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void refuse(Path path, Identity mine, boolean create)
      throws IOException {
    if (isThere(path) && !Files.isDirectory(path)) {
      throw new DataDirectoryException(path + " is not a directory.");
    }
    if (isThere(path.resolve(IDENTITY))) {
      refuseOthers(path, Identity.read(path.resolve(IDENTITY)), mine, create);
    } else {
      if (isThere(path)) refuseUnknown(path);
      if (!create) throw empty(path, mine.node());
    }
  }

  /**
   * Whether there is such a file.
   *
   * @throws IOException if that cannot be told: what we may not look at is not
   *     lost
   */
  static boolean isThere(Path path) throws IOException {
    if (Files.notExists(path)) return false;
    Files.readAttributes(path, BasicFileAttributes.class); // says what is wrong
    return true;
  }

  private static DataDirectoryException empty(Path path, String node) {
    return new DataDirectoryException("the data directory " + path
        + " is empty or missing. If " + node + " has never run, start it with"
        + " --new. If it has, its disk was lost, and its vote with it: begun"
        + " anew it might vote twice in one term, and two leaders be elected,"
        + " and it has forgotten entries that it told others it stored. So"
        + " check --data, or bring back that very disk, or leave " + node
        + " stopped: the others go on as long as they are a majority.");
  }

  private static void refuseOthers(Path path, Identity theirs, Identity mine,
      boolean create) throws IOException {
    String difference = theirs.differenceTo(mine);
    if (difference == null) {
      difference = theirs.differenceInNodes(mine);
      if (difference != null && hasConfiguration(path)) difference = null;
    }
    if (difference != null) {
      throw new DataDirectoryException("the data directory " + path + " "
          + difference);
    }
    if (create) {
      throw new DataDirectoryException("the data directory " + path
          + " holds the data of " + mine.node()
          + " already: start it without --new.");
    }
  }

  /** The file says how to start a cluster; later log and snapshot decide. */
  private static boolean hasConfiguration(Path path) throws IOException {
    SavedLog log = readLog(path);
    return log.snapshot() != null || log.log().stream()
        .anyMatch(entry -> entry.kind() == Entry.Kind.CONFIGURATION);
  }

  /** Refuses any file that no first start leaves when it is interrupted. */
  private static void refuseUnknown(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.sorted().toList()) {
        if (isWorthless(file)) continue;
        throw new DataDirectoryException(path + " is not empty, and not a data"
            + " directory: it has no " + IDENTITY + ", but it has "
            + file.getFileName() + ". Choose another with --data.");
      }
    }
  }

  /** Whether this may be overwritten: no server has ever counted on it. */
  private static boolean isWorthless(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.equals(FileNames.FIRST_LOG)) return LogFile.holdsNothing(file);
    if (name.equals(TERM_AND_VOTE)) {
      return TermAndVoteFile.read(file).equals(FIRST_BOOT);
    }
    return name.equals(DirectoryLock.NAME) || name.endsWith(Disk.TEMPORARY);
  }

  private static void make(Path directory, Disk disk) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    if (!isThere(parent)) make(parent, disk);
    if (!isThere(directory)) Files.createDirectory(directory);
    disk.forceDirectory(parent);
  }

  private void fill(Identity identity, Disk disk) throws IOException {
    try {
      LogFile.create(FileNames.log(path, 1), List.of(), disk).close();
      TermAndVoteFile.create(termAndVote(), FIRST_BOOT, disk);
      identity.write(path.resolve(IDENTITY), disk);
    } catch (IOException e) {
      unmake(disk, e);
      throw e;
    }
  }

  /**
   * After a first start that failed before anybody heard of this node: without
   * an identity, the next start has to say --new again. Else somebody who gave
   * the wrong directory gets a voter that has forgotten everything.
   */
  void unmake(Disk disk, Exception failure) {
    try {
      disk.delete(path.resolve(IDENTITY));
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** As the other inspection, for the holder of the directory. */
  Inspection inspect() {
    return inspect(path);
  }

  Path path() {
    return path;
  }

  Path termAndVote() {
    return path.resolve(TERM_AND_VOTE);
  }

  @Override public void close() throws IOException {
    lock.close();
  }

  @Override public String toString() {
    return path.toString();
  }
}
