package raft.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.node.disk.Snapshotting.entries;
import static raft.node.disk.Snapshotting.metadata;
import static raft.node.disk.Snapshotting.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.RestoredLines;
import raft.SnapshotException;
import raft.SnapshotMetadata;
import raft.SnapshotStore;
import raft.StateMachine;

/** Snapshots: what they look like, how they are read, what is refused. */
class SnapshotFilesTest {
  private static final SnapshotMetadata UP_TO_3 = metadata(3, 2);

  @TempDir Path directory;
  private final StorageDisks.BrokenDisk disk = new StorageDisks.BrokenDisk();
  private SnapshotFiles snapshots;

  @BeforeEach void open() {
    snapshots = on(disk);
  }

  private SnapshotFiles on(Disk disk) {
    return new SnapshotFiles(directory, disk, StorageUnderTest.BUFFER_BYTES);
  }

  private static Iterator<String> three() {
    return state(entries(1, 1, 2), 3);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private List<String> names() throws IOException {
    return Snapshotting.files(directory).stream()
        .map(file -> file.getFileName().toString()).toList();
  }

  private static String refused(Runnable call) {
    return assertThrows(SnapshotException.class, call::run).getMessage();
  }

  private List<String> lines(long index) {
    RestoredLines state = new RestoredLines();
    snapshots.read(index, state);
    return state.lines();
  }

  private void begin() {
    snapshots.create(new RestoredLines());
  }

  // ---- saving --------------------------------------------------------------

  @Test void aPersonCanReadIt() throws IOException {
    snapshots.save(UP_TO_3, List.of("{\"key\":\"x\",\"value\":\"1\"}",
        "{\"key\":\"y\",\"value\":\"2\"}").iterator());

    List<String> lines = Files.readAllLines(file("snapshot-3.jsonl"));
    assertEquals(4, lines.size());
    assertTrue(lines.get(0).matches("\\{\"lastIncludedIndex\":3,"
        + "\"lastIncludedTerm\":2,\"configuration\":\"n1 n2 n3\","
        + "\"begun\":\"[-0-9]+T[:0-9]+Z\",\"checksum\":[0-9]+\\}"),
        lines.get(0));
    assertTrue(lines.get(1).matches(
        "\\{\"key\":\"x\",\"value\":\"1\",\"checksum\":[0-9]+\\}"));
    assertTrue(lines.get(3).matches(
        "\\{\"lines\":2,\"of\":[0-9]+,\"checksum\":[0-9]+\\}"));
    assertEquals(List.of("snapshot-3.jsonl"), names());
  }

  @Test void readingGivesTheLinesOfTheState() {
    snapshots.save(UP_TO_3, three());

    assertEquals(entries(1, 1, 2).stream().map(each -> each.text()).toList(),
        lines(3));
  }

  @Test void aStateWithoutALineIsAState() {
    snapshots.save(UP_TO_3, List.<String>of().iterator());

    assertEquals(List.of(), lines(3));
  }

  @Tag("SN3")
  @Test void isDurableBeforeItHasItsName() {
    StorageDisks.RecordingDisk recording = new StorageDisks.RecordingDisk();

    on(recording).save(UP_TO_3, three());

    List<String> steps = recording.takeSteps();
    assertTrue(steps.get(1).startsWith("write "), steps::toString);
    assertTrue(steps.get(2).startsWith("force "), steps::toString);
    assertEquals(List.of("move to snapshot-3.jsonl",
        "force directory " + directory.getFileName()), steps.subList(3, 5));
  }

  @Test void aLargeStateIsWrittenInSmallPieces() {
    StorageDisks.RecordingDisk recording = new StorageDisks.RecordingDisk();
    String line = "{\"key\":\"" + "x".repeat(1000) + "\"}";

    on(recording).save(UP_TO_3,
        Stream.generate(() -> line).limit(1000).iterator());

    List<Integer> writes = recording.takeSteps().stream()
        .filter(step -> step.startsWith("write "))
        .map(step -> Integer.parseInt(step.split(" ")[1])).toList();
    assertTrue(writes.size() > 10, writes::toString);
    assertTrue(writes.stream().allMatch(bytes -> bytes < 70_000),
        writes::toString);
    assertEquals(1000, lines(3).size());
  }

  @ParameterizedTest
  @EnumSource(StorageDisks.DiskStep.class)
  void aDiskThatIsFullLeavesEverythingAsItWas(StorageDisks.DiskStep step)
      throws IOException {
    snapshots.save(metadata(2, 1), three());
    byte[] before = Files.readAllBytes(file("snapshot-2.jsonl"));
    disk.breakAt(step);

    String why = refused(() -> snapshots.save(UP_TO_3, three()));

    assertTrue(why.startsWith("the snapshot up to 3 could not be written to "
        + file("snapshot.jsonl.temporary") + ": No space left"), why);
    assertTrue(why.contains("tries again later"), why);
    assertFalse(names().contains("snapshot.jsonl.temporary"));
    assertEquals(new String(before, StandardCharsets.UTF_8),
        Files.readString(file("snapshot-2.jsonl")));
    disk.breakAt(null);
    snapshots.save(UP_TO_3, three());
    assertEquals(3, lines(3).size());
  }

  @Test void aSnapshotIsNotWhatFillsTheDisk() throws IOException {
    long forLog = new RoomForLog(directory, disk,
        StorageUnderTest.BUFFER_BYTES).bytes();
    StorageDisks.Small small = new StorageDisks.Small(forLog + 300_000);
    SnapshotFiles onSmall = on(small);
    String line = "{\"key\":\"" + "x".repeat(1000) + "\"}";

    String why = refused(() -> onSmall.save(UP_TO_3,
        Stream.generate(() -> line).limit(100_000).iterator()));
    assertTrue(why.contains(": its disk has 17 MB left, and 17 MB stay free"
        + " for the log. Nothing is lost"), why);
    assertTrue(small.usable() >= forLog, small.usable() + " bytes are left");

    why = refused(() -> {
      onSmall.create(new RestoredLines());
      for (long end = 0; ; ) end = onSmall.write(end, line.repeat(60));
    });
    assertTrue(why.contains("17 MB stay free for the log. The node"), why);
    assertTrue(small.usable() >= forLog, small.usable() + " bytes are left");
    assertEquals(List.of(), names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[1]", "\"x\"", "{\"a\":\n1}",
      "{\"a\":\"\uD83D\"}", "{\"lines\":3,\"of\":4}"})
  void whatCouldNotBeReadBackIsNotSaved(String line) throws IOException {
    refused(() -> snapshots.save(UP_TO_3, List.of(line).iterator()));

    assertEquals(List.of(), names());
  }

  @Test void aStateThatCannotBeReadToItsEndIsNotSaved() throws IOException {
    Iterator<String> breaks = IntStream.range(0, 3).mapToObj(each -> {
      if (each == 2) throw new IllegalStateException("the image broke");
      return "{\"each\":" + each + "}";
    }).iterator();

    String why = refused(() -> snapshots.save(UP_TO_3, breaks));

    assertTrue(why.contains("the image broke"), why);
    assertEquals(List.of(), names());
  }

  // ---- in chunks --------------------------------------------------------

  @Test void chunksTogetherAreTheFileAndEndBetweenCharacters()
      throws IOException {
    snapshots.save(UP_TO_3, List.of("{\"k\":\"aé\u20ac\uD83D\uDE00b"
        + "\uD83D\uDE00\uD83D\uDE00\u20ac\u20acéé\"}").iterator());
    String whole = Files.readString(file("snapshot-3.jsonl"));
    int size = whole.getBytes(StandardCharsets.UTF_8).length;

    for (int most = 4; most < size + 2; most++) {
      StringBuilder all = new StringBuilder();
      long offset = 0;
      SnapshotStore.Chunk chunk;
      do {
        chunk = snapshots.chunk(3, offset, most);
        int bytes = chunk.data().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes > 0 && bytes <= most, bytes + " of " + most);
        all.append(chunk.data());
        offset += bytes;
        assertEquals(offset == size, chunk.last());
      } while (!chunk.last());
      assertEquals(whole, all.toString());
    }
  }

