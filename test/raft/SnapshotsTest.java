package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.Given.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a snapshot is taken, what it holds, and what goes when it is there. */
class SnapshotsTest {

  /** Leads term 2 of a cluster of one: what its disk has is committed. */
  private static Bench leader(int entries) {
    return server("n1").of(1).snapshots(entries, 0, 100).leads(2);
  }

  private static List<String> lines(BegunSnapshot begun) {
    List<String> lines = new ArrayList<>();
    begun.state().forEachRemaining(lines::add);
    return lines;
  }

  // ---- When one is due -----------------------------------------------------

  @Test void oneIsDueWhenSoManyEntriesWereAppliedSinceTheLast() {
    Bench n1 = leader(3);
    n1.appends("a", "b");
    assertTrue(n1.server().beginSnapshot().isEmpty());

    n1.appends("c");
    assertTrue(n1.takesSnapshot());
    n1.appends("d", "e");
    assertFalse(n1.takesSnapshot());
    n1.appends("f");

    assertTrue(n1.takesSnapshot());
    assertEquals(6, n1.server().status().snapshotIndex());
  }

  @Test void oneIsDueWhenTheEntriesSinceTheLastHaveSoManyBytes() {
    int bytes = (int) Entry.command(2, "a").bytes();
    Bench n1 = server("n1").of(1).withSettings(new Settings(5, 20, 20, 100,
        1_000_000, false, 100, 1_000_000, new Settings.Snapshotting(0,
            2 * bytes, 0, 0, 100))).leads(2);
    n1.appends("a");
    assertFalse(n1.takesSnapshot());

    n1.appends("b");

    assertTrue(n1.takesSnapshot());
  }

  @Test void noneIsDueIfBothAreSwitchedOff() {
    Bench n1 = server("n1").of(1).leads(2);

    n1.appends("a", "b", "c");

    assertFalse(n1.takesSnapshot());
  }

  @Test void oneAtATimeIsWritten() {
    Bench n1 = leader(1);
    n1.appends("a");
    n1.server().beginSnapshot();

    n1.appends("b");

    assertTrue(n1.server().beginSnapshot().isEmpty());
  }

  @Test void afterAFailureTheNextIsDueAfterAsManyEntriesAgain() {
    Bench n1 = leader(2);
    n1.appends("a", "b");
    n1.server().beginSnapshot().orElseThrow();
    n1.server().snapshotFailed(new SnapshotException("the disk is full"));

    n1.appends("c");
    boolean soon = n1.takesSnapshot();
    n1.appends("d");

    assertFalse(soon);
    assertTrue(n1.takesSnapshot());
    assertEquals("", n1.log());
  }

  // ---- SN1, SN2 ------------------------------------------------------------

  @Tag("SN1")
  @Test void itIsNamedByTheLastEntryThatWasApplied() {
    Bench n1 = server("n1").snapshots(2, 0, 100).leads(2);
    n1.appends("a", "b");
    n1.isStoredBy("n2");
    n1.appends("c", "d");

    BegunSnapshot begun = n1.server().beginSnapshot().orElseThrow();

    assertEquals(2, begun.metadata().lastIncludedIndex());
    assertEquals(2, begun.metadata().lastIncludedTerm());
    assertEquals(List.of("a", "b"), lines(begun), "c and d may be replaced");
  }

  @Tag("SN2")
  @Test void itHoldsTheStateAndTheConfigurationOfThatIndex() {
    Bench n1 = leader(2);
    n1.appends("a", "b");

    BegunSnapshot begun = n1.server().beginSnapshot().orElseThrow();
    n1.appends("c");

    assertEquals(new Configuration(List.of("n1")),
        begun.metadata().configuration());
    assertEquals(List.of("a", "b"), lines(begun), "not c, which came later");
  }

  // ---- SN3 -----------------------------------------------------------------

  @Tag("SN3")
  @Test void theLogIsKeptUntilTheSnapshotIsSaved() {
    Bench n1 = leader(2);
    n1.appends("a", "b");

    BegunSnapshot begun = n1.server().beginSnapshot().orElseThrow();
    n1.appends("c");
    n1.forces();
    String before = n1.log();
    List<Entry> onDisk = n1.storage().survivors().entries();
    n1.snapshots().save(begun.metadata(), begun.state());
    n1.server().snapshotSaved(begun.metadata());
    n1.forces();

    assertEquals("222", before);
    assertEquals(3, onDisk.size());
    assertEquals("2", n1.log());
    assertEquals(1, n1.storage().survivors().entries().size());
  }

  @Tag("SN3")
  @Test void theLogAfterItHasWhatWasAppendedAlready() {
    Bench n1 = server("n1").snapshots(2, 0, 100).leads(2);
    n1.appends("a", "b");
    n1.isStoredBy("n2");
    n1.appends("c", "d");

    n1.takesSnapshot();

    assertEquals("22", n1.log());
    assertEquals(2, n1.storage().survivors().entries().size(), "c and d");
  }

