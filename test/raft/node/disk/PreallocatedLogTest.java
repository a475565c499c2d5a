package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.StorageUnderTest.fill;
import static raft.node.disk.StorageUnderTest.line;
import static raft.node.disk.StorageUnderTest.log;
import static raft.node.disk.StorageUnderTest.put;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.Entry;

/** The zeros behind the lines of a long log, which later batches overwrite. */
class PreallocatedLogTest {
  private static final Entry LONG =
      put(1, "x".repeat(LogFile.PREALLOCATED_FROM));

  @TempDir Path temporary;
  private Path directory;
  private Path log;

  @BeforeEach void name() {
    directory = temporary.resolve("n1");
    log = log(directory);
  }

  private LogFile open(Disk disk) throws IOException {
    return LogFile.open(LogFile.read(log), disk);
  }

  private static List<LogRecord.Numbered> longLine() {
    return List.of(new LogRecord.Numbered(1, LONG));
  }

  // ---- when there are some ------------------------------------------------

  @Test void theFileGetsLongerOnceForManyBatches() throws IOException {
    fill(directory, 1, longLine());

    try (LogFile file = open(new StorageDisks.Instant())) {
      file.append(List.of(line(2, 1, "a")));
      long length = Files.size(log);
      for (int i = 3; i < 300; i++) file.append(List.of(line(i, 1, "b")));

      assertEquals(length, Files.size(log));
      assertEquals(299, LogFile.read(log).entries().size());
    }
  }

  @Test void whenTheyAreUsedUpThereAreMore() throws IOException {
    fill(directory, 1, longLine());
    Set<Long> lengths = new HashSet<>();

    try (LogFile file = open(new StorageDisks.Instant())) {
      for (int i = 2; i < 2000; i++) {
        file.append(List.of(line(i, 1, "a")));
        lengths.add(Files.size(log));
      }

      assertEquals(1999, LogFile.read(log).entries().size());
      assertTrue(lengths.size() > 2 && lengths.size() < 10, lengths::toString);
    }
  }

  @Test void aShortFileHasNoneSoThatItCanBeFollowed() throws IOException {
    fill(directory, 1);

    try (LogFile file = open(new StorageDisks.Instant())) {
      for (int i = 1; i < 300; i++) {
        file.append(List.of(line(i, 1, "a")));
        assertEquals(LogFile.read(log).size(), Files.size(log));
      }
    }
  }

  @Test void afterAnOrderlyEndThereAreNone() throws IOException {
    fill(directory, 1);
    try (StorageUnderTest n1 = StorageUnderTest.start(directory)) {
      n1.append(LONG);
      n1.nextDurable();
      assertTrue(LogFile.read(log).size() < Files.size(log));
    }

    assertEquals(LogFile.read(log).size(), Files.size(log));
    assertEquals(List.of(LONG), StorageUnderTest.savedLog(directory));
  }

  @Test void whenWritingHasFailedTheFileStaysAsItIs() throws IOException {
    StorageDisks.BrokenDisk disk = new StorageDisks.BrokenDisk();
    byte[] left;

    try (StorageUnderTest n1 = StorageUnderTest.start(directory, disk)) {
      n1.append(LONG);
      n1.nextDurable();
      disk.breakAt(StorageDisks.DiskStep.FORCE);
      n1.append(2, put(1, "b"));
      n1.nextFailure();
      left = Files.readAllBytes(log);
    }

    assertEquals(0, left[left.length - 1]);
    assertArrayEquals(left, Files.readAllBytes(log));
  }

  @Test void theyAreTakenAwayDurablyBeforeTheNextFileIsBegun()
      throws IOException {
    StorageDisks.RecordingDisk disk = new StorageDisks.RecordingDisk();
    try (StorageUnderTest n1 = StorageUnderTest.start(directory, disk)) {
      n1.append(LONG); // alone: two might become two batches
      n1.nextDurable();
      disk.takeSteps();

      n1.storage().appendLogStart(1, List.of());
      n1.nextDurable();
    }

    List<String> steps = disk.takeSteps();
    assertEquals("force " + LogFile.read(log).size(), steps.get(0));
    assertEquals("move to log-2.jsonl", steps.get(3), steps::toString);
    assertEquals(LogFile.read(log).size(), Files.size(log));
  }

  // ---- what a start makes of them -----------------------------------------

  @Test void zerosBehindTheLastBatchAreNoTornTail() throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a")));
    long length = Files.size(log);
    append(new byte[100_000]);

