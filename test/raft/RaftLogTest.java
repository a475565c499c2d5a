package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** log[] and all arithmetic on its indexes. */
class RaftLogTest {

  private static RaftLog log(String terms) {
    List<Entry> entries = Logs.entries(terms);
    Storage.Saved saved = new Storage.Saved(9, null, entries);
    return new RaftLog(Configuration.UNKNOWN, new MemoryStorage(saved),
        saved);
  }

  // ---- Index 0 is before the first entry and has term 0 ------------------

  @Test void anEmptyLogEndsAtIndexZeroOfTermZero() {
    RaftLog log = log("");

    assertEquals(0, log.lastIndex());
    assertEquals(0, log.lastTerm());
    assertEquals(0, log.termAt(0));
    assertTrue(log.contains(0, 0));
    assertFalse(log.contains(1, 1));
  }

  @ParameterizedTest(name = "112 holds {0} of term {1}: {2}")
  @CsvSource({
      "0, 0, true", "0, 1, false",
      "1, 1, true", "1, 2, false",
      "3, 2, true", "3, 1, false",
      "4, 2, false", "4, 0, false",
      "9223372036854775807, 2, false",
  })
  void containsAnEntryOnlyWithItsTerm(long index, long term, boolean held) {
    RaftLog log = log("112");

    assertEquals(held, log.contains(index, term));
  }

  // ---- AE3: the first conflict -------------------------------------------

  @Tag("AE3")
  @ParameterizedTest(name = "{0} meets {1} behind {2}: {3}")
  @CsvSource({
      "1122, 1122, 0, 0", // equal
      "1122, 1133, 0, 3",
      "1122, 2222, 0, 1",
      "1122, 1123, 3, 4",
      "1122, 112,  0, 0", // a prefix is no conflict
      "11,   1133, 2, 0", // neither is what is not there
      "11,   1133, 0, 0",
      "12,   1133, 0, 2",
      "'',   1133, 0, 0",
      "1122, 1122, 4, 0", // nothing sent
  })
  void findsTheFirstConflict(String mine, String leaders, int prev,
      long conflict) {
    List<Entry> sent = Logs.entries(leaders).subList(prev, leaders.length());

    assertEquals(conflict, log(mine).firstConflict(prev, sent));
  }

  // ---- AE4: what is missing ----------------------------------------------

  @Tag("AE4")
  @ParameterizedTest(name = "{0} lacks of {1} behind {2}: {3}")
  @CsvSource({
      "'',   112, 0, 112",
      "1,    112, 1, 12",
      "1,    112, 0, 12",
      "11,   112, 0, 2",
      "112,  112, 0, ''",
      "1122, 112, 0, ''", // longer than what was sent
      "1122, 112, 3, ''", // nothing sent
  })
  void findsWhatIsMissing(String mine, String leaders, int prev,
      String missing) {
    List<Entry> sent = Logs.entries(leaders).subList(prev, leaders.length());

    assertEquals(missing, Logs.terms(log(mine).missing(prev, sent)));
  }

  // ---- Appending and deleting --------------------------------------------

  @Test void whatWasReadIsTakenOnceAndTheTextStays() {
    record Read(String text) implements Command {}
    RaftLog log = log("");
    log.append(List.of(Entry.command(1, new Read("x"))));

    assertEquals(new Read("x"), log.takeCommand(1));
    assertThrows(AssertionError.class, () -> log.takeCommand(1));
    assertEquals(Command.unread("x"), log.entryAt(1).command());
  }

  @Test void appendsBehindTheLastAndTellsTheFirstIndex() {
    RaftLog log = log("11");

    long first = log.append(Logs.entries("1122").subList(2, 4));

    assertEquals(3, first);
    assertEquals("1122", Logs.terms(log.last(10)));
  }

  @Test void deletesFromAnIndexToTheEnd() {
    RaftLog log = log("1122");

    log.deleteFrom(2);

    assertEquals("1", Logs.terms(log.last(10)));
  }

  @ParameterizedTest(name = "the last {0} of 1122: {1}")
  @CsvSource({"0, ''", "1, 2", "3, 122", "4, 1122", "99, 1122"})
  void showsItsLastEntries(int count, String expected) {
    assertEquals(expected, Logs.terms(log("1122").last(count)));
  }

  // ---- What is durable ---------------------------------------------------

  @Test void whatWasSavedIsDurable() {
    assertEquals(3, log("112").durableIndex(0));
  }

