package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.StorageCaller.calls;
import static raft.node.disk.StorageUnderTest.N1;
import static raft.node.disk.StorageUnderTest.log;
import static raft.node.disk.StorageUnderTest.put;
import static raft.node.disk.StorageUnderTest.savedLog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Entry;
import raft.Message;
import raft.Storage;

/** The buffer, the disk thread, and what they promise. */
class FileStorageTest {
  @TempDir Path temporary;

  private Path directory() {
    return temporary.resolve("n1");
  }

  // ---- what is saved -----------------------------------------------------

  @Test void aNewNodeHasNoTermNoVoteAndNoLog() {
    Storage.Saved saved = StorageUnderTest.saved(directory());

    assertEquals(0, saved.currentTerm());
    assertNull(saved.votedFor());
    assertEquals(List.of(), saved.entries());
  }

  @Tag("P1")
  @Test void whatWasDurableIsThereAfterARestart() {
    try (StorageUnderTest n1 = StorageUnderTest.start(directory())) {
      n1.storage().appendTermAndVote(Message.MAX_TERM_OR_INDEX, "n2");
      n1.storage().sync(n1.append(put(1, "a"), Entry.noOp(7),
          put(Message.MAX_TERM_OR_INDEX, "b")));
    }

    Storage.Saved saved = StorageUnderTest.saved(directory());

    assertEquals(Message.MAX_TERM_OR_INDEX, saved.currentTerm());
    assertEquals("n2", saved.votedFor());
    assertEquals(List.of(put(1, "a"), Entry.noOp(7),
        put(Message.MAX_TERM_OR_INDEX, "b")),
        saved.entries());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{ \"a\" :\t1.50e3 , \"a\":2}",
      "{\"nul\":\"\\u0000\"}", "{\"emoji\":\"\uD83D\uDE00\"}",
      "{\"é\":\"\u2028\r\"}", "{\"n\":9007199254740993}",
      "{\"like\":\",\\\"checksum\\\":1}\"}", "{\"forced\":0,\"checksum\":1}"})
  void aCommandIsReadBackAsExactlyTheSameText(String command) {
    try (StorageUnderTest n1 = StorageUnderTest.start(directory())) {
      n1.storage().appendTermAndVote(1, null);
      n1.append(Entry.command(1, command));
    }

    assertEquals(List.of(Entry.command(1, command)), savedLog(directory()));
  }

  @Test void anIndexThatExistsReplacesTheEntryAndAllBehindIt() {
    try (StorageUnderTest n1 = StorageUnderTest.start(directory())) {
      n1.storage().appendTermAndVote(2, null);
      n1.storage().sync(n1.append(put(1, "a"), put(1, "b"), put(1, "c")));
      n1.storage().sync(n1.append(2, put(2, "B")));
    }

    assertEquals(List.of(put(1, "a"), put(2, "B")), savedLog(directory()));
  }

  @Test void theLogGoesOnWhereTheLastStartLeftIt() {
    for (String key : List.of("a", "b", "c")) {
      try (StorageUnderTest n1 = StorageUnderTest.start(directory())) {
        n1.storage().appendTermAndVote(1, null);
        n1.append(put(1, key));
      }
    }

    assertEquals(List.of(put(1, "a"), put(1, "b"), put(1, "c")),
        savedLog(directory()));
  }

  // ---- group commit ------------------------------------------------------