  @Test void aChunkFromTheEndIsEmptyAndTheLast() throws IOException {
    snapshots.save(UP_TO_3, three());

    long size = Files.size(file("snapshot-3.jsonl"));
    assertEquals(new SnapshotStore.Chunk("", true, size),
        snapshots.chunk(3, size, 100));
  }

  @Test void thereIsNoChunkBehindTheEndOrWithinACharacterOrOfNoSnapshot()
      throws IOException {
    snapshots.save(UP_TO_3, three());
    long size = Files.size(file("snapshot-3.jsonl"));
    int inside = 1 + new String(Files.readAllBytes(file("snapshot-3.jsonl")),
        StandardCharsets.ISO_8859_1).indexOf('\u00C3');

    refused(() -> snapshots.chunk(3, size + 1, 100));
    refused(() -> snapshots.chunk(3, -1, 100));
    refused(() -> snapshots.chunk(3, inside, 100));
    refused(() -> snapshots.chunk(4, 0, 100));
  }

  @Test void bytesThatAreNoTextAreNoChunk() throws IOException {
    byte[] rotten = new byte[100];
    Arrays.fill(rotten, (byte) 0x80);
    Files.write(file("snapshot-3.jsonl"), rotten);

    refused(() -> snapshots.chunk(3, 0, 10));
  }

