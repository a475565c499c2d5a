package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.StorageUnderTest.line;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import raft.Entry;

/**
 * What an editor, a script or a disk does to a log, at each of its lines. What
 * was acknowledged is all that stands before the last batch: that was forced
 * when the last batch was written. Of the last batch nobody may have heard.
 */
@Tag("P1")
@Tag("IO")
class DamagedLogTest {
  @TempDir Path temporary;
  private Path directory;
  private Path log;
  private byte[] sound;
  private List<Entry> acknowledged;

  @BeforeEach void aLogOfManyBatches() throws IOException {
    directory = temporary.resolve("n1");
    log = StorageUnderTest.log(directory);
    StorageUnderTest.fill(directory, 4, List.of(line(1, 1, "a")),
        List.of(line(2, 1, "b"), line(3, 1, "c"), line(4, 2, "d")),
        List.of(line(3, 3, "C")), List.of(line(4, 3, "D")),
        List.of(line(5, 3, "e"), line(6, 4, "f")), List.of(line(7, 4, "g")),
        List.of(line(8, 4, "h"), line(9, 4, "i")));
    sound = Files.readAllBytes(log);
    LogContents found = LogFile.read(log);
    acknowledged = found.entries().stream()
        .filter(stored -> stored.offset() < found.lastBatch())
        .map(LogContents.Stored::entry).toList();
    assertEquals(7, acknowledged.size());
  }

  // ---- at each line ------------------------------------------------------

  /** Changes the lines of a file, which have their newlines, at one of them. */
  interface Damage {
    void at(int line, List<String> lines);
  }

  private static Arguments named(String name, Damage damage) {
    return Arguments.of(name, damage);
  }

  private static Damage change(UnaryOperator<String> how) {
    return (line, lines) -> lines.set(line, how.apply(lines.get(line)));
  }

  /** From this line to the end. */
  private static Damage changeAll(UnaryOperator<String> how) {
    return (line, lines) -> lines.subList(line, lines.size()).replaceAll(how);
  }

  private static String firstHalf(String line) {
    return line.substring(0, line.length() / 2);
  }

  private static String secondHalf(String line) {
    return line.substring(line.length() / 2);
  }

