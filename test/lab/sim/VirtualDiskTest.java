package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import raft.Entry;
import raft.StorageException;

class VirtualDiskTest {
  private static final Entry ONE = Entry.command(1, "one");
  private static final Entry TWO = Entry.command(1, "two");
  private static final Entry OTHER = Entry.command(2, "other");

  private final List<Entry> watched = new ArrayList<>();
  private final VirtualDisk disk =
      new VirtualDisk(3, (entry, index) -> watched.add(entry));

  private void force() {
    disk.write();
    disk.force();
  }

  private List<Entry> survivors(int kept) {
    disk.crash(kept);
    return disk.saved().entries();
  }

  @Test void whatWasForcedSurvives() {
    disk.appendTermAndVote(1, "n2");
    disk.appendEntry(1, ONE);
    force();

    assertEquals(List.of(ONE), survivors(0));
    assertEquals(1, disk.saved().currentTerm());
    assertEquals("n2", disk.saved().votedFor());
  }

  @Test void whatWasOnlyBufferedIsLostWithTheProcess() {
    disk.appendEntry(1, ONE);

    assertEquals(0, disk.unforced());
    assertEquals(List.of(), survivors(0));
  }

  @Test void ofWhatWasWrittenAnyBeginningMaySurvive() {
    disk.appendEntry(1, ONE);
    disk.appendEntry(2, TWO);
    disk.write();

    assertEquals(2, disk.unforced());
    assertEquals(List.of(ONE), survivors(1));
  }

  @Test void whatIsAppendedAfterTheWriteIsNotForcedWithIt() {
    disk.appendEntry(1, ONE);
    disk.write();
    long second = disk.appendEntry(2, TWO);
    disk.force();

    assertFalse(disk.has(second));
    assertTrue(disk.hasBuffered());
    assertEquals(List.of(ONE), disk.durableLog().entries());
  }

  @Test void theNewestTermIsWrittenBeforeTheLines() {
    disk.appendEntry(1, ONE);
    disk.appendTermAndVote(1, "n1");
    disk.appendTermAndVote(2, null);
    disk.write();

    assertEquals(List.of(), survivors(1));
    assertEquals(2, disk.saved().currentTerm());
    assertNull(disk.saved().votedFor());
  }

  @Test void anIndexThatExistsReplacesAllFromThereOn() {
    disk.appendEntry(1, ONE);
    disk.appendEntry(2, TWO);
    disk.appendEntry(1, OTHER);
    force();

    assertEquals(List.of(OTHER), disk.durableLog().entries());
    assertEquals(List.of(ONE, TWO, OTHER), watched);
  }

  @Test void aMessageOpenedTooEarlyIsAnError() {
    long position = disk.appendEntry(1, ONE);
    disk.write();

    assertThrows(StorageException.class, () -> disk.sync(position));
    disk.force();
    disk.sync(position);
  }

  @Test void itIsFullWhenTooMuchWaits() {
    disk.appendEntry(1, ONE);
    disk.appendEntry(2, TWO);
    assertFalse(disk.isFull());
    disk.appendEntry(3, TWO);
    assertTrue(disk.isFull());

    force();

    assertFalse(disk.isFull());
  }

  @Test void aNewProcessCountsPositionsAnew() {
    disk.appendEntry(1, ONE);
    force();
    disk.crash(0);

    assertEquals(1, disk.appendEntry(2, TWO));
    assertFalse(disk.has(1));
  }

  @Test void nothingIsLeftOfAWipedDisk() {
    disk.appendTermAndVote(1, "n2");
    disk.appendEntry(1, ONE);
    force();

    disk.wipe();

    assertEquals(0, disk.saved().currentTerm());
    assertNull(disk.saved().votedFor());
    assertEquals(List.of(), disk.saved().entries());
  }

  // ---- Rot -------------------------------------------------------------

  /** Two batches: one entry, and two more. */
  private void storeTwoBatches() {
    disk.appendEntry(1, ONE);
    force();
    disk.appendEntry(2, TWO);
    disk.appendEntry(3, TWO);
    force();
  }

  @Test void rotBeforeTheLastBatchIsRefused() {
    storeTwoBatches();
    assertNull(disk.refusal());

    disk.rotLine(1);

    assertEquals("entry 1 is damaged, and was whole before the last batch",
        disk.refusal());
  }

  @Test void rotInTheLastBatchIsCutOffWithAllThatFollows() {
    storeTwoBatches();

    disk.rotLine(3);
    disk.rotLine(2);

    assertNull(disk.refusal());
    assertEquals(List.of(ONE), disk.saved().entries());
    assertEquals(List.of(ONE), disk.durableLog().entries());
  }

  @Test void rotInTheLastBatchIsRefusedOnceThereIsAnother() {
    storeTwoBatches();
    disk.rotLine(3);

    disk.appendEntry(2, OTHER);
    force();

    assertTrue(disk.refusal().startsWith("entry 3 is damaged"));
  }

  @Test void whatACrashLeavesOfABatchIsTheLastBatch() {
    storeTwoBatches();
    disk.appendEntry(4, TWO);
    disk.appendEntry(5, TWO);
    disk.write();
    disk.crash(1);

    disk.rotLine(4);
    assertNull(disk.refusal());
    disk.rotLine(3);
    assertTrue(disk.refusal().startsWith("entry 3 is damaged"));
  }

  @Test void aRottenTermIsRefusedUntilItIsWrittenAnew() {
    disk.rotTerm();
    assertEquals("its term and vote are damaged, and it might vote twice",
        disk.refusal());

    disk.appendTermAndVote(2, null);
    force();

    assertNull(disk.refusal());
  }

  @Test void aWipedDiskHasNoRot() {
    storeTwoBatches();
    disk.rotLine(1);
    disk.rotLine(3);
    disk.rotTerm();

    disk.wipe();

    assertNull(disk.refusal());
    disk.appendEntry(1, ONE);
    force();
    assertEquals(List.of(ONE), disk.saved().entries());
  }
}