  @Test void manyCallersShareOneForce() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    try (StorageUnderTest n1 = StorageUnderTest.start(directory(), disk)) {
      n1.storage().sync(n1.storage().appendTermAndVote(1, null));
      disk.shut();
      n1.append(put(1, "first"));
      disk.awaitForce();
      List<StorageCaller> callers = new ArrayList<>();
      for (long index = 2; index <= 65; index++) {
        long position = n1.append(index, put(1, "k" + index));
        callers.add(calls(() -> n1.storage().sync(position)));
      }

      disk.open();
      callers.forEach(StorageCaller::returns);

      // A write and a force for the first entry, and one of each for 64 more.
      assertEquals(4, disk.takeSteps().size());
    }
    assertEquals(65, savedLog(directory()).size());
  }

  @Test void aBatchBeginsWithTheOffsetThatWasForcedBeforeIt()
      throws IOException {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    try (StorageUnderTest n1 = StorageUnderTest.start(directory(), disk)) {
      n1.storage().sync(n1.storage().appendTermAndVote(1, null));
      n1.storage().sync(n1.append(put(1, "a")));
      disk.shut();
      n1.append(2, put(1, "b"));
      disk.awaitForce();
      n1.append(3, put(1, "c"), put(1, "d"));
      disk.open();
    }

    LogContents found = LogFile.read(log(directory()));

    List<Long> entries = found.entries().stream()
        .map(LogContents.Stored::offset).toList();
    List<Long> batches = found.batches();
    assertEquals(List.of(0L, 34L), batches.subList(0, 2));
    assertEquals(4, batches.size());
    assertTrue(entries.get(0) < batches.get(2));
    assertTrue(batches.get(2) < entries.get(1));
    assertTrue(entries.get(1) < batches.get(3));
    assertTrue(batches.get(3) < entries.get(2));
  }

  @Test void ofManyTermsInOneBatchOnlyTheNewestIsWrittenAndBeforeTheLog() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    try (StorageUnderTest n1 = StorageUnderTest.start(directory(), disk)) {
      disk.shut();
      n1.append(1, put(1, "blocks"));
      disk.awaitForce();
      n1.storage().appendTermAndVote(2, "n2");
      n1.append(2, put(2, "a"));
      n1.storage().appendTermAndVote(3, "n3");
      disk.open();
    }

    List<String> steps = disk.takeSteps();

    assertEquals("write,force,write,force,link,move,force,write,force",
        steps.stream().map(step -> step.split(" ")[0])
            .reduce((one, next) -> one + "," + next).get());
    assertEquals("move to term-and-vote.json", steps.get(5));
    assertEquals("n3", StorageUnderTest.saved(directory()).votedFor());
  }

  // ---- nothing before the force ------------------------------------------

  @Tag("P1")
  @Test void nothingIsDurableBeforeTheForceIsDone() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    try (StorageUnderTest n1 = StorageUnderTest.start(directory(), disk)) {
      disk.shut();
      long position = n1.append(put(1, "a"));
      StorageCaller waits = calls(() -> {
        n1.storage().sync(position);
        disk.note("synced");
      }).awaitWaiting();
      disk.awaitForce();

      n1.assertNothingDurableSince();
      disk.open();
      waits.returns();

      List<String> steps = disk.takeSteps();
      assertTrue(steps.get(1).startsWith("force"), steps.toString());
      assertEquals("synced", steps.get(2));
      assertEquals(position, n1.nextDurable());
    }
  }

  @Tag("P1")
  @Test void aPowerCutTakesNothingThatWasDurable() throws IOException {
    StorageDisks.Forgetful disk = new StorageDisks.Forgetful();
    try (StorageUnderTest n1 = StorageUnderTest.start(directory(), disk)) {
      n1.storage().sync(n1.storage().appendTermAndVote(1, null));
      n1.storage().sync(n1.append(put(1, "forced")));
      disk.shut();
      n1.append(2, put(1, "written"));
      disk.awaitForce();
      disk.losePower();

      LogContents found = LogFile.read(log(directory()));
      disk.open();

      assertEquals(List.of(put(1, "forced")), found.log());
    }
  }

  @Tag("P1")
  @Test void aTermIsNotDurableBeforeItsNewNameIs() {
    StorageDisks.Gated disk = new StorageDisks.Gated() {
      @Override void forceDirectory(FileChannel names) throws IOException {
        force(names);
      }
    };
    try (StorageUnderTest n1 = StorageUnderTest.start(directory(), disk)) {
      disk.shut();
      long position = n1.storage().appendTermAndVote(1, "n1");
      disk.awaitForce();
      disk.letOneForcePass();
      disk.awaitForce();

      n1.assertNothingDurableSince();
      assertTrue(disk.takeSteps().contains("move to term-and-vote.json"));
      disk.open();

      assertEquals(position, n1.nextDurable());
    }
  }

  @Test void whoWaitsIsWokenBeforeTheServerIsTold() {
    CountDownLatch woken = new CountDownLatch(1);
    FileStorage storage =
        StorageUnderTest.open(directory(), new StorageDisks.Instant());
    List<Boolean> told = new ArrayList<>();
    storage.start("n1 disk", position -> told.add(await(woken)),
        StorageUnderTest::unexpected);

    storage.sync(storage.appendTermAndVote(1, null));
    woken.countDown();
    storage.close();

    assertEquals(List.of(true), told);
  }

  @Test void theDiskThreadHoldsNoLockWhileItTells() {
    FileStorage storage =
        StorageUnderTest.open(directory(), new StorageDisks.Instant());
    List<Long> found = new ArrayList<>();
    storage.start("n1 disk",
        position -> {
          calls(storage::isFull).returns();
          found.add(position);
        }, StorageUnderTest::unexpected);

    storage.appendTermAndVote(1, null);
    storage.close();

    assertEquals(List.of(1L), found);
  }

  // ---- positions ---------------------------------------------------------

  @Test void positionsGrowFromZeroByOneWithEachRecord() {
    try (StorageUnderTest n1 = StorageUnderTest.start(directory())) {
      FileStorage storage = n1.storage();

      assertEquals(0, storage.position());
      assertEquals(1, storage.appendTermAndVote(1, null));
      assertEquals(2, storage.appendEntry(1, put(1, "a")));
      assertEquals(3, storage.appendEntry(1, put(1, "b")));
      assertEquals(3, storage.position());
    }
  }

  @Test void aForceThatEndsLateClaimsNothingForTheEntryThatReplaced() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    try (StorageUnderTest n1 = StorageUnderTest.start(directory(), disk)) {
      n1.storage().sync(n1.storage().appendTermAndVote(2, null));
      assertEquals(1, n1.nextDurable());
      disk.shut();
      long replaced = n1.append(1, put(1, "old"));
      disk.awaitForce();
      long replacing = n1.append(1, put(2, "new"));

      disk.letOneForcePass();
      long afterFirstForce = n1.nextDurable();
      disk.open();

      assertEquals(replaced, afterFirstForce);
      assertTrue(replacing > afterFirstForce);
      assertEquals(replacing, n1.nextDurable());
    }
    assertEquals(List.of(put(2, "new")), savedLog(directory()));
  }

  @Test void durablePositionsComeInOrderAndReachTheEnd() {
    int callers = 4;
    int each = 250;
    try (StorageUnderTest n1 = StorageUnderTest.start(directory())) {
      n1.storage().appendTermAndVote(1, null);
      Object server = new Object();
      AtomicInteger last = new AtomicInteger();
      List<StorageCaller> tasks = new ArrayList<>();
      for (int i = 0; i < callers; i++) tasks.add(calls(() -> {
        for (int j = 0; j < each; j++) {
          long position;
          synchronized (server) {
            int index = last.incrementAndGet();
            position = n1.append(index, put(1, "k" + index));
          }
          n1.storage().sync(position);
        }
      }));
      tasks.forEach(StorageCaller::returns);

      long before = 0;
      while (before < callers * each + 1) {
        long next = n1.nextDurable();
        assertTrue(next > before, next + " after " + before);
        before = next;
      }
    }
    List<Entry> expected = IntStream.rangeClosed(1, callers * each)
        .mapToObj(index -> put(1, "k" + index)).toList();
    assertEquals(expected, savedLog(directory()));
  }

  // ---- a buffer that is full ---------------------------------------------

  @Test void isFullWhileMoreThanItsBytesWaitForTheDisk() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    Entry large = put(1, "x".repeat((int) StorageUnderTest.BUFFER_BYTES));
    try (StorageUnderTest n1 = StorageUnderTest.start(directory(), disk)) {
      disk.shut();
      n1.append(1, put(1, "small"));
      disk.awaitForce();
      boolean withSmall = n1.storage().isFull();
      long position = n1.append(2, large);
      boolean withLarge = n1.storage().isFull();
      disk.open();
      n1.storage().sync(position);

      assertFalse(withSmall);
      assertTrue(withLarge);
      assertFalse(n1.storage().isFull());
    }
  }

  // However little waits: what is being written fills memory, too.
  @Test void isFullWhileMoreThanItsBytesAreBeingWritten() {
    StorageDisks.Gated disk = new StorageDisks.Gated();
    Entry large = put(1, "x".repeat((int) StorageUnderTest.BUFFER_BYTES));
    try (StorageUnderTest n1 = StorageUnderTest.start(directory(), disk)) {
      disk.shut();
      n1.append(1, large);
      disk.awaitForce();

      boolean full = n1.storage().isFull();
      n1.append(2, put(1, "small"));
      boolean withSmall = n1.storage().isFull();
      disk.open();

      assertTrue(full);
      assertTrue(withSmall);
    }
  }

  // ---- how it is doing ---------------------------------------------------

  @Test void itsThreadHasAName() {
    try (StorageUnderTest n1 = StorageUnderTest.start(directory())) {
      assertEquals("n1 disk", n1.storage().thread().getName());
    }
  }

  @Test void isHealthyFromStartToClose() {
    FileStorage storage =
        StorageUnderTest.open(directory(), new StorageDisks.Instant());
    boolean before = storage.isHealthy();
    storage.start("n1 disk", position -> {}, StorageUnderTest::unexpected);
    boolean started = storage.isHealthy();
    storage.close();

    assertFalse(before);
    assertTrue(started);
    assertFalse(storage.isHealthy());
  }

  @Test void countsForcesAndBytes() throws IOException {
    try (FileStorage storage = FileStorage.open(directory(), N1, true,
        StorageUnderTest.BUFFER_BYTES)) {
      storage.start("n1 disk", position -> {}, StorageUnderTest::unexpected);
      storage.sync(storage.appendTermAndVote(1, null));
      long forces = storage.forces();
      long bytes = storage.bytesWritten();
      long before = Files.size(log(directory()));
      storage.sync(storage.appendEntry(1, put(1, "a")));

      long length = Files.size(log(directory())) - before;
      assertEquals(forces + 1, storage.forces());
      assertEquals(bytes + length, storage.bytesWritten());
    }
  }

  // ---- help --------------------------------------------------------------

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