  @Test void anEntryIsDurableWhenItsRecordIs() {
    MemoryStorage storage = new MemoryStorage(
        new Storage.Saved(1, null, List.of()));
    RaftLog log = new RaftLog(Configuration.UNKNOWN, storage,
        storage.saved());
    log.append(Logs.entries("111"));

    assertEquals(0, log.durableIndex(0));
    assertEquals(2, log.durableIndex(2));
    assertEquals(3, log.durableIndex(99));
  }

  @Test void anEntryThatReplacedAnotherHasAPositionOfItsOwn() {
    MemoryStorage storage = new MemoryStorage(
        new Storage.Saved(1, null, List.of()));
    RaftLog log = new RaftLog(Configuration.UNKNOWN, storage,
        storage.saved());
    log.append(Logs.entries("111"));
    long before = storage.position();
    log.deleteFrom(2);

    log.append(Logs.entries("122").subList(1, 3));

    assertEquals(1, log.durableIndex(before), "only the first is of then");
    assertEquals(2, log.durableIndex(before + 1));
  }

  // ---- The hint of §5.3 and what the leader makes of it ------------------

  @Tag("L3")
  @ParameterizedTest(name = "leader {0}, prev {1}, hint {2} from {3}: {4}")
  @CsvSource({
      "1114455666, 10, 0, 5, 5", // the follower's log ends before
      "1114455666, 10, 3, 7, 7", // a term the leader does not have
      "1114455666, 6,  2, 4, 4",
      "1114455666, 7,  4, 4, 6", // a term it has: behind its last of it
      "1114455666, 10, 5, 2, 8",
      "1114455666, 9,  6, 1, 9", // never beyond prev, or it would not end
      "1114455666, 10, 0, 99, 10",
      "1114455666, 10, 0, 0, 1", // never below 1
      "1114455666, 1,  1, 1, 1",
      "3,          1,  1, 1, 1",
  })
  void stepsBackByAsMuchAsTheHintAllows(String mine, long prev, long term,
      long index, long next) {
    assertEquals(next, log(mine).nextIndexAfterRefusal(prev, term, index));
  }

  // Whatever two logs hold, the leader finds where they agree, and each step
  // is a step back.
  @Tag("L3")
  @Test void backingUpEndsWhereTheLogsAgree() {
    Random random = new Random(53);
    for (int i = 0; i < 20_000; i++) {
      String common = terms(random, 1, 4);
      RaftLog leader = log(common + terms(random, 4, 9));
      RaftLog follower = log(common + terms(random, 4, 9));

      assertFindsAgreement(leader, follower);
    }
  }

  private static void assertFindsAgreement(RaftLog leader, RaftLog follower) {
    long next = leader.lastIndex() + 1;
    while (!follower.contains(next - 1, leader.termAt(next - 1))) {
      long prev = next - 1;
      next = leader.nextIndexAfterRefusal(prev, follower.conflictTerm(prev),
          follower.conflictIndex(prev));
      assertTrue(next >= 1, "never below 1");
      assertTrue(next <= prev, "always a step back");
    }
  }

  /** Up to five entries whose terms never fall. */
  private static String terms(Random random, int least, int most) {
    StringBuilder terms = new StringBuilder();
    int term = least;
    for (int i = random.nextInt(6); i > 0; i--) {
      term += random.nextInt(most - term + 1);
      terms.append(term);
    }
    return terms.toString();
  }

  // ---- Where a command is ------------------------------------------------

  @Test void aCommandIsFoundBehindAnIndexAndNearTheEnd() {
    Entry x = Entry.command(1, "x");
    Entry y = Entry.command(1, "y");
    Storage.Saved saved =
        new Storage.Saved(9, null, List.of(x, y, y, y));
    RaftLog log = new RaftLog(Configuration.UNKNOWN, new MemoryStorage(saved),
        saved);
    int three = (int) (3 * y.bytes());

    assertEquals(4, log.indexOf("y", 0, 4, three), "the last");
    assertEquals(1, log.indexOf("x", 0, 4, three));
    assertEquals(0, log.indexOf("x", 1, 4, three), "not behind 1");
    assertEquals(0, log.indexOf("x", 0, 4, three - 1), "too far from the end");
    assertEquals(2, log.indexOf("y", 0, 2, three), "not behind 2");
    assertEquals(0, log.indexOf("z", 0, 4, three));
  }

  // ---- Three zones: inside a snapshot, on its edge, in the log -----------