  private static String zeros(String line) {
    return "\0".repeat(line.length());
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        named("delete it", (line, lines) -> lines.remove(line)),
        named("delete it and the next", (line, lines) ->
            lines.subList(line, Math.min(line + 2, lines.size() - 1)).clear()),
        named("repeat it", (line, lines) -> lines.add(line, lines.get(line))),
        named("swap it with the next", (line, lines) -> {
          if (line + 1 < lines.size()) {
            lines.add(line, lines.remove(line + 1));
          }
        }),
        named("put garbage before it",
            (line, lines) -> lines.add(line, "garbage\n")),
        named("put an empty line before it",
            (line, lines) -> lines.add(line, "\n")),
        named("put the first line before it",
            (line, lines) -> lines.add(line, lines.get(0))),
        named("join it with the next", change(text -> text.stripTrailing())),
        named("join all that follow", changeAll(text -> text.stripTrailing())),
        named("delete from its middle to the middle of the next",
            (line, lines) -> {
              if (line + 1 == lines.size()) return;
              lines.set(line, firstHalf(lines.get(line))
                  + secondHalf(lines.remove(line + 1)));
            }),
        named("split it",
            change(text -> firstHalf(text) + "\n" + secondHalf(text))),
        named("make it longer",
            change(text -> firstHalf(text) + "0" + secondHalf(text))),
        named("make it shorter",
            change(text -> firstHalf(text) + secondHalf(text).substring(1))),
        named("lengthen its command", change(text ->
            text.replace("\"}", "0\"}").replace("forced\":", "forced\":1"))),
        named("end it with CR LF", change(text -> text.replace("\n", "\r\n"))),
        named("end all that follow with CR LF",
            changeAll(text -> text.replace("\n", "\r\n"))),
        named("end it with CR", change(text -> text.replace('\n', '\r'))),
        named("end all that follow with CR",
            changeAll(text -> text.replace('\n', '\r'))),
        named("put a BOM before it", change(text -> "\u00EF\u00BB\u00BF" + text)),
        named("indent it", change(text -> "  " + text)),
        named("indent all that follow", changeAll(text -> "\t" + text)),
        named("zero it", change(text -> zeros(text.stripTrailing()) + "\n")),
        named("zero it and its end", change(DamagedLogTest::zeros)),
        named("zero it and the next", (line, lines) -> lines
            .subList(line, Math.min(line + 2, lines.size()))
            .replaceAll(DamagedLogTest::zeros)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void isRefusedOrCutsNothingThatWasAcknowledged(String name, Damage damage)
      throws IOException {
    String text = new String(sound, StandardCharsets.ISO_8859_1);
    int count = (int) text.lines().count();

    for (int at = 0; at < count; at++) {
      List<String> lines = new ArrayList<>(text.lines()
          .map(line -> line + "\n").toList());
      damage.at(at, lines);
      byte[] damaged = String.join("", lines)
          .getBytes(StandardCharsets.ISO_8859_1);
      Files.write(log, damaged);
      assertNothingAcknowledgedIsCut(damaged, name + ", line " + (at + 1));
    }
  }

  /** A start and {@code raft log} tell the same story. */
  private void assertNothingAcknowledgedIsCut(byte[] damaged, String what)
      throws IOException {
    DataDirectory.Inspection seen = DataDirectory.inspect(directory);
    if (!seen.refusals().isEmpty()) {
      assertThrows(DataDirectoryException.class,
          () -> StorageUnderTest.saved(directory), what);
      assertArrayEquals(damaged, Files.readAllBytes(log), what);
      return;
    }
    List<Entry> saved = StorageUnderTest.saved(directory).entries();
    assertTrue(saved.size() >= acknowledged.size(), what + ": " + saved);
    assertEquals(acknowledged, saved.subList(0, acknowledged.size()), what);
    assertEquals(lengthWithoutZeros(damaged),
        Files.size(log) + takeCut().length, what + ": cut and not kept");
  }

  /** Zeros at the end are room for what comes next, and not worth keeping. */
  private static long lengthWithoutZeros(byte[] bytes) {
    int length = bytes.length;
    while (bytes[length - 1] == 0) length--;
    return length;
  }

  /** What was cut and kept; deleted, so that the next has the name again. */
  private byte[] takeCut() throws IOException {
    ByteArrayOutputStream cut = new ByteArrayOutputStream();
    for (Path file : cutFiles()) {
      cut.write(Files.readAllBytes(file));
      Files.delete(file);
    }
    return cut.toByteArray();
  }

  private List<Path> cutFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().contains(".cut-")).sorted()
          .toList();
    }
  }

  // ---- all of it ---------------------------------------------------------

  private void assertRefused(byte[] damaged, String why) throws IOException {
    Files.write(log, damaged);

    String message = assertThrows(DataDirectoryException.class,
        () -> StorageUnderTest.saved(directory)).getMessage();

    assertTrue(message.contains(why), message);
    assertTrue(message.contains(log.toString()), message);
    assertArrayEquals(damaged, Files.readAllBytes(log));
    assertEquals(List.of(), cutFiles());
  }

  @Test void anEmptiedFileIsNotTakenForANewLog() throws IOException {
    assertRefused(new byte[0], "is empty");
  }

  @Test void aZeroedFileIsNotTakenForANewLog() throws IOException {
    assertRefused(new byte[sound.length], "is empty");
  }

  @Test void aFileCutWithinItsFirstLineIsNotTakenForANewLog()
      throws IOException {
    for (int length = 1; length < 34; length++) {
      assertRefused(Arrays.copyOf(sound, length), "offset 0 is damaged");
    }
  }

  @Test void aValueThatGotLongerIsRefusedAndTheLaterBatchNamed()
      throws IOException {
    String text = new String(sound, StandardCharsets.UTF_8);
    byte[] damaged = text.replace("\"put\":\"d\"", "\"put\":\"dd\"")
        .getBytes(StandardCharsets.UTF_8);
    int later = text.indexOf("{\"forced\":", text.indexOf("\"put\":\"d\"")) + 1;

    assertNotEquals(sound.length, damaged.length);
    assertRefused(damaged, "the first line of a batch, at offset " + later);
  }

  // ---- what is cut is kept -----------------------------------------------

  @Test void whatIsCutIsKeptBesideTheLogAndTheNoticeNamesIt()
      throws IOException {
    tear("torn");
    StorageUnderTest.saved(directory);
    tear("torn again");

    String notice;
    try (StorageUnderTest n1 = StorageUnderTest.start(directory)) {
      notice = n1.storage().notices().get(0);
    }

    Path first = Path.of(log + ".cut-" + sound.length);
    Path second = Path.of(log + ".cut-" + sound.length + "-2");
    assertEquals(List.of(first, second), cutFiles());
    assertEquals("torn", Files.readString(first));
    assertEquals("torn again", Files.readString(second));
    assertTrue(notice.contains("kept in " + second + ":"), notice);
    assertArrayEquals(sound, Files.readAllBytes(log));
  }

  @Test void aLongTailIsKeptWhole() throws IOException {
    String tail = "x".repeat(200_000);
    tear(tail);

    StorageUnderTest.saved(directory);

    assertEquals(tail, Files.readString(cutFiles().get(0)));
  }

  @Test void whatIsCutIsDurableBeforeTheLogGetsShorter() throws IOException {
    tear("torn");
    List<Long> lengths = new ArrayList<>();
    StorageDisks.RecordingDisk disk = new StorageDisks.RecordingDisk() {
      @Override void forceDirectory(Path names) {
        super.forceDirectory(names);
        lengths.add(log.toFile().length());
      }
    };

    StorageUnderTest.open(directory, disk).close();

    assertEquals(List.of("write 4 at 0", "force 4",
        "move to log.jsonl.cut-" + sound.length, "force directory n1"),
        disk.takeSteps().subList(0, 4));
    assertEquals(sound.length + 4, lengths.get(0));
  }

  @Test void aCrashAtAnyStepOfTheCutLosesNothing() throws IOException {
    int step = 0;
    StorageDisks.Crashing disk;
    do {
      step++;
      Files.write(log, sound);
      tear("torn");
      disk = new StorageDisks.Crashing();
      disk.crashAtStep(step);
      openOnDyingDisk(disk);

      boolean inTheLog = Files.size(log) == sound.length + 4;
      List<String> kept = new ArrayList<>();
      for (Path file : cutFiles()) {
        if (!file.toString().endsWith(Disk.TEMPORARY)) {
          kept.add(Files.readString(file));
        }
      }
      assertTrue(inTheLog || kept.equals(List.of("torn")), "step " + step);
      assertEquals(9, StorageUnderTest.savedLog(directory).size());
      takeCut();
    } while (disk.hasCrashed());
    assertTrue(step > 6, "only " + step + " steps");
  }

  private void openOnDyingDisk(Disk disk) {
    try {
      StorageUnderTest.open(directory, disk).close();
    } catch (DataDirectoryException e) {
      assertTrue(e.getMessage().contains("crashed"), e.getMessage());
    }
  }

  @Test void aTailThatCannotBeKeptIsNotCut() throws IOException {
    tear("torn");
    StorageDisks.BrokenDisk disk = new StorageDisks.BrokenDisk();
    disk.breakAt(StorageDisks.DiskStep.WRITE);

    assertThrows(DataDirectoryException.class,
        () -> StorageUnderTest.open(directory, disk));

    assertEquals(sound.length + 4, Files.size(log));
    assertFalse(Files.exists(Path.of(log + ".cut-" + sound.length)));
  }

  private void tear(String tail) throws IOException {
    Files.writeString(log, tail, StandardOpenOption.APPEND);
  }
}
