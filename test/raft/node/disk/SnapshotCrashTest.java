package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.Snapshotting.entries;
import static raft.node.disk.Snapshotting.entry;
import static raft.node.disk.Snapshotting.metadata;
import static raft.node.disk.Snapshotting.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.Entry;
import raft.RestoredLines;
import raft.node.disk.PowerCutDisk.Image;
import raft.node.disk.Snapshotting.Recovered;

/**
 * A machine that stops, at any step of the disk, leaves the old snapshot with
 * its whole log, or the new one with what follows it.
 */
class SnapshotCrashTest {
  @TempDir Path temporary;
  private int directories;

  /** What happens to a node's storage. */
  private interface Life {
    void live(FileStorage storage);
  }

  /** The last included index of a snapshot, and all commands. */
  private record Held(long snapshot, List<String> history) {}

  /** What the power left, and what it was to hold before and after a step. */
  private record Crash(Image image, Held before, Held after) {}

  private Held before = new Held(0, List.of());
  private Held after = before;
  private PowerCutDisk disk;
  private final Semaphore batches = new Semaphore(0);

  /** From now on this is there, if the step returns. */
  private void step(List<String> history, long snapshot, Runnable step) {
    after = new Held(snapshot, history);
    step.run();
    before = after;
    cut();
  }