  @Tag("SN3")
  @Test void aRestartBeginsWithTheSnapshotAndGoesOn() {
    Bench n1 = leader(2);
    n1.appends("a", "b");
    n1.takesSnapshot();
    n1.appends("c");

    Bench again = n1.restarts();
    again.timesOut();
    again.forces();
    again.appends("d");

    assertEquals(List.of("a", "b", "c", "d"), again.applied());
    assertEquals(4, again.server().status().lastIndex());
  }

  @Tag("SN3")
  @Test void someEntriesStayInMemoryForFollowersALittleBehind() {
    Bench n1 = server("n1").of(1).snapshots(4, 3, 100).leads(2);

    n1.appends("a", "b", "c", "d");
    n1.takesSnapshot();

    assertEquals("222", n1.log());
    assertEquals(List.of(), n1.storage().survivors().entries());
  }

  // ---- A person asks for one -----------------------------------------------

  @Test void aPersonIsToldWhenTheSnapshotIsThere() {
    Bench n1 = server("n1").of(1).leads(2);
    n1.appends("a", "b");

    CompletableFuture<SnapshotMetadata> asked = n1.server().requestSnapshot();
    boolean early = asked.isDone();
    n1.takesSnapshot();

    assertFalse(early);
    assertEquals(2, asked.join().lastIncludedIndex());
    assertEquals(2, n1.server().requestSnapshot().join().lastIncludedIndex(),
        "nothing was applied since");
  }

  @Test void oneThatWasBegunBeforeDoesNotAnswerAPersonWhoAsksLater() {
    Bench n1 = leader(1);
    n1.appends("a");
    BegunSnapshot begun = n1.server().beginSnapshot().orElseThrow();
    n1.appends("b");

    CompletableFuture<SnapshotMetadata> asked = n1.server().requestSnapshot();
    n1.snapshots().save(begun.metadata(), begun.state());
    n1.server().snapshotSaved(begun.metadata());
    boolean early = asked.isDone();
    n1.takesSnapshot();

    assertFalse(early);
    assertEquals(2, asked.join().lastIncludedIndex());
  }

  @Test void aPersonIsToldWhyThereIsNone() {
    Bench n1 = server("n1").of(1).leads(2);
    CompletableFuture<SnapshotMetadata> empty = n1.server().requestSnapshot();
    n1.appends("a");

    CompletableFuture<SnapshotMetadata> failed = n1.server().requestSnapshot();
    n1.server().beginSnapshot().orElseThrow();
    n1.server().snapshotFailed(new SnapshotException("the disk is full"));

    assertEquals("the disk is full", assertThrows(CompletionException.class,
        failed::join).getCause().getMessage());
    assertTrue(assertThrows(CompletionException.class, empty::join).getCause()
        instanceof SnapshotException);
  }

  @Test void whoeverWaitsForOneIsToldWhenTheServerIsClosed() {
    Bench n1 = server("n1").of(1).leads(2);
    n1.appends("a");
    CompletableFuture<SnapshotMetadata> begun = n1.server().requestSnapshot();
    n1.server().beginSnapshot().orElseThrow();
    n1.appends("b");
    CompletableFuture<SnapshotMetadata> later = n1.server().requestSnapshot();

    n1.server().close("the disk is full");

    for (CompletableFuture<SnapshotMetadata> asked : List.of(begun, later)) {
      assertTrue(asked.isDone());
      Throwable why = assertThrows(CompletionException.class, asked::join)
          .getCause();
      assertEquals(ServerClosedException.class, why.getClass());
      assertEquals("the disk is full", why.getMessage());
    }
  }

  @Test void aPersonIsAlsoToldOfOneThatALeaderSentMeanwhile() {
    Bench n1 = server("n1").snapshots(1, 0, 100).inTerm(2).withLog("1")
        .starts();
    n1.hears(Peer.peer("n2").inTerm(2).withLog("1").committedUpTo(1)
        .heartbeat());
    BegunSnapshot begun = n1.server().beginSnapshot().orElseThrow();
    n1.hears(Peer.peer("n2").inTerm(2).withLog("12").committedUpTo(2)
        .sendsFrom(2));
    CompletableFuture<SnapshotMetadata> asked = n1.server().requestSnapshot();
    SnapshotMetadata leaders = new SnapshotMetadata(9, 2,
        new Configuration(List.of("n1", "n2", "n3")));
    n1.hears(new InstallSnapshot("n2-n1-9", 2, "n2", 9, 2, 0,
        MemorySnapshots.text(leaders, List.of("a").iterator()), true));

    n1.snapshots().save(begun.metadata(), begun.state());
    n1.server().snapshotSaved(begun.metadata());

    assertTrue(asked.isDone());
  }

  @Test void noneIsDueWhileCommittedEntriesAreStillToBeApplied() {
    Bench n1 = server("n1").of(1).withSettings(new Settings(5, 20, 20, 100,
        1_000_000, false, 2, 1_000_000, new Settings.Snapshotting(2, 0, 0, 0,
            100))).inTerm(2).withLog("111111").starts();
    n1.timesOut();
    n1.forces();
    n1.server().propose("x");

    n1.forces();
    boolean early = n1.server().beginSnapshot().isPresent();
    n1.ticks(3);

    assertFalse(early, "1..2 of 1..7 are applied");
    assertEquals(7, n1.server().beginSnapshot().orElseThrow().metadata()
        .lastIncludedIndex());
  }
}
