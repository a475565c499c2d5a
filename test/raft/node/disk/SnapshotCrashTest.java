package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.Snapshotting.entries;
import static raft.node.disk.Snapshotting.entry;
import static raft.node.disk.Snapshotting.metadata;
import static raft.node.disk.Snapshotting.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.Entry;
import raft.SnapshotMetadata;
import raft.SnapshotException;
import raft.StorageException;
import raft.node.disk.Snapshotting.Recovered;

/**
 * A machine that stops, at any step of the disk, leaves the old snapshot with
 * its whole log, or the new one with what follows it.
 */
class SnapshotCrashTest {
  private static final int POWER_CUTS = 4;

  @TempDir Path temporary;
  private int directories;

  // What a directory is to hold after the steps so far, and after the next.
  private List<String> before = List.of();
  private List<String> after = List.of();
  private long snapshotBefore;
  private long snapshotAfter;

  /** What happens to a node's storage. */
  private interface Life {
    void live(FileStorage storage);
  }

  /** From now on this is there, if the step returns. */
  private void step(List<String> history, long snapshot, Runnable step) {
    after = history;
    snapshotAfter = snapshot;
    step.run();
    before = history;
    snapshotBefore = snapshot;
  }

  // ---- what happens --------------------------------------------------------

  private void ownSnapshots(FileStorage n1) {
    List<Entry> log = entries(1, 1, 2, 2, 3, 3, 3);
    List<Entry> replaced = entries(1, 1, 1, 1);
    step(texts(replaced, 4), 0, () -> {
      n1.appendTermAndVote(3, "n1");
      sync(n1, append(n1, 1, replaced));
    });
    step(texts(replaced, 4), 0, () ->
        sync(n1, n1.appendLogStart(2, replaced.subList(2, 4))));
    step(texts(log, 3), 0, () -> sync(n1, append(n1, 3, log.subList(2, 3))));
    step(texts(log, 3), 2, () ->
        n1.snapshots().save(metadata(2, 1), state(log, 2)));
    step(texts(log, 4), 2, () -> sync(n1, append(n1, 4, log.subList(3, 4))));
    step(texts(log, 4), 2, () -> sync(n1, n1.appendDiscard(2, Set.of())));
    step(texts(log, 6), 2, () -> {
      n1.appendLogStart(3, log.subList(3, 4));
      append(n1, 5, log.subList(4, 5));
      n1.appendLogStart(5, List.of());
      sync(n1, append(n1, 6, log.subList(5, 6)));
    });
    step(texts(log, 6), 5, () ->
        n1.snapshots().save(metadata(5, 3), state(log, 5)));
    step(texts(log, 6), 5, () -> sync(n1, n1.appendDiscard(5, Set.of(2L))));
    step(texts(log, 7), 5, () -> {
      n1.appendDiscard(5, Set.of());
      sync(n1, append(n1, 7, log.subList(6, 7)));
    });
  }

  /** After a crash the next snapshot may be of less than one that failed. */
  private void aSmallerSnapshotAfterOneThatWasNeverFinished(FileStorage n1) {
    List<Entry> log = entries(1, 1, 2, 2, 3, 3);
    step(texts(log, 5), 0, () -> {
      n1.appendTermAndVote(3, "n1");
      append(n1, 1, log.subList(0, 5));
      sync(n1, n1.appendLogStart(4, log.subList(4, 5)));
    });
    step(texts(log, 5), 0, () ->
        sync(n1, n1.appendLogStart(2, log.subList(2, 5))));
    step(texts(log, 6), 0, () -> sync(n1, append(n1, 6, log.subList(5, 6))));
    step(texts(log, 6), 2, () ->
        n1.snapshots().save(metadata(2, 1), state(log, 2)));
    step(texts(log, 6), 2, () -> sync(n1, n1.appendDiscard(2, Set.of())));
  }

  private void oneFromALeader(FileStorage n1) {
    List<Entry> own = entries(1, 1, 1, 1);
    List<Entry> leaders = entries(1, 1, 2, 2, 3, 3, 3);
    step(texts(own, 4), 0, () -> {
      n1.appendTermAndVote(1, "n1");
      append(n1, 1, own);
      sync(n1, n1.appendLogStart(2, own.subList(2, 4)));
    });
    step(texts(leaders, 6), 6, () -> install(n1, leaders, 6, 3));
    step(texts(leaders, 6), 6, () -> {
      n1.appendTermAndVote(3, null);
      n1.appendLogStart(6, List.of());
      sync(n1, n1.appendDiscard(6, Set.of()));
    });
    step(texts(leaders, 7), 6, () ->
        sync(n1, append(n1, 7, leaders.subList(6, 7))));
  }

  /** "Retain log entries following it": the log holds its last entry. */
  private void oneFromALeaderThatTheLogAgreesWith(FileStorage n1) {
    List<Entry> log = entries(1, 1, 2, 2, 3);
    step(texts(log, 4), 0, () -> {
      n1.appendTermAndVote(3, "n1");
      sync(n1, append(n1, 1, log.subList(0, 4)));
    });
    step(texts(log, 4), 3, () -> install(n1, log, 3, 2));
    step(texts(log, 4), 3, () -> {
      n1.appendLogStart(3, log.subList(3, 4));
      sync(n1, n1.appendDiscard(3, Set.of()));
    });
    step(texts(log, 5), 3, () -> sync(n1, append(n1, 5, log.subList(4, 5))));
  }

