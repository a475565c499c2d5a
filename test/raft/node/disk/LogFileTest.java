package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.StorageUnderTest.fill;
import static raft.node.disk.StorageUnderTest.line;
import static raft.node.disk.StorageUnderTest.log;
import static raft.node.disk.StorageUnderTest.put;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.Configuration;
import raft.Entry;

/** log.jsonl: what it looks like, and what of a damaged one is believed. */
class LogFileTest {
  @TempDir Path temporary;
  private Path directory;
  private Path log;

  @BeforeEach void name() {
    directory = temporary.resolve("n1");
    log = log(directory);
  }

  // ---- what it looks like ------------------------------------------------

  @Test void aConfigurationIsItsText() throws IOException {
    Entry joint = Entry.configuration(1,
        Configuration.of("n1=127.0.0.1:7101,[::1]:7201 -> n2"));
    fill(directory, 3, List.of(new LogRecord.Numbered(1, joint)));

    assertEquals(sealed("{\"index\":1,\"term\":1,\"batch\":34,"
        + "\"configuration\":\"n1=127.0.0.1:7101,[::1]:7201 -> n2\""),
        Files.readAllLines(log).get(2));
    assertEquals(List.of(joint), StorageUnderTest.saved(directory).entries());
  }

  @Test void aPersonCanReadIt() throws IOException {
    fill(directory, 3, List.of(new LogRecord.Numbered(1, Entry.noOp(1)),
        line(2, 1, "x")), List.of(line(2, 3, "y")));

    List<String> lines = Files.readAllLines(log);

    assertEquals(List.of(
        sealed("{\"forced\":0"),
        sealed("{\"forced\":34"),
        sealed("{\"index\":1,\"term\":1,\"batch\":34,\"no-op\":true"),
        sealed("{\"index\":2,\"term\":1,\"batch\":34,"
            + "\"command\":{\"put\":\"x\"}"),
        sealed("{\"forced\":" + lengthOf(lines.subList(0, 4))),
        sealed("{\"index\":2,\"term\":3,\"batch\":"
            + lengthOf(lines.subList(0, 4)) + ",\"command\":{\"put\":\"y\"}")),
        lines);
  }

  /** Written again here, so that the file format has two witnesses. */
  private static String sealed(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return text + ",\"checksum\":" + crc.getValue() + "}";
  }

  private static int lengthOf(List<String> lines) {
    return lines.stream().mapToInt(line -> line.length() + 1).sum();
  }

