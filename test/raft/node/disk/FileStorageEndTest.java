package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.Snapshotting.entries;
import static raft.node.disk.Snapshotting.metadata;
import static raft.node.disk.Snapshotting.state;
import static raft.node.disk.StorageCaller.calls;
import static raft.node.disk.StorageUnderTest.log;
import static raft.node.disk.StorageUnderTest.put;
import static raft.node.disk.StorageUnderTest.savedLog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Entry;
import raft.ServerClosedException;
import raft.RestoredLines;
import raft.SnapshotException;
import raft.SnapshotStore;
import raft.StorageException;

/** How the storage ends: by a failure, with its server, or when it is told. */
class FileStorageEndTest {
  @TempDir Path temporary;

  private Path directory() {
    return temporary.resolve("n1");
  }

  // ---- a disk that fails -------------------------------------------------

  @Tag("P1")
  @ParameterizedTest
  @EnumSource(StorageDisks.DiskStep.class)
  void aFailureEndsItForGoodAndIsNeverTriedAgain(StorageDisks.DiskStep fault) {
    StorageDisks.BrokenDisk disk = new StorageDisks.BrokenDisk();
    StorageUnderTest n1 = StorageUnderTest.start(directory(), disk);
    FileStorage storage = n1.storage();
    storage.sync(storage.appendTermAndVote(1, null));
    disk.breakAt(fault);

    storage.appendTermAndVote(2, null);
    String message = assertThrows(StorageException.class,
        () -> storage.sync(storage.position())).getMessage();

    assertTrue(message.contains("No space left on device"), message);
    assertTrue(message.contains(directory().toString()), message);
    assertEquals(message, n1.nextFailure().getMessage());
    assertEquals(message, assertThrows(StorageException.class,
        () -> storage.sync(0)).getMessage());
    assertEquals(message, assertThrows(StorageException.class,
        () -> storage.appendEntry(1, put(1, "a"))).getMessage());
    assertEquals(message, assertThrows(StorageException.class,
        () -> storage.appendTermAndVote(3, null)).getMessage());
    assertFalse(storage.isHealthy());
    n1.close();
    n1.assertNoFailure();
    assertEquals(1, disk.attempts());
    assertFalse(storage.thread().isAlive());
  }

  @Test void afterAFailedForceTheNextStartWritesTheLastBatchAgain()
      throws IOException {
    StorageDisks.BrokenDisk broken = new StorageDisks.BrokenDisk();
    StorageUnderTest n1 = StorageUnderTest.start(directory(), broken);
    n1.storage().sync(n1.storage().appendTermAndVote(1, null));
    n1.storage().sync(n1.append(put(1, "a")));
    broken.breakAt(StorageDisks.DiskStep.FORCE);
    n1.append(2, put(1, "b"));
    n1.nextFailure();
    n1.close();
    LogContents found = LogFile.read(log(directory()));

    StorageDisks.RecordingDisk disk = new StorageDisks.RecordingDisk();
    StorageUnderTest.open(directory(), disk).close();

    List<String> steps = disk.takeSteps();
    int bytes = (int) (found.size() - found.lastBatch());
    int written = steps.indexOf("write " + bytes + " at " + found.lastBatch());
    assertTrue(written > 0, steps.toString());
    assertEquals("force " + found.size(), steps.get(written + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"put x 1", "{\"a\":\n1}", "{\"half\":\"\uD83D\"}"})
  void whatCannotBeReadBackTheSameIsNotWritten(String command) {
    try (StorageUnderTest n1 = StorageUnderTest.start(directory())) {
      n1.storage().appendTermAndVote(1, null);
      long position = n1.append(Entry.command(1, command));

      assertThrows(StorageException.class, () -> n1.storage().sync(position));
    }
    assertEquals(List.of(), savedLog(directory()));
  }

  // ---- a server that is gone, or broken ----------------------------------

  @Test void goesOnStoringWhenTheServerIsClosed() {
    FileStorage storage =
        StorageUnderTest.open(directory(), new StorageDisks.Instant());
    storage.start("n1 disk", position -> {
      throw new ServerClosedException("n1 is stopping");
    }, StorageUnderTest::unexpected);

    storage.sync(storage.appendTermAndVote(1, null));
    storage.sync(storage.appendEntry(1, put(1, "a")));
    storage.close();

    assertEquals(List.of(put(1, "a")), savedLog(directory()));
  }

  @Test void stopsWhenTheServerBreaks() {
    FileStorage storage =
        StorageUnderTest.open(directory(), new StorageDisks.Instant());
    List<Throwable> failures = new ArrayList<>();
    storage.start("n1 disk", position -> {
      throw new AssertionError("a lemma does not hold");
    }, failures::add);

    storage.appendTermAndVote(1, null);
    storage.close();

    assertEquals(1, failures.size());
    assertTrue(failures.get(0).getMessage().contains("a lemma does not hold"));
  }

  // ---- the end -----------------------------------------------------------

  @Test void closeStoresWhatIsBuffered() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    StorageUnderTest n1 = StorageUnderTest.start(directory(), disk);
    n1.storage().sync(n1.storage().appendTermAndVote(1, null));
    disk.shut();
    n1.append(1, put(1, "a"));
    disk.awaitForce();
    long position = n1.append(2, put(1, "b"));

    disk.open();
    n1.close();

    n1.storage().sync(position);
    n1.assertNoFailure();
    assertFalse(n1.storage().thread().isAlive());
    assertEquals(List.of(put(1, "a"), put(1, "b")), savedLog(directory()));
  }

