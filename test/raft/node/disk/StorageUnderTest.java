package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import raft.Entry;
import raft.Storage;

/** A started storage of node n1, and what its disk thread said. */
final class StorageUnderTest implements AutoCloseable {
  static final Identity N1 = new Identity("three-nodes", "n1",
      List.of("n1", "n2", "n3"), "key-value");
  static final long BUFFER_BYTES = 1 << 20;

  private final FileStorage storage;
  private final BlockingQueue<Long> durable = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> failed = new LinkedBlockingQueue<>();

  private StorageUnderTest(FileStorage storage) {
    this.storage = storage;
    storage.start("n1 disk", durable::add, failed::add);
  }

  /** Of a directory that is made if it is not there. */
  static StorageUnderTest start(Path directory, Disk disk) {
    return new StorageUnderTest(open(directory, disk));
  }

  static StorageUnderTest start(Path directory) {
    return start(directory, new StorageDisks.Instant());
  }

  /** Not started yet. */
  static FileStorage open(Path directory, Disk disk) {
    boolean create = Files.notExists(directory.resolve("identity.json"));
    return FileStorage.open(directory, N1, create, BUFFER_BYTES, disk);
  }

  /** What a restart would find; nothing stays open. */
  static Storage.Saved saved(Path directory) {
    try (FileStorage storage = open(directory, new StorageDisks.Instant())) {
      return storage.saved();
    }
  }

  static List<Entry> savedLog(Path directory) {
    return saved(directory).entries();
  }

  /** Makes the directory, in this term, with these batches of lines. */
  @SafeVarargs static void fill(Path directory, long term,
      List<LogRecord.Numbered>... batches) {
    try (FileStorage made = open(directory, new StorageDisks.Instant())) {
      made.appendTermAndVote(term, "n1");
    }
    for (List<LogRecord.Numbered> batch : batches) write(log(directory), batch);
  }

  /** Writes a batch of lines, whatever they are. */
  static void write(Path log, List<LogRecord.Numbered> batch) {
    try (LogFile file =
        LogFile.open(LogFile.read(log), new StorageDisks.Instant())) {
      file.append(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LogRecord.Numbered line(long index, long term, String key) {
    return new LogRecord.Numbered(index, put(term, key));
  }

  static Path log(Path directory) {
    return directory.resolve("log.jsonl");
  }

  static Entry put(long term, String key) {
    return Entry.command(term, "{\"put\":\"" + key + "\"}");
  }

  FileStorage storage() {
    return storage;
  }

  /** At the end of the log as it was when this was started. */
  long append(Entry... entries) {
    return append(storage.saved().entries().size() + 1, entries);
  }

  long append(long index, Entry... entries) {
    long position = storage.position();
    long at = index;
    for (Entry entry : entries) position = storage.appendEntry(at++, entry);
    return position;
  }

  long nextDurable() {
    return next(durable);
  }

  Throwable nextFailure() {
    return next(failed);
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(20, TimeUnit.SECONDS);
      assertNotNull(next, "nothing came");
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void assertNothingDurableSince() {
    assertEquals(List.of(), List.copyOf(durable));
  }

  void assertNoFailure() {
    assertEquals(List.of(), List.copyOf(failed));
  }

  /** For a storage of which no failure is expected. */
  static void unexpected(Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override public void close() {
    storage.close();
  }
}