  private void install(FileStorage n1, List<Entry> log, long index,
      long term) {
    String whole = Snapshotting.file(temporary, metadata(index, term),
        state(log, index));
    n1.snapshots().create();
    long end = n1.snapshots().write(0, whole.substring(0, 100));
    n1.snapshots().write(end, whole.substring(100));
    SnapshotMetadata metadata = metadata(index, term);
    n1.snapshots().complete(metadata, lines -> metadata);
  }

  private static List<String> texts(List<Entry> entries, int upTo) {
    return entries.subList(0, upTo).stream().map(Entry::text).toList();
  }

  private static long append(FileStorage n1, long index, List<Entry> entries) {
    long at = index;
    for (Entry each : entries) n1.appendEntry(at++, each);
    return n1.position();
  }

  private static void sync(FileStorage n1, long position) {
    n1.sync(position);
  }

  // ---- where it stops ---------------------------------------------------

  @Tag("SN3")
  @Test void aCrashLeavesOneSnapshotOrTheOther() throws IOException {
    crashAtEveryStep(this::ownSnapshots);
  }

  @Tag("SN3")
  @Test void aLogFileOfASnapshotThatFailedIsNotTakenForANewerOne()
      throws IOException {
    crashAtEveryStep(this::aSmallerSnapshotAfterOneThatWasNeverFinished);
  }

  @Tag("SN3")
  @Test void aCrashInTheMiddleOfAnInstallLeavesTheLogOrTheSnapshot()
      throws IOException {
    crashAtEveryStep(this::oneFromALeader);
  }

  @Tag("SN3")
  @Test void aCrashAfterAnInstallKeepsWhatFollowsInTheLog()
      throws IOException {
    crashAtEveryStep(this::oneFromALeaderThatTheLogAgreesWith);
  }

  private void crashAtEveryStep(Life life) throws IOException {
    int step = 1;
    while (crash(life, step, () -> true)) {
      crash(life, step, () -> false);
      for (int seed = 0; seed < POWER_CUTS; seed++) {
        crash(life, step, new Random(seed)::nextBoolean);
      }
      step++;
    }
    assertTrue(step > 20, "only " + step + " steps");
  }

  /** Returns whether it has lived long enough to stop. */
  private boolean crash(Life life, int step, BooleanSupplier kept)
      throws IOException {
    Path directory = temporary.resolve("n1-" + directories++);
    StorageUnderTest.open(directory, new StorageDisks.Instant()).close();
    PowerCutDisk disk = new PowerCutDisk(directory,
        temporary.resolve("graves-" + directories), step);
    before = after = List.of();
    snapshotBefore = snapshotAfter = 0;
    liveUntil(disk, directory, life);
    if (!disk.hasStopped()) return false;
    disk.losePower(kept);
    assertRecovers(directory, "stopped at step " + step);
    return true;
  }

  private void liveUntil(PowerCutDisk disk, Path directory, Life life) {
    try (FileStorage storage = StorageUnderTest.open(directory, disk)) {
      storage.start("n1 disk", position -> {}, failure -> {});
      life.live(storage);
    } catch (StorageException | SnapshotException | DataDirectoryException e) {
      assertTrue(disk.hasStopped(), e::toString);
    }
  }

  // ---- what is there then -----------------------------------------------

  private void assertRecovers(Path directory, String when)
      throws IOException {
    crashWhileRecovering(directory, when);
    Recovered found = recover(directory);
    assertExpected(found, when);
    assertEquals(List.of(), found.notices().stream()
        .filter(notice -> !notice.contains("deleted")
            && !notice.contains("torn tail")).toList(), when);
    Recovered again = recover(directory);
    assertEquals(found.history(), again.history(), when);
    assertEquals(found.snapshot(), again.snapshot(), when);
    assertEquals(List.of(), again.notices(), when);
    assertGoesOn(directory, found, when);
  }

  /** The machine may stop again, at each step of the next start. */
  private void crashWhileRecovering(Path directory, String when)
      throws IOException {
    boolean stopped = true;
    for (int step = 1; stopped; step++) {
      Path copy = copyOf(directory);
      PowerCutDisk disk = new PowerCutDisk(copy,
          temporary.resolve("graves-" + directories), step);
      liveUntil(disk, copy, storage -> {});
      stopped = disk.hasStopped();
      if (stopped) disk.losePower(step % 2 == 0 ? () -> true : () -> false);
      assertExpected(recover(copy), when + " and again at step " + step);
    }
  }

  private void assertExpected(Recovered found, String when) {
    String what = when + ": " + found + ", not " + before + " or " + after;
    List<String> history = found.history();
    boolean one = history.equals(before) || history.equals(after);
    boolean part = history.size() < after.size()
        && history.size() >= before.size()
        && history.equals(after.subList(0, history.size()));
    assertTrue(one || part, what);
    assertTrue(found.snapshot() == snapshotBefore
        || found.snapshot() == snapshotAfter, what);
  }

  private void assertGoesOn(Path directory, Recovered found, String when) {
    List<String> expected = new ArrayList<>(found.history());
    Entry next = entry(9, expected.size() + 1);
    expected.add(next.text());
    try (FileStorage storage =
        StorageUnderTest.open(directory, new StorageDisks.Instant())) {
      storage.start("n1 disk", position -> {}, StorageUnderTest::unexpected);
      storage.appendTermAndVote(9, null);
      sync(storage, append(storage, expected.size(), List.of(next)));
    }
    assertEquals(expected, recover(directory).history(), when);
  }

  private static Recovered recover(Path directory) {
    return Snapshotting.recover(directory);
  }

  private Path copyOf(Path directory) {
    try {
      Path copy = Files.createDirectory(
          temporary.resolve("copy-" + directories++));
      for (Path file : Snapshotting.files(directory)) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