  /** Of 1122233, what a snapshot of 1..index leaves. */
  private static RaftLog discarded(int index) {
    RaftLog log = log("1122233");
    log.discardTo(index);
    return log;
  }

  @Tag("SN5")
  @ParameterizedTest(name = "discarded to {0}")
  @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7})
  void aSnapshotChangesNothingAboutTheEndOfTheLog(int index) {
    RaftLog log = discarded(index);

    assertEquals(7, log.lastIndex());
    assertEquals(3, log.lastTerm());
    assertEquals(7, log.durableIndex(0));
    assertTrue(log.isUpToDate(3, 7));
    assertFalse(log.isUpToDate(3, 6));
    assertEquals(7 - index, log.last(100).size());
  }

  @Tag("SN5")
  @Test void whatIsInsideASnapshotIsContainedWhateverItsTerm() {
    RaftLog log = discarded(5);

    assertTrue(log.contains(0, 0));
    assertTrue(log.contains(4, 2));
    assertTrue(log.contains(5, 2), "the edge");
    assertFalse(log.contains(5, 1));
    assertTrue(log.contains(6, 3));
    assertFalse(log.contains(6, 2));
    assertFalse(log.contains(8, 3));
  }

  @Tag("SN5")
  @Test void theTermOnTheEdgeIsKnownAndInsideItIsNot() {
    RaftLog log = discarded(5);

    assertEquals(2, log.termAt(5));
    assertEquals(3, log.termAt(6));
    assertThrows(AssertionError.class, () -> log.termAt(4));
    assertThrows(AssertionError.class, () -> log.entryAt(5));
  }

  @Tag("SN5")
  @Test void conflictsBeginAfterTheEdge() {
    RaftLog log = discarded(5);

    assertEquals(0, log.firstConflict(2, Logs.entries("1122233").subList(2, 7)));
    assertEquals(7, log.firstConflict(2, Logs.entries("1122234").subList(2, 7)));
    assertEquals(List.of(),
        log.missing(2, Logs.entries("1122233").subList(2, 7)));
    assertEquals(1,
        log.missing(2, Logs.entries("11222333").subList(2, 8)).size());
  }

  @Tag("SN5")
  @Test void hintsAndBackingUpStopAtTheEdge() {
    RaftLog log = discarded(4);

    assertEquals(5, log.conflictIndex(5), "2 is the term of 3..5");
    assertEquals(2, log.conflictTerm(5));
    assertEquals(3, log.nextIndexAfterRefusal(6, 1, 3), "inside: a snapshot");
    assertEquals(6, log.nextIndexAfterRefusal(6, 2, 5));
    assertEquals(2, log.nextIndexAfterRefusal(3, 1, 2), "discarded since");
  }

  @Tag("SN5")
  @Test void anEmptyLogAfterASnapshotEndsWithItsLastEntry() {
    RaftLog log = log("11");
    log.startAfter(new SnapshotMetadata(9, 3,
        new Configuration(List.of("n1"))));

    assertEquals(9, log.lastIndex());
    assertEquals(3, log.lastTerm());
    assertEquals(9, log.discardedTo());
    assertEquals(List.of(), log.last(100));
  }

  @Tag("MC7")
  @Test void theConfigurationsOfADiscardedLogGoWithIt() {
    Configuration two = new Configuration(List.of("n1", "n2"));
    Configuration one = new Configuration(List.of("n1"));
    RaftLog log = log("11");
    log.append(List.of(Entry.configuration(1, two), Entry.command(1, "a")));

    log.discardTo(4);
    assertEquals(two, log.configuration());
    assertEquals(4, log.configurationIndex());
    log.append(List.of(Entry.configuration(1, two)));
    log.startAfter(new SnapshotMetadata(9, 3, one));

    assertEquals(one, log.configuration());
    assertEquals(9, log.configurationIndex());
  }

  @Tag("SN5")
  @Test void whatIsDiscardedDoesNotChangeTheSizeOfWhatIsLeft() {
    RaftLog log = log("1122233");
    long before = log.bytesAfter(5);

    log.discardTo(3);

    assertEquals(before, log.bytesAfter(5));
    assertEquals(before, log.bytesBetween(5, 7));
  }

  @Tag("SN5")
  @Test void nothingIsDiscardedTwice() {
    RaftLog log = discarded(5);

    log.discardTo(3);
    log.discardTo(-1);

    assertEquals(5, log.discardedTo());
    assertEquals("33", Logs.terms(log.last(100)));
  }
}