    try (StorageUnderTest n1 = StorageUnderTest.start(directory)) {
      assertEquals(List.of(), n1.storage().notices());
      assertEquals(List.of(put(1, "a")), n1.storage().saved().entries());
      assertEquals(length, Files.size(log));
    }
  }

  @Test void ofATornTailTheZerosBehindItAreNotKept() throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a")));
    long length = Files.size(log);
    append("torn\0again".getBytes());
    append(new byte[100_000]);

    StorageUnderTest.saved(directory);

    assertEquals("torn\0again", Files.readString(Path.of(log + ".cut-"
        + length)));
    assertEquals(length, Files.size(log));
  }

  /** Where the last entries stood that nothing after them replaces. */
  @Test void zerosAtTheEndOfAnOlderFileAreDamage() throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a"), line(2, 1, "b")));
    long length = Files.size(log);
    try (FileStorage n1 =
        StorageUnderTest.open(directory, new StorageDisks.Instant())) {
      n1.appendLogStart(2, List.of());
    }
    append(new byte[100]);

    String why = assertThrows(DataDirectoryException.class,
        () -> StorageUnderTest.saved(directory)).getMessage();

    assertTrue(why.startsWith(log + ": the line at offset " + length
        + " is damaged"), why);
  }

  // Begun in one place and ended in another: there must be no gap for a reader.
  @Test void whatARunningNodeWritesMeanwhileIsNoDamage() throws IOException {
    fill(directory, 1, longLine());
    try (LogFile file = open(new StorageDisks.Instant())) {
      file.append(List.of(line(2, 1, "a")));
      long size = LogFile.read(log).size();

      try (Line.Reader lines = new Line.Reader(log, size)) {
        file.append(List.of(line(3, 1, "b")));
        file.append(List.of(line(4, 1, "c")));

        for (int sound = 0; sound < 5; sound++) {
          assertNotNull(lines.next().text(), "line " + sound);
        }
        assertNull(lines.next());
      }
    }
  }

  @Tag("P1")
  @Test void afterAPowerCutAtAnyStepAllThatWasForcedIsThere()
      throws IOException {
    fill(directory, 1, longLine());
    Map<PowerCutDisk.Image, Integer> forced = new LinkedHashMap<>();
    int[] durable = {1};
    PowerCutDisk disk = new PowerCutDisk(directory,
        image -> forced.merge(image, durable[0], Math::max));
    LogFiles files = LogFiles.open(directory, SavedLog.read(directory), disk,
        new ArrayList<>());
    for (int i = 2; i < 6; i++) {
      files.write(List.of(line(i, 1, "a".repeat(i)), line(i + 1, 1, "over")));
      durable[0] = i;
    }
    files.write(List.of(new LogRecord.Start(3, List.of(put(1, "aaaa")))));
    files.write(List.of(line(5, 1, "a".repeat(5))));
    files.end();
    files.close();
    disk.cut();

    assertTrue(forced.size() > 15, forced.size() + " crashes");
    int start = 0;
    for (Map.Entry<PowerCutDisk.Image, Integer> crash : forced.entrySet()) {
      Path left = temporary.resolve("start" + start++);
      crash.getKey().write(left);
      List<Entry> found = StorageUnderTest.savedLog(left);
      for (int i = 2; i <= crash.getValue() && i < 5; i++) {
        assertEquals(put(1, "a".repeat(i)), found.get(i - 1), "entry " + i);
      }
    }
  }

  /** Of a batch that overwrites zeros one part may be there, or all but one. */
  @Tag("P1")
  @Tag("IO")
  @Test void whateverOfABatchReplacedTheZerosNothingForcedIsLost()
      throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a"), line(2, 1, "b")));
    int forced = (int) Files.size(log);
    StorageUnderTest.write(log, List.of(line(2, 1, "c"), line(3, 1, "d")));
    byte[] whole = Arrays.copyOf(Files.readAllBytes(log), 1000);
    int end = (int) LogFile.read(log).size();

    for (int from = forced; from < end; from++) {
      for (int to = from + 1; to <= end; to += 7) {
        byte[] left = whole.clone();
        Arrays.fill(left, from, to, (byte) 0);
        assertKeepsWhatWasForced(left, "without " + from + ".." + to);
        Arrays.fill(left, forced, from, (byte) 0);
        Arrays.fill(left, to, end, (byte) 0);
        System.arraycopy(whole, from, left, from, to - from);
        assertKeepsWhatWasForced(left, "with " + from + ".." + to);
      }
    }
  }

  private void assertKeepsWhatWasForced(byte[] left, String what)
      throws IOException {
    Files.write(log, left);

    LogContents found = LogFile.read(log);

    assertNull(found.refusal(), what);
    List<Entry> entries = found.log();
    assertEquals(put(1, "a"), entries.get(0), what);
    assertTrue(Set.of("b", "c").stream().map(key -> put(1, key))
        .anyMatch(entries.get(1)::equals), what + ": " + entries);
  }

  private void append(byte[] bytes) throws IOException {
    Files.write(log, bytes, StandardOpenOption.APPEND);
  }
}