  // ---- reading ----------------------------------------------------------

  @Test void damageIsFoundWhereItIs() throws IOException {
    snapshots.save(UP_TO_3, three());
    damage("snapshot-3.jsonl", "\"entry\":3");

    String why = refused(() -> lines(3));

    assertTrue(why.contains("snapshot-3.jsonl: the line at offset"), why);
    refused(() -> lines(4));
  }

  @Test void linesInAnotherOrderAreNoSnapshot() throws IOException {
    snapshots.save(UP_TO_3, three());
    List<String> lines = Files.readAllLines(file("snapshot-3.jsonl"));
    Collections.swap(lines, 1, 2);
    Files.write(file("snapshot-3.jsonl"), lines);

    String why = refused(() -> lines(3));

    assertTrue(why.contains("in another order"), why);
  }

  private void damage(String name, String at) throws IOException {
    String text = Files.readString(file(name));
    Files.writeString(file(name), text.replace(at, at.replace(':', ';')));
  }

  // ---- one that comes from a leader -------------------------------------

  private String whole() {
    return Snapshotting.file(directory, UP_TO_3, three());
  }

  @Test void oneThatCameInChunksIsASnapshot() throws IOException {
    String whole = whole();
    begin();
    long end = 0;
    for (String chunk : whole.split("(?<=,)")) {
      end = snapshots.write(end, chunk);
    }

    assertEquals(UP_TO_3, snapshots.complete(3, 2).metadata());
    assertEquals(whole, Files.readString(file("snapshot-3.jsonl")));
    assertEquals(List.of("leader", "snapshot-3.jsonl"), names());
  }

  @Test void eachLineIsHandedOnWhenItHasCome() {
    RestoredLines state = new RestoredLines();
    snapshots.create(state);
    long end = 0;
    List<Integer> handedOn = new ArrayList<>();

    for (String line : whole().split("(?<=\n)")) {
      int middle = line.length() / 2;
      end = snapshots.write(end, line.substring(0, middle));
      end = snapshots.write(end, line.substring(middle));
      handedOn.add(state.lines().size());
    }

    assertEquals(List.of(0, 1, 2, 3, 3), handedOn);
  }

  @Test void aLineThatTheStateRefusesEndsIt() throws IOException {
    snapshots.create(StateMachine.Restoring.of(line -> {
      throw new IllegalArgumentException("not mine");
    }, () -> { }));

    String why = refused(() -> snapshots.write(0, whole()));

    assertTrue(why.contains("not mine"), why);
    assertEquals(List.of("leader"), names());
    refused(() -> snapshots.complete(3, 2));
  }

  @Test void aStateOfWhichSomeIsMissingGetsNoName() throws IOException {
    snapshots.create(new StateMachine.Restoring() {
      @Override public void line(String line) {}

      @Override public Runnable end() {
        throw new IllegalArgumentException("some is missing");
      }
    });
    snapshots.write(0, whole());

    String why = refused(() -> snapshots.complete(3, 2));

    assertTrue(why.contains("some is missing"), why);
    assertEquals(List.of("leader"), names());
  }

  @Test void aLargeOneIsForcedWhileItIsWritten() {
    StorageDisks.RecordingDisk recording = new StorageDisks.RecordingDisk();
    SnapshotFiles files = on(recording);
    String line = "{\"a\":\"" + "x".repeat(RoomForLog.FORCED_BYTES / 4) + "\"}";

    files.save(UP_TO_3, Collections.nCopies(9, line).iterator());

    long forces = recording.takeSteps().stream()
        .filter(step -> step.matches("force [0-9]+")).count();
    assertEquals(3, forces); // twice on the way, and at the end
  }

