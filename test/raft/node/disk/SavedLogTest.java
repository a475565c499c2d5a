package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.Snapshotting.entries;
import static raft.node.disk.Snapshotting.metadata;
import static raft.node.disk.Snapshotting.recover;
import static raft.node.disk.Snapshotting.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raft.Entry;

/** Log files in a row, and a snapshot in the place of their beginning. */
class SavedLogTest {
  private static final List<Entry> LOG = entries(1, 1, 2, 2, 3, 3, 3);

  @TempDir Path temporary;
  private Path directory;

  @BeforeEach void aNewNode() {
    directory = temporary.resolve("n1");
    StorageUnderTest.open(directory, new StorageDisks.Instant()).close();
  }

  private interface Use {
    void use(FileStorage n1);
  }

  private void run(Use use) {
    try (FileStorage n1 =
        StorageUnderTest.open(directory, new StorageDisks.Instant())) {
      n1.start("n1 disk", position -> {}, StorageUnderTest::unexpected);
      use.use(n1);
      n1.sync(n1.position());
    }
  }

  /** In term 3, a batch for each. */
  private void append(int from, int to) {
    for (int i = from; i <= to; i++) {
      int index = i;
      run(n1 -> {
        n1.appendTermAndVote(3, "n1");
        n1.appendEntry(index, LOG.get(index - 1));
      });
    }
  }

  private void save(int index) {
    run(n1 -> n1.snapshots().save(
        metadata(index, LOG.get(index - 1).term()), state(LOG, index)));
  }

  private void startLog(int index, int last) {
    run(n1 -> n1.appendLogStart(index, LOG.subList(index, last)));
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  /** The names of log files and snapshots. */
  private List<String> names() throws IOException {
    return Snapshotting.files(directory).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.startsWith("log") || name.startsWith("snap"))
        .toList();
  }

  private static List<String> texts(int last) {
    return LOG.subList(0, last).stream().map(Entry::text).toList();
  }

  private void assertRefused(String... parts) {
    String why = assertThrows(DataDirectoryException.class,
        () -> recover(directory)).getMessage();
    for (String part : parts) assertTrue(why.contains(part), why);
    assertEquals(why, String.join("\n",
        DataDirectory.inspect(directory).refusals()));
  }

  // ---- what is read -----------------------------------------------------

  @Test void aSnapshotAndTheLogAfterItAreAllThereIs() throws IOException {
    append(1, 4);
    startLog(3, 4);
    save(3);
    run(n1 -> n1.appendDiscard(3, Set.of()));
    append(5, 6);

    assertEquals(List.of("log-4.jsonl", "snapshot-3.jsonl"), names());
    assertEquals(3, recover(directory).snapshot());
    assertEquals(texts(6), recover(directory).history());
    assertEquals(LOG.subList(3, 6), StorageUnderTest.savedLog(directory));
    assertEquals(List.of(), recover(directory).notices());
  }

  @Test void aLogWithoutASnapshotMayLieInManyFiles() throws IOException {
    append(1, 4);
    startLog(3, 4);
    append(5, 6);
    startLog(6, 6);
    append(7, 7);

    assertEquals(List.of("log-4.jsonl", "log-7.jsonl", "log.jsonl"), names());
    assertEquals(LOG, StorageUnderTest.savedLog(directory));
  }

  @Test void theEntriesThatANewFileRepeatsAreWholeOrRot() throws IOException {
    append(1, 5);
    startLog(3, 5);
    LogContents found = LogFile.read(file("log-4.jsonl"));
    assertEquals(LOG.subList(3, 5), found.log());

    String text = Files.readString(file("log-4.jsonl"));
    Files.writeString(file("log-4.jsonl"),
        text.replace("\"entry\":5", "\"entry\":6"));

    assertRefused("log-4.jsonl: the line at offset "
        + found.entries().get(1).offset());
  }

  @Test void aSnapshotThatIsStillSentStaysWithoutItsLog() throws IOException {
    append(1, 5);
    startLog(2, 5);
    save(2);
    startLog(4, 5);
    run(n1 -> {
      n1.snapshots().save(metadata(4, 2), state(LOG, 4));
      n1.appendDiscard(4, Set.of(2L));
    });

    assertEquals(List.of("log-5.jsonl", "snapshot-2.jsonl",
        "snapshot-4.jsonl"), names());
    Snapshotting.Recovered found = recover(directory);
    assertEquals(texts(5), found.history());
    assertEquals(List.of("deleted " + file("snapshot-2.jsonl")
        + ": the snapshot up to 4 covers it"), found.notices());
    assertEquals(List.of("log-5.jsonl", "snapshot-4.jsonl"), names());
  }