  private void cut() {
    try {
      disk.cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    List<Entry> log = entries(1, 1, 2, 2, 3, 3, 3);
    step(texts(log, 5), 0, () -> {
      n1.appendTermAndVote(3, "n1");
      append(n1, 1, log.subList(0, 5));
      sync(n1, n1.appendLogStart(4, log.subList(4, 5)));
    });
    // It stands in the later file only, which goes when the next one begins.
    step(texts(log, 6), 0, () -> sync(n1, append(n1, 6, log.subList(5, 6))));
    step(texts(log, 6), 0, () ->
        sync(n1, n1.appendLogStart(2, log.subList(2, 6))));
    step(texts(log, 7), 0, () -> sync(n1, append(n1, 7, log.subList(6, 7))));
    step(texts(log, 7), 2, () ->
        n1.snapshots().save(metadata(2, 1), state(log, 2)));
    step(texts(log, 7), 2, () -> sync(n1, n1.appendDiscard(2, Set.of())));
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
    n1.snapshots().create(new RestoredLines());
    long end = n1.snapshots().write(0, whole.substring(0, 100));
    n1.snapshots().write(end, whole.substring(100));
    n1.snapshots().complete(index, term);
  }

  private static List<String> texts(List<Entry> entries, int upTo) {
    return entries.subList(0, upTo).stream().map(Entry::text).toList();
  }

  private static long append(FileStorage n1, long index, List<Entry> entries) {
    long at = index;
    for (Entry each : entries) n1.appendEntry(at++, each);
    return n1.position();
  }

  /** All that was appended since the last one is one batch. */
  private void sync(FileStorage n1, long position) {
    batches.release();
    n1.sync(position);
  }

  // ---- where it stops ---------------------------------------------------

  @Tag("SN3")
  @Test void aCrashLeavesOneSnapshotOrTheOther() throws IOException {
    crashAnywhere(this::ownSnapshots);
  }

  @Tag("SN3")
  @Test void aLogFileOfASnapshotThatFailedIsNotTakenForANewerOne()
      throws IOException {
    crashAnywhere(this::aSmallerSnapshotAfterOneThatWasNeverFinished);
  }

  @Tag("SN3")
  @Test void aCrashInTheMiddleOfAnInstallLeavesTheLogOrTheSnapshot()
      throws IOException {
    crashAnywhere(this::oneFromALeader);
  }

  @Tag("SN3")
  @Test void aCrashAfterAnInstallKeepsWhatFollowsInTheLog()
      throws IOException {
    crashAnywhere(this::oneFromALeaderThatTheLogAgreesWith);
  }

  private void crashAnywhere(Life life) throws IOException {
    Set<Crash> crashes = live(life);
    assertTrue(crashes.size() > 20, "only " + crashes.size() + " crashes");
    Map<Image, Start> starts = startFrom(crashes);
    crashes.forEach(crash -> assertHolds(starts.get(crash.image()), crash));
    starts.values().forEach(start -> {
      start.left().forEach(image -> assertEquals(start.held(),
          starts.get(image).held(), () -> "a crash in a start from "
              + start.image() + " left " + image));
      assertEquals(List.of(), starts.get(start.end()).found().notices());
    });
  }

  /** All crashes that may come while this happens. */
  private Set<Crash> live(Life life) throws IOException {
    Path directory = temporary.resolve("n1");
    StorageUnderTest.open(directory, new StorageDisks.Instant()).close();
    Set<Crash> crashes = new LinkedHashSet<>();
    disk = new PowerCutDisk(directory,
        image -> crashes.add(new Crash(image, before, after)));
    try (FileStorage n1 = StorageUnderTest.open(directory, disk)) {
      n1.start("n1 disk", position -> batches.acquireUninterruptibly(),
          StorageUnderTest::unexpected);
      n1.sync(n1.appendTermAndVote(0, null)); // the next batch has to wait
      try {
        life.live(n1);
      } finally {
        batches.release();
      }
    }
    return crashes;
  }

  // ---- what is there then -----------------------------------------------

  /**
   * @param left what crashes of this start may leave, and its end
   * @param end  what is there after it
   */
  private record Start(Image image, Recovered found, Set<Image> left,
      Image end) {
    Held held() {
      return new Held(found.snapshot(), found.history());
    }
  }

  /** From these, and from all that crashes of starts may leave, and so on. */
  private Map<Image, Start> startFrom(Set<Crash> crashes) throws IOException {
    Map<Image, Start> starts = new HashMap<>();
    Deque<Image> images = new ArrayDeque<>();
    crashes.forEach(crash -> images.add(crash.image()));
    while (!images.isEmpty()) {
      Image image = images.remove();
      if (starts.containsKey(image)) continue;
      Start start = start(image);
      starts.put(image, start);
      images.addAll(start.left());
    }
    return starts;
  }

  private Start start(Image image) throws IOException {
    Path directory = temporary.resolve("start-" + directories++);
    image.write(directory);
    Set<Image> left = new LinkedHashSet<>();
    try {
      Recovered found = Snapshotting.recover(directory,
          new PowerCutDisk(directory, left::add));
      Image end = Image.of(directory);
      left.add(end);
      assertEquals(List.of(), found.notices().stream()
          .filter(notice -> !notice.contains("deleted")
              && !notice.contains("torn tail")).toList());
      if (end.equals(image)) assertGoesOn(directory, found);
      return new Start(image, found, left, end);
    } catch (DataDirectoryException | AssertionError e) {
      throw new AssertionError("a start from " + image, e);
    }
  }

  private void assertHolds(Start start, Crash crash) {
    Held held = start.held();
    List<String> history = held.history();
    List<String> from = crash.before().history();
    List<String> to = crash.after().history();
    boolean one = history.equals(from) || history.equals(to);
    boolean part = history.size() < to.size() && history.size() >= from.size()
        && history.equals(to.subList(0, history.size()));
    assertTrue(one || part, () -> held + " after " + crash);
    assertTrue(held.snapshot() == crash.before().snapshot()
        || held.snapshot() == crash.after().snapshot(),
        () -> held + " after " + crash);
  }

  private void assertGoesOn(Path directory, Recovered found) {
    List<String> expected = new ArrayList<>(found.history());
    Entry next = entry(9, expected.size() + 1);
    expected.add(next.text());
    try (FileStorage storage =
        StorageUnderTest.open(directory, new StorageDisks.Instant())) {
      storage.appendTermAndVote(9, null);
      append(storage, expected.size(), List.of(next));
    }
    assertEquals(expected, Snapshotting.recover(directory).history());
  }
}