  @Test void noChunkWaitsForMoreThanAMegabyteToBeForced() {
    StorageDisks.RecordingDisk recording = new StorageDisks.RecordingDisk();
    SnapshotFiles files = on(recording);
    files.create(new RestoredLines());
    String chunk = "x".repeat(1 << 16); // of a line that is long

    for (long end = 0; end < 5 << 20;) end = files.write(end, chunk);

    assertEquals(List.of("force 1048576", "force 2097152", "force 3145728",
        "force 4194304", "force 5242880"), recording.takeSteps().stream()
        .filter(step -> step.startsWith("force ")).toList());
  }

  @Tag("SN3")
  @Test void oneThatCameIsDurableBeforeItHasItsName() {
    StorageDisks.RecordingDisk recording = new StorageDisks.RecordingDisk();
    SnapshotFiles files = on(recording);
    files.create(new RestoredLines());
    files.write(0, whole());
    recording.takeSteps();

    files.complete(3, 2);

    List<String> steps = recording.takeSteps();
    assertEquals(3, steps.size(), steps::toString);
    assertTrue(steps.get(0).startsWith("force "), steps::toString);
    assertEquals(List.of("move to snapshot-3.jsonl",
        "force directory " + directory.getFileName()), steps.subList(1, 3));
  }

  @Test void aChunkForAnotherOffsetChangesNothing() {
    String whole = whole();
    begin();
    long end = snapshots.write(0, whole.substring(0, 50));

    refused(() -> snapshots.write(0, whole.substring(0, 50)));
    refused(() -> snapshots.write(end + 1, whole.substring(51)));
    snapshots.write(end, whole.substring(50));

    assertEquals(UP_TO_3, snapshots.complete(3, 2).metadata());
  }

  @Test void theNextOneBeginsWithNothingOfTheOneBefore() {
    begin();
    snapshots.write(0, "half of another");
    begin();
    snapshots.write(0, whole());

    assertEquals(UP_TO_3, snapshots.complete(3, 2).metadata());
  }

  @Test void withoutABeginningThereIsNothingToWriteOrComplete() {
    refused(() -> snapshots.write(0, "{"));
    refused(() -> snapshots.complete(3, 2));
    begin();
    refused(() -> snapshots.complete(3, 2));
    refused(() -> snapshots.write(0, "{"));
  }

  @Test void whatIsNotWholeNeverGetsItsName() throws IOException {
    String whole = whole();
    for (int length = 0; length < whole.length(); length++) {
      begin();
      snapshots.write(0, whole.substring(0, length));
      refused(() -> snapshots.complete(3, 2));
      assertEquals(List.of("leader"), names());
    }
  }

  @Test void whatIsMoreThanWholeNeverGetsItsName() {
    String whole = whole();
    for (String more : List.of("\n", "x", whole)) {
      refused(() -> {
        begin();
        snapshots.write(0, whole + more);
        snapshots.complete(3, 2);
      });
    }
  }

  @Test void halfACharacterIsNotWritten() {
    begin();

    refused(() -> snapshots.write(0, "{\"a\":\"\uD83D"));
  }

  @ParameterizedTest
  @EnumSource(StorageDisks.DiskStep.class)
  void aDiskThatIsFullLeavesNothingOfIt(StorageDisks.DiskStep step)
      throws IOException {
    String whole = whole();
    disk.breakAt(step);

    String why = refused(() -> {
      begin();
      snapshots.write(0, whole);
      snapshots.complete(3, 2);
    });

    assertTrue(why.contains("No space left"), why);
    assertTrue(why.contains("sends it again from the beginning"), why);
    assertFalse(names().toString().contains("temporary"));
    disk.breakAt(null);
    begin();
    snapshots.write(0, whole);
    assertEquals(UP_TO_3, snapshots.complete(3, 2).metadata());
  }

  @Test void ofOneThatIsHalfThereNothingIsLeftAtTheEnd() throws IOException {
    begin();
    snapshots.write(0, "{");

    snapshots.close();

    assertEquals(List.of(), names());
  }

  @Test void afterTheEndNothingIsSavedOrCreated() throws IOException {
    Iterator<String> closes = Stream.of("{\"a\":1}").peek(line -> {
      try {
        snapshots.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }).iterator();

    refused(() -> snapshots.save(UP_TO_3, closes));
    refused(() -> snapshots.save(UP_TO_3, three()));
    refused(this::begin);

    assertEquals(List.of(), names());
  }
}