  // ---- what a crash leaves ----------------------------------------------

  @Test void whatACrashLeftIsTidiedAndANoticeNamesEachFile()
      throws IOException {
    append(1, 4);
    startLog(3, 4);
    save(3);
    Files.writeString(file("snapshot.jsonl.temporary"), "{");
    Files.writeString(file("snapshot-from-leader.jsonl.temporary"), "{");
    Files.writeString(file("log-9.jsonl.temporary"), "{");

    List<String> notices = recover(directory).notices();

    assertEquals(4, notices.size(), notices::toString);
    assertEquals("deleted " + file("log.jsonl") + ": the snapshot up to 3"
        + " covers it", notices.get(0));
    assertEquals("deleted " + file("snapshot-from-leader.jsonl.temporary")
        + ": it never got its final name, so nobody counted on it",
        notices.get(2));
    assertEquals(List.of("log-4.jsonl", "snapshot-3.jsonl"), names());
  }

  @Tag("IS6")
  @Tag("SN3")
  @Test void aLogThatHoldsTheLastIncludedEntryKeepsWhatFollows()
      throws IOException {
    append(1, 5);
    save(3);

    assertEquals(LOG.subList(3, 5), StorageUnderTest.savedLog(directory));
    assertEquals(List.of("log-4.jsonl", "snapshot-3.jsonl"), names());
  }

  @Tag("IS7")
  @Test void aLogThatEndsBeforeTheSnapshotIsGone() throws IOException {
    append(1, 3);
    save(5);

    assertEquals(List.of(), StorageUnderTest.savedLog(directory));
    assertEquals(List.of("log-6.jsonl", "snapshot-5.jsonl"), names());
  }

  @Tag("IS7")
  @Test void aLogThatHasAnotherTermThereIsGone() throws IOException {
    append(1, 5);
    run(n1 -> n1.snapshots().save(metadata(4, 3), state(LOG, 4)));

    assertEquals(List.of(), StorageUnderTest.savedLog(directory));
    assertEquals(List.of("log-5.jsonl", "snapshot-4.jsonl"), names());
  }

  @Test void aSnapshotOfATermNotSavedYetSavesIt() throws IOException {
    run(n1 -> {
      n1.appendTermAndVote(1, "n2");
      n1.appendEntry(1, LOG.get(0));
    });
    save(5);

    assertEquals(3, StorageUnderTest.saved(directory).currentTerm());
    assertEquals(null, StorageUnderTest.saved(directory).votedFor());
  }

  // ---- what is lost -----------------------------------------------------

  @Test void aLogFileThatIsMissingIsRefused() throws IOException {
    append(1, 4);
    startLog(3, 4);
    save(3);
    recover(directory);
    Files.delete(file("log-4.jsonl"));

    assertRefused("log-4.jsonl is missing");
  }

  @Test void aSnapshotThatIsMissingIsRefused() throws IOException {
    append(1, 4);
    startLog(3, 4);
    save(3);
    recover(directory);
    Files.delete(file("snapshot-3.jsonl"));

    assertRefused("log.jsonl is missing");
  }

  @Test void aGapBetweenTwoFilesIsRefused() throws IOException {
    append(1, 3);
    startLog(3, 3);
    append(4, 5);
    startLog(5, 5);
    Files.delete(file("log-4.jsonl"));

    assertRefused("log-6.jsonl begins with entry 6", "log.jsonl, has none from"
        + " 4 on");
  }

  @Test void aTermThatFallsFromOneFileToTheNextIsRefused() throws IOException {
    append(1, 3);
    run(n1 -> n1.appendLogStart(3, entries(1, 1, 1, 1).subList(3, 4)));

    assertRefused("log-4.jsonl: the line at offset 69 has term 1 after term 2");
  }

  @Test void anEntryOfAnOlderFileIsRefused() throws IOException {
    append(1, 4);
    startLog(3, 4);
    run(n1 -> n1.appendEntry(2, LOG.get(3)));

    assertRefused("log-4.jsonl: the line at offset", "belongs");
  }

