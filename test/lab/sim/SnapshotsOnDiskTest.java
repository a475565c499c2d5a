package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import raft.Configuration;
import raft.Entry;
import raft.RestoredLines;
import raft.SnapshotException;
import raft.SnapshotMetadata;
import raft.SnapshotStore;
import raft.Storage;

/** What a start finds after a crash between any two steps of a snapshot. */
class SnapshotsOnDiskTest {
  private static final Entry ONE = Entry.command(1, "one");
  private static final Entry TWO = Entry.command(1, "two");
  private static final Entry THREE = Entry.command(2, "three");
  private static final SnapshotMetadata UP_TO_2 = metadata(2, 1);
  private static final SnapshotMetadata UP_TO_5 = metadata(5, 2);
  private static final List<String> STATE = List.of("{\"x\":\"é\"}", "{}");

  private final VirtualDisk disk = new VirtualDisk(99, (entry, index) -> {});

  private static SnapshotMetadata metadata(long index, long term) {
    return new SnapshotMetadata(index, term,
        new Configuration(List.of("n1", "n2", "n3")));
  }

  @BeforeEach void threeEntries() {
    disk.appendEntry(1, ONE);
    disk.appendEntry(2, TWO);
    disk.appendEntry(3, THREE);
    force();
  }

  private void force() {
    disk.write();
    disk.force();
  }

  private void save() {
    disk.snapshots().save(UP_TO_2, STATE.iterator());
  }

  private void install(SnapshotMetadata metadata) {
    SnapshotStore from = new VirtualDisk(9, (entry, index) -> {}).snapshots();
    from.save(metadata, STATE.iterator());
    long index = metadata.lastIncludedIndex();
    disk.snapshots().create(new RestoredLines());
    long offset = 0;
    for (boolean last = false; !last;) {
      SnapshotStore.Chunk chunk = from.chunk(index, offset, 7);
      offset = disk.snapshots().write(offset, chunk.data());
      last = chunk.last();
    }
    disk.snapshots().complete(metadata.lastIncludedIndex(),
        metadata.lastIncludedTerm());
  }

  private void assertFinds(SnapshotMetadata snapshot, Entry... entries) {
    disk.crash(0);
    Storage.Saved saved = disk.saved();
    assertEquals(snapshot, saved.snapshot());
    assertEquals(List.of(entries), saved.entries());
    assertEquals(saved, disk.saved(), "once more");
  }

  @Test void aLogStartThatWasNotForcedIsNothing() {
    disk.appendLogStart(2, List.of(THREE));
    disk.write();

    assertFinds(null, ONE, TWO, THREE);
  }

  @Test void beforeTheSnapshotIsDurableBothLogFilesCount() {
    disk.appendLogStart(2, List.of(THREE));
    disk.appendEntry(4, THREE);
    force();

    assertFinds(null, ONE, TWO, THREE, THREE);
  }

  @Test void aSnapshotMayBeDurableBeforeTheNewLogFile() {
    disk.appendLogStart(2, List.of(THREE));
    save();

    assertFinds(UP_TO_2, THREE);
  }

  @Test void betweenSnapshotAndDiscardBothAreThere() {
    disk.appendLogStart(2, List.of(THREE));
    force();
    save();

    assertFinds(UP_TO_2, THREE);
  }

  @Test void afterTheDiscardTheSnapshotAndWhatFollowsAreThere() {
    disk.appendLogStart(2, List.of(THREE));
    force();
    save();
    disk.appendDiscard(2, Set.of());
    disk.appendEntry(4, THREE);
    force();

    assertFinds(UP_TO_2, THREE, THREE);
    assertEquals(List.of(ONE, TWO, THREE, THREE),
        disk.durableLog().entries(), "what is known to have been there");
  }

  @Test void aLogCutBeforeItsSnapshotIsDurableIsLost() {
    disk.appendLogStart(2, List.of(THREE));
    disk.appendDiscard(2, Set.of());
    force();

    assertFinds(null);
    assertEquals(0, disk.durableLog().lastIndex());
  }

  @Test void anInstalledOneWinsOverALogThatEndsBeforeIt() {
    install(UP_TO_5);

    assertFinds(UP_TO_5);
    assertEquals(6, disk.durableLog().firstIndex());
    assertEquals(2, disk.durableLog().lastTerm());
  }

  @Test void anInstalledOneWinsOverAnotherTermAtItsIndex() {
    install(metadata(2, 2));

    assertFinds(metadata(2, 2));
  }

  @Test void ofALogThatHoldsItsEntryWhatFollowsStays() {
    install(UP_TO_2);
    disk.appendLogStart(2, List.of(THREE));
    disk.appendDiscard(2, Set.of());
    force();

    assertFinds(UP_TO_2, THREE);
  }

  @Test void theLogGoesOnAfterAnInstalledOne() {
    install(UP_TO_5);
    disk.appendLogStart(5, List.of());
    disk.appendDiscard(5, Set.of());
    disk.appendEntry(6, THREE);
    force();

    assertFinds(UP_TO_5, THREE);
  }

  @Test void whatWasNotCompleteIsGone() {
    disk.snapshots().create(new RestoredLines());
    disk.snapshots().write(0, "5 2 n1,n2,n3\n{}\nend 1");

    assertFinds(null, ONE, TWO, THREE);
    assertThrows(SnapshotException.class,
        () -> disk.snapshots().write(21, "more"));
  }

  @Test void whatIsNotWholeIsNotCompleted() {
    disk.snapshots().create(new RestoredLines());
    disk.snapshots().write(0, "5 2 n1,n2,n3\n{}\nend 2");

    assertThrows(SnapshotException.class, () ->
        disk.snapshots().complete(5, 2));
    assertFinds(null, ONE, TWO, THREE);
  }

  @Test void aFullDiskLeavesAllAsItWas() {
    disk.snapshots().setFull(true);

    assertThrows(SnapshotException.class, this::save);
    assertFinds(null, ONE, TWO, THREE);
  }

  @Test void anOlderOneInUseStaysUntilTheNextStart() {
    save();
    install(UP_TO_5);
    disk.appendLogStart(5, List.of());
    disk.appendDiscard(5, Set.of(2L));
    force();
    assertEquals(UP_TO_2, disk.snapshots().metadata(2));

    assertFinds(UP_TO_5);
    assertNull(disk.snapshots().metadata(2));
  }

  @Test void aChunkEndsBetweenTwoCharacters() {
    save();
    List<String> chunks = new ArrayList<>();
    long offset = 0;
    SnapshotStore.Chunk chunk;
    do {
      chunk = disk.snapshots().chunk(2, offset, 4);
      chunks.add(chunk.data());
      offset += chunk.data().getBytes(
          java.nio.charset.StandardCharsets.UTF_8).length;
    } while (!chunk.last());

    assertEquals("2 1 n1 n2 n3\n{\"x\":\"é\"}\n{}\nend 2",
        String.join("", chunks));
    assertTrue(chunks.stream().noneMatch(each -> each.contains("\ufffd")));
  }

  @Test void theStateIsReadAsItWasSaved() {
    save();

    RestoredLines state = new RestoredLines();

    disk.snapshots().read(2, state);

    assertEquals(STATE, state.lines());
  }
}