  @Test void readingSaysWhereEverythingStands() throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a"), line(2, 1, "b")),
        List.of(line(3, 1, "c")));

    LogContents found = LogFile.read(log);

    List<String> lines = Files.readAllLines(log);
    assertEquals(List.of(0L, 34L, (long) lengthOf(lines.subList(0, 4))),
        found.batches());
    assertEquals(new LogContents.Stored(lengthOf(lines.subList(0, 3)), 2,
        put(1, "b")), found.entries().get(1));
    assertEquals(Files.size(log), found.size());
    assertEquals(Files.size(log), found.end());
    assertEquals(0, found.tornBytes());
    assertNull(found.refusal());
  }

  // The file is read in pieces of 64 KiB: newlines before, at and after a seam.
  @Test void aLineMayEndAnywhereInAPiece() throws IOException {
    for (int length = 65_420; length < 65_560; length++) {
      Path each = temporary.resolve("length" + length);
      Entry long1 = put(1, "x".repeat(length));
      fill(each, 1, List.of(new LogRecord.Numbered(1, long1), line(2, 1, "b")));

      List<Entry> found = LogFile.read(log(each)).log();

      assertEquals(List.of(long1, put(1, "b")), found);
      Files.delete(log(each));
    }
  }

  @Test void aLineThatIsTooLongIsNotWritten() {
    fill(directory, 1);
    String key = "x".repeat(Line.Writer.LONGEST - 50);

    assertThrows(IllegalArgumentException.class, () ->
        StorageUnderTest.write(log, List.of(line(1, 1, key))));
  }

  // ---- a torn tail -------------------------------------------------------

  static Stream<Arguments> oneBatchAndTwo() {
    return Stream.of(Arguments.of("the last two in one batch", List.of(
        List.of(line(1, 1, "a")),
        List.of(line(2, 1, "b"), line(3, 2, "\uD83D\uDE00")))),
        Arguments.of("each in a batch of its own", List.of(
            List.of(line(1, 1, "a")),
            List.of(line(2, 1, "b")), List.of(line(3, 2, "\uD83D\uDE00")))));
  }

  @Tag("P1")
  @Tag("IO")
  @ParameterizedTest(name = "{0}")
  @MethodSource("oneBatchAndTwo")
  void cutAnywhereInItsLastTwoRecordsItHoldsExactlyTheWholeOnes(String name,
      List<List<LogRecord.Numbered>> batches) throws IOException {
    fill(directory, 2);
    for (List<LogRecord.Numbered> batch : batches) {
      StorageUnderTest.write(log, batch);
    }
    byte[] whole = Files.readAllBytes(log);
    List<LogContents.Stored> records = LogFile.read(log).entries();
    long from = records.get(1).offset();
    assertEquals(3, records.size());

    for (int cut = (int) from; cut <= whole.length; cut++) {
      Files.write(log, Arrays.copyOf(whole, cut));
      assertHoldsTheWholeRecordsOf(whole, cut, records);
    }
  }

  private void assertHoldsTheWholeRecordsOf(byte[] whole, int cut,
      List<LogContents.Stored> records) throws IOException {
    int lineStart = lineStart(whole, cut);
    List<Entry> expected = records.stream()
        .filter(record -> record.offset() < lineStart)
        .map(LogContents.Stored::entry).toList();
    List<Entry> longer = Stream.concat(expected.stream(),
        Stream.of(put(2, "new"))).toList();

    try (StorageUnderTest n1 = StorageUnderTest.start(directory)) {
      assertEquals(expected, n1.storage().saved().entries(), "cut at " + cut);
      assertEquals(lineStart, Files.size(log), "cut at " + cut);
      assertCutReported(n1.storage().notices(), lineStart, cut - lineStart);
      n1.append(put(2, "new"));
    }

    try (StorageUnderTest n1 = StorageUnderTest.start(directory)) {
      assertEquals(longer, n1.storage().saved().entries(), "cut at " + cut);
      assertEquals(List.of(), n1.storage().notices());
    }
  }

  private void assertCutReported(List<String> notices, int offset, int bytes) {
    if (bytes == 0) {
      assertEquals(List.of(), notices);
      return;
    }
    assertEquals(1, notices.size());
    String start = "cut " + bytes + " bytes of a torn tail at offset "
        + offset + " of " + log + ", ";
    assertTrue(notices.get(0).startsWith(start), notices.get(0));
  }

  /** Where the line begins that holds the byte before this offset's end. */
  private static int lineStart(byte[] bytes, int offset) {
    int at = offset;
    while (at > 0 && bytes[at - 1] != '\n') at--;
    return at;
  }

  @Tag("P1")
  @Test void theCutIsForcedBeforeAnythingElseHappens() throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a")), List.of(line(2, 1, "b")));
    long end = Files.size(log);
    append("{\"index\":3,\"te");
    StorageDisks.RecordingDisk disk = new StorageDisks.RecordingDisk();

    StorageUnderTest.open(directory, disk).close();

    List<String> steps = disk.takeSteps();
    assertEquals("force " + end, steps.get(steps.size() - 1));
  }

  @Tag("IO")
  @ParameterizedTest
  @ValueSource(strings = {"\0\0\0\0\n", "\0\0\n\0\0\n", "\n", "garbage\n",
      "{\"index\":3,\"term\":1,\"command\":{},\"checksum\":1}\n",
      "x\n{\"forced\":0,\"checksum\":1}\n",
      "{\"a\": {\"forced\":0,\"checksum\":646373188}\n",
      "\0\0{\"forced\":0,\"checksum\":646373188}\n"})
  void whateverEndsTheFileBehindTheLastBatchIsCut(String tail)
      throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a"), line(2, 1, "b")));
    long end = Files.size(log);
    append(tail);

    LogContents found = LogFile.read(log);

    assertNull(found.refusal());
    assertEquals(end, found.end());
    assertEquals(tail.length(), found.tornBytes());
    assertEquals(List.of(put(1, "a"), put(1, "b")), found.log());
  }

  @Test void aLastLineThatLacksOnlyItsNewlineIsTorn() throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a"), line(2, 1, "b")));
    byte[] bytes = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(bytes, bytes.length - 1));

    LogContents found = LogFile.read(log);

    assertEquals(List.of(put(1, "a")), found.log());
    assertTrue(found.tornBytes() > 0);
  }

  @Test void whatARunningNodeAddsMeanwhileIsNotTakenForItsOldEnd()
      throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a")));
    append("{\"index\":2,");

    try (Line.Reader lines = new Line.Reader(log)) {
      for (int sound = 0; sound < 3; sound++) lines.next();
      Line torn = lines.next();
      append("\"term\":1}\nmore\n");

      assertFalse(torn.whole());
      assertNull(lines.next());
    }
  }

  // ---- rot ---------------------------------------------------------------

  // All that is before the last batch was on disk, whole: any change of it is
  // refused, at the line where it is. In the last batch it looks like a tear.
  @Tag("P1")
  @Tag("IO")
  @Test void aBitThatFlipsAnywhereBeforeTheLastBatchIsRefused()
      throws IOException {
    fill(directory, 2, List.of(line(1, 1, "a"), line(2, 1, "\uD83D\uDE00")),
        List.of(line(2, 2, "c")), List.of(line(3, 2, "d"), line(4, 2, "e")));
    byte[] sound = Files.readAllBytes(log);
    LogContents before = LogFile.read(log);

    for (int bit = 0; bit < sound.length * 8; bit++) {
      byte[] rotten = sound.clone();
      rotten[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(log, rotten);
      LogContents found = LogFile.read(log);

      int damaged = lineStart(sound, bit / 8);
      assertEquals(damaged, found.end(), "bit " + bit);
      if (damaged < before.lastBatch()) assertRefused(found, damaged);
      else assertNull(found.refusal(), "bit " + bit);
    }
  }

  private void assertRefused(LogContents found, long offset) {
    assertTrue(found.refusal() != null, "not refused: damage at " + offset);
    String start = log + ": the line at offset " + offset + " is damaged";
    assertTrue(found.refusal().startsWith(start), found.refusal());
    assertEquals(0, found.tornBytes());
  }

  @Test void aNodeDoesNotStartFromRotAndLeavesItAsItIs() throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a")), List.of(line(2, 1, "b")));
    byte[] rotten = Files.readAllBytes(log);
    rotten[40] ^= 1;
    Files.write(log, rotten);

    String message = assertThrows(DataDirectoryException.class,
        () -> StorageUnderTest.saved(directory)).getMessage();

    assertTrue(message.contains(log + ": the line at offset"), message);
    assertTrue(message.contains("Keep this node stopped"), message);
    assertArrayEquals(rotten, Files.readAllBytes(log));
  }

  @Test void aLineLongerThanAnyIsRotIfABatchFollows() throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a")));
    long damaged = Files.size(log);
    append("x".repeat(3 * Line.Writer.LONGEST) + "\n");
    append(sealed("{\"forced\":" + Files.size(log)) + "\n");

    LogContents found = LogFile.read(log);

    assertRefused(found, damaged);
  }

  @Test void aLineLongerThanAnyIsATailIfNoneDoes() throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a")));
    append("x".repeat(3 * Line.Writer.LONGEST));

    LogContents found = LogFile.read(log);

    assertNull(found.refusal());
    assertEquals(3L * Line.Writer.LONGEST, found.tornBytes());
  }

  @Test void ofALineLongerThanAnyOnlyTheBeginningIsKept() throws IOException {
    Path file = temporary.resolve("long");
    Files.writeString(file, "x".repeat(3 * Line.Writer.LONGEST) + "\nnext\n");

    try (Line.Reader lines = new Line.Reader(file)) {
      Line longest = lines.next();
      Line next = lines.next();

      assertFalse(longest.whole());
      assertTrue(longest.bytes().length < 2 * Line.Writer.LONGEST);
      assertEquals(3L * Line.Writer.LONGEST + 1, next.offset());
      assertEquals("next", new String(next.bytes(), StandardCharsets.UTF_8));
    }
  }

  @Test void theLongestLineThatIsWrittenCanBeRead() throws IOException {
    int room = Line.Writer.LONGEST
        - "{'index':1,'term':1,'batch':34,'command':{'put':''}".length()
        - ",'checksum':4294967295}\n".length();
    Entry longest = put(1, "x".repeat(room));

    fill(directory, 1, List.of(new LogRecord.Numbered(1, longest)),
        List.of(line(2, 1, "b")));

    assertEquals(List.of(longest, put(1, "b")), LogFile.read(log).log());
  }

  @Test void aLogThatIsMissingIsRefused() throws IOException {
    fill(directory, 1, List.of(line(1, 1, "a")));
    Files.delete(log);

    String message = assertThrows(DataDirectoryException.class,
        () -> StorageUnderTest.saved(directory)).getMessage();

    assertTrue(message.contains(log + " is missing"), message);
  }

  // ---- lines that are sound, and cannot be -------------------------------

  // Behind the first two batches of a log, of 34 and about 100 bytes.
  static Stream<Arguments> impossibleLines() {
    return Stream.of(
        Arguments.of(noOp("3", "2", "34"), "index 3"),
        Arguments.of(noOp("2", "1", "34"), "term 1 after"),
        Arguments.of(noOp("0", "2", "34"), "belongs"),
        Arguments.of(noOp("2", "0", "34"), "belongs"),
        Arguments.of("{\"index\":2,\"term\":2,\"batch\":34,\"no-op\":false",
            "belongs"),
        Arguments.of(noOp("2.0", "2", "34"), "belongs"),
        Arguments.of(noOp("2", "1152921504606846977", "34"), "no server gets"),
        Arguments.of(noOp("2", "9223372036854775807", "34"), "no server gets"),
        Arguments.of(noOp("2", "9223372036854775808", "34"), "no server gets"),
        Arguments.of(noOp("9223372036854775807", "2", "34"), "missing"),
        Arguments.of(noOp("9223372036854775808", "2", "34"), "missing"),
        Arguments.of(noOp("2", "2", "0"), "batch at offset 0"),
        Arguments.of(noOp("2", "2", "35"), "batch at offset 35"),
        Arguments.of("{\"index\":2,\"term\":2,\"no-op\":true", "belongs"),
        Arguments.of("{\"term\":2,\"no-op\":true", "belongs"),
        Arguments.of("{\"snapshot\":7", "belongs"),
        Arguments.of("{\"forced\":7", "not where it stands"));
  }

  private static String noOp(String index, String term, String batch) {
    return "{\"index\":" + index + ",\"term\":" + term + ",\"batch\":" + batch
        + ",\"no-op\":true";
  }

  @ParameterizedTest
  @MethodSource("impossibleLines")
  void aSoundLineThatCannotBeIsRefusedEvenAtTheEnd(String text, String why)
      throws IOException {
    fill(directory, 2, List.of(line(1, 2, "a")));
    long offset = Files.size(log);
    append(sealed(text) + "\n");

    LogContents found = LogFile.read(log);

    assertTrue(found.refusal().contains("the line at offset " + offset + " "),
        found.refusal());
    assertTrue(found.refusal().contains(why), found.refusal());
    assertEquals(List.of(put(2, "a")), found.log());
    assertEquals(offset, found.end());
  }

  @Test void anEntryBeforeTheFirstBatchIsRefused() throws IOException {
    fill(directory, 1);
    Files.writeString(log, sealed(noOp("1", "1", "0")) + "\n");

    LogContents found = LogFile.read(log);

    assertTrue(found.refusal().contains("offset 0 is nothing that belongs"),
        found.refusal());
  }

  @Test void anEntryOfATermAboveTheCurrentOneIsRefused() throws IOException {
    fill(directory, 4, List.of(line(1, 4, "a"), line(2, 5, "b")));
    long offset = LogFile.read(log).entries().get(1).offset();

    String message = assertThrows(DataDirectoryException.class,
        () -> StorageUnderTest.saved(directory)).getMessage();

    assertTrue(message.contains(log + ": the line at offset " + offset),
        message);
    assertTrue(message.contains("is of term 5, but term-and-vote.json says 4"),
        message);
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.APPEND);
  }
}