  @Test void aSnapshotUnderAnotherNameIsRefused() throws IOException {
    append(1, 4);
    save(3);
    Files.move(file("snapshot-3.jsonl"), file("snapshot-4.jsonl"));

    assertRefused("snapshot-4.jsonl: the line at offset 0 says that it is the"
        + " snapshot up to 3");
  }

  // ---- rot -----------------------------------------------------------------

  /** A snapshot, an older log file, and the newest, of three batches. */
  private void manyFiles() {
    append(1, 3);
    startLog(2, 3);
    save(2);
    run(n1 -> n1.appendDiscard(2, Set.of()));
    append(4, 5);
    startLog(4, 5);
    append(6, 7);
  }

  @Tag("P1")
  @Tag("IO")
  @Test void rotAtAnyByteIsRefusedOrLosesNothingAcknowledged()
      throws IOException {
    manyFiles();
    assertEquals(List.of("log-3.jsonl", "log-5.jsonl", "snapshot-2.jsonl"),
        names());
    for (String name : names()) {
      byte[] sound = Files.readAllBytes(file(name));
      for (int at = 0; at < sound.length; at++) {
        byte[] rotten = sound.clone();
        rotten[at] ^= 1;
        Files.write(file(name), rotten);
        assertNothingIsLost(name, lineStart(sound, at));
      }
      Files.write(file(name), sound);
    }
  }

  private static int lineStart(byte[] bytes, int at) {
    int start = at;
    while (start > 0 && bytes[start - 1] != '\n') start--;
    return start;
  }

  private void assertNothingIsLost(String name, int offset) {
    DataDirectory.Inspection found = DataDirectory.inspect(directory);
    if (found.refusals().isEmpty()) {
      assertEquals("log-5.jsonl", name);
      assertEquals(LOG.subList(2, 6), found.log().log());
    } else {
      String why = found.refusals().get(0);
      String where = file(name) + ": the line at offset " + offset + " ";
      assertTrue(why.startsWith(where), why + ", not " + where);
    }
  }

  @Tag("P1")
  @Tag("IO")
  @Test void aLineThatIsGoneOrCutIsRefusedOrLosesNothingAcknowledged()
      throws IOException {
    manyFiles();
    for (String name : names()) {
      byte[] sound = Files.readAllBytes(file(name));
      String text = new String(sound, StandardCharsets.ISO_8859_1);
      List<String> lines = text.lines().map(line -> line + "\n").toList();
      for (int at = 0; at < lines.size(); at++) {
        List<String> fewer = new ArrayList<>(lines);
        fewer.remove(at);
        write(name, fewer);
        assertKeepsWhatWasAcknowledged(name + " without line " + at);
        List<String> more = new ArrayList<>(lines);
        more.add(at, lines.get(at));
        write(name, more);
        assertKeepsWhatWasAcknowledged(name + " with line " + at + " twice");
      }
      Files.write(file(name), sound);
    }
  }

  private void write(String name, List<String> lines) throws IOException {
    Files.write(file(name), String.join("", lines)
        .getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Of the newest file's last batch nobody may have heard. */
  private void assertKeepsWhatWasAcknowledged(String what) {
    DataDirectory.Inspection found = DataDirectory.inspect(directory);
    if (!found.refusals().isEmpty()) return;
    List<Entry> kept = found.log().log();
    assertTrue(kept.size() >= 4, what + ": " + kept);
    assertEquals(LOG.subList(2, 6), kept.subList(0, 4), what);
  }

  @Test void aSnapshotThatIsCutAnywhereIsRefused() throws IOException {
    manyFiles();
    byte[] sound = Files.readAllBytes(file("snapshot-2.jsonl"));

    for (int length = 0; length < sound.length; length++) {
      Files.write(file("snapshot-2.jsonl"), Arrays.copyOf(sound, length));
      String why = DataDirectory.inspect(directory).refusals().get(0);
      String where = file("snapshot-2.jsonl") + ": the line at offset ";
      assertTrue(why.startsWith(where), why);
    }
  }

  @Test void anOlderLogFileThatIsCutAnywhereIsRefused() throws IOException {
    manyFiles();
    byte[] sound = Files.readAllBytes(file("log-3.jsonl"));
    LogContents found = LogFile.read(file("log-3.jsonl"));
    long needed = found.lastBatch();

    for (int length = 0; length < needed; length++) {
      Files.write(file("log-3.jsonl"), Arrays.copyOf(sound, length));
      assertTrue(!DataDirectory.inspect(directory).refusals().isEmpty(),
          "cut at " + length);
    }
  }
}