  @Test void closeStoresWhatIsBufferedEvenIfItWasNeverStarted() {
    FileStorage storage =
        StorageUnderTest.open(directory(), new StorageDisks.Instant());
    long position = storage.appendTermAndVote(5, "n2");

    storage.close();

    storage.sync(position);
    assertEquals(5, StorageUnderTest.saved(directory()).currentTerm());
  }

  @Test void closeWakesWhoeverWaitsForWhatWillNotCome() {
    StorageUnderTest n1 = StorageUnderTest.start(directory());
    StorageCaller waits =
        calls(() -> n1.storage().sync(1)).awaitWaiting();

    n1.close();

    assertEquals(StorageException.class, waits.thrown().getClass());
    assertThrows(StorageException.class,
        () -> n1.storage().appendTermAndVote(1, null));
  }

  @Test void closeGivesUpADiskThatHangs() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    StorageUnderTest n1 = StorageUnderTest.start(directory(), disk);
    disk.shut();
    long position = n1.storage().appendTermAndVote(1, null);
    StorageCaller waits =
        calls(() -> n1.storage().sync(position)).awaitWaiting();
    disk.awaitForce();
    n1.storage().appendTermAndVote(2, null);

    n1.close();

    assertEquals(StorageException.class, waits.thrown().getClass());
    assertTrue(n1.nextFailure().getMessage().contains("did not answer"));
    String inUse = assertThrows(DataDirectoryException.class,
        () -> StorageUnderTest.saved(directory())).getMessage();
    assertTrue(inUse.contains("in use"), inUse);
    disk.open();
    join(n1.storage().thread());
    n1.assertNoFailure();
    assertEquals(1, StorageUnderTest.saved(directory()).currentTerm());
  }

  /** Else it would move or delete a file of the next run's. */
  @Test void aSnapshotThatIsBeingForcedKeepsTheDirectoryLocked() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    StorageUnderTest n1 = StorageUnderTest.start(directory(), disk);
    disk.shut();
    StorageCaller saves = calls(() -> n1.storage().snapshots()
        .save(metadata(3, 2), state(entries(1, 1, 2), 3)));
    disk.awaitForce();

    n1.close();

    String inUse = assertThrows(DataDirectoryException.class,
        () -> StorageUnderTest.saved(directory())).getMessage();
    assertTrue(inUse.contains("in use"), inUse);
    disk.open();
    assertNull(saves.thrown());
    join(n1.storage().thread());
    assertEquals(metadata(3, 2),
        StorageUnderTest.saved(directory()).snapshot());
  }

  @Test void nothingIsWrittenToADirectoryThatWasLetGo() throws IOException {
    StorageUnderTest n1 = StorageUnderTest.start(directory());
    n1.close();
    List<Path> before = Snapshotting.files(directory());
    SnapshotStore snapshots = n1.storage().snapshots();

    assertThrows(SnapshotException.class, () -> snapshots.save(metadata(3, 2),
        state(entries(1, 1, 2), 3)));
    assertThrows(SnapshotException.class,
        () -> snapshots.create(new RestoredLines()));

    assertEquals(before, Snapshotting.files(directory()));
  }

  @Test void aDiskThatFailsAfterItWasGivenUpIsNotReportedTwice() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    FileStorage storage = StorageUnderTest.open(directory(), disk);
    List<Throwable> failures = new ArrayList<>();
    storage.start("n1 disk", position -> {
      throw new AssertionError("the server broke");
    }, failures::add);
    disk.shut();
    storage.appendTermAndVote(1, null);
    disk.awaitForce();

    storage.close();
    disk.open();
    join(storage.thread());

    assertEquals(1, failures.size());
    assertTrue(failures.get(0).getMessage().contains("did not answer"));
  }

  @Test void mayBeClosedOnTheDiskThread() {
    FileStorage storage =
        StorageUnderTest.open(directory(), new StorageDisks.Instant());
    List<Throwable> failures = new ArrayList<>();
    storage.start("n1 disk", position -> storage.close(), failures::add);

    storage.appendTermAndVote(1, null);
    join(storage.thread());

    assertEquals(List.of(), failures);
    assertEquals(1, StorageUnderTest.saved(directory()).currentTerm());
  }

  @Test void mayBeClosedByWhoeverHearsOfTheFailure() {
    StorageDisks.BrokenDisk disk = new StorageDisks.BrokenDisk();
    FileStorage storage = StorageUnderTest.open(directory(), disk);
    disk.breakAt(StorageDisks.DiskStep.FORCE);
    storage.start("n1 disk", position -> {}, failure -> storage.close());

    storage.appendTermAndVote(1, null);
    join(storage.thread());

    assertEquals(0, StorageUnderTest.saved(directory()).currentTerm());
  }

  // ---- help --------------------------------------------------------------

  private static void join(Thread thread) {
    try {
      thread.join(20_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertFalse(thread.isAlive(), thread.getName());
  }
}
