package raft;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages refuse to be built from nonsense, and never change. */
class MessagesTest {
  private static final long BEYOND = (1L << 60) + 1;

  private static Arguments row(String what, Executable attempt) {
    return Arguments.of(what, attempt);
  }

  private static AppendEntries appendEntries(long term, long prevLogIndex,
      long prevLogTerm, String terms, long leaderCommit) {
    return new AppendEntries("n2-n1-1", term, "n2", prevLogIndex, prevLogTerm,
        Logs.entries(terms), leaderCommit);
  }

  static Stream<Arguments> numbersOutOfRange() {
    return Stream.of(
        row("term 0", () -> new RequestVote("a", 0, "n2", 0, 0)),
        row("lastLogIndex -1", () -> new RequestVote("a", 1, "n2", -1, 0)),
        row("lastLogTerm -1", () -> new RequestVote("a", 1, "n2", 0, -1)),
        row("term 2", () -> new RequestVote("a", 2, "n2", 1, 3)),
        row("term 2", () -> new RequestPreVote("a", 2, "n2", 1, 3)),
        row("term 0", () -> new RequestVoteReply("a", 0, true)),
        row("term -1", () -> new RequestPreVote("a", -1, "n2", 0, 0)),
        row("lastLogIndex -1", () -> new RequestPreVote("a", 1, "n2", -1, 0)),
        row("lastLogTerm -1", () -> new RequestPreVote("a", 1, "n2", 0, -1)),
        row("term -1", () -> new RequestPreVoteReply("a", -1, true)),
        row("term 0", () -> appendEntries(0, 0, 0, "", 0)),
        row("prevLogIndex -1", () -> appendEntries(1, -1, 0, "", 0)),
        row("prevLogTerm -1", () -> appendEntries(1, 0, -1, "", 0)),
        row("leaderCommit -1", () -> appendEntries(1, 0, 0, "", -1)),
        row("term of an entry 1", () -> appendEntries(4, 1, 2, "1", 0)),
        row("term of an entry 1", () -> appendEntries(4, 0, 0, "21", 0)),
        row("term 4", () -> appendEntries(4, 0, 0, "5", 0)),
        row("term 4", () -> appendEntries(4, 1, 5, "", 0)),
        row("term 0", () -> new AppendEntriesReply("a", 0, true, 0, 0)),
        row("conflictTerm -1",
            () -> new AppendEntriesReply("a", 1, false, -1, 0)),
        row("conflictIndex -1",
            () -> new AppendEntriesReply("a", 1, false, 0, -1)),
        row("conflictTerm must be 0, not 2",
            () -> new AppendEntriesReply("a", 3, true, 2, 0)),
        row("conflictIndex must be 0, not 2",
            () -> new AppendEntriesReply("a", 3, true, 0, 2)),
        row("readIndex must be 0, not 2",
            () -> new RequestReadIndexReply("a", 3, false, 2)),
        row("term 0", () -> Entry.command(0, "x")),
        row("term 1152921504606846977", () -> Entry.command(BEYOND, "x")),
        row("term 1152921504606846977",
            () -> new RequestVoteReply("a", BEYOND, true)),
        row("lastLogIndex 1152921504606846977",
            () -> new RequestVote("a", 1, "n2", BEYOND, 0)),
        row("lastLogTerm 1152921504606846977",
            () -> new RequestVote("a", 1, "n2", 0, BEYOND)),
        row("prevLogIndex 1152921504606846977",
            () -> appendEntries(1, BEYOND, 0, "", 0)),
        row("leaderCommit 9223372036854775807",
            () -> appendEntries(1, 0, 0, "", Long.MAX_VALUE)),
        row("conflictTerm 9223372036854775807",
            () -> new AppendEntriesReply("a", 1, false, Long.MAX_VALUE, 0)),
        row("conflictIndex 9223372036854775807",
            () -> new AppendEntriesReply("a", 1, false, 0, Long.MAX_VALUE)),
        row("a no-op", () -> new Entry(1, Entry.Kind.NO_OP, Command.unread("x"))),
        row("heartbeatTicks 0", () -> new Settings(0, 9, 9, 1, 1, true)),
        row("electionTicksMin 2", () -> new Settings(3, 2, 9, 1, 1, true)),
        row("electionTicksMax 8", () -> new Settings(3, 9, 8, 1, 1, true)),
        row("batchEntries 0", () -> new Settings(3, 9, 9, 0, 1, true)),
        row("batchBytes 0", () -> new Settings(3, 9, 9, 1, 0, true)),
        row("applyEntries 0", () -> new Settings(3, 9, 9, 1, 1, true, 0, 1,
            Settings.Snapshotting.OFF)),
        row("uncommittedBytes 0", () -> new Settings(3, 9, 9, 1, 1, true, 1, 0,
            Settings.Snapshotting.OFF)),
        row("entries -1", () -> new Settings.Snapshotting(-1, 0, 0, 0, 4)),
        row("bytes -1", () -> new Settings.Snapshotting(0, -1, 0, 0, 4)),
        row("keptEntries -1", () -> new Settings.Snapshotting(0, 0, -1, 0, 4)),
        row("keptBytes -1", () -> new Settings.Snapshotting(0, 0, 0, -1, 4)),
        row("chunkBytes 3", () -> new Settings.Snapshotting(0, 0, 0, 0, 3)),
        row("lastIncludedIndex 0", () -> chunk(0, 1, 0)),
        row("lastIncludedTerm 0", () -> chunk(1, 0, 0)),
        row("offset -1", () -> chunk(1, 1, -1)),
        row("received -1",
            () -> new InstallSnapshotReply("a", 1, false, -1)));
  }

  private static InstallSnapshot chunk(long index, long term, long offset) {
    return new InstallSnapshot("a", 1, "n2", index, term, offset, "", true);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("numbersOutOfRange")
  void aNumberOutOfRangeIsRefusedByName(String what, Executable attempt) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, attempt);

    assertTrue(refusal.getMessage().startsWith(what), refusal.getMessage());
  }

  static Stream<Arguments> whatIsMissing() {
    List<Entry> none = List.of();
    return Stream.of(
        row("id", () -> new RequestVote(null, 1, "n2", 0, 0)),
        row("candidateId", () -> new RequestVote("a", 1, null, 0, 0)),
        row("id", () -> new RequestVoteReply(null, 1, true)),
        row("id", () -> new RequestPreVote(null, 1, "n2", 0, 0)),
        row("candidateId", () -> new RequestPreVote("a", 1, null, 0, 0)),
        row("id", () -> new RequestPreVoteReply(null, 1, true)),
        row("id", () -> new AppendEntries(null, 1, "n2", 0, 0, none, 0)),
        row("leaderId", () -> new AppendEntries("a", 1, null, 0, 0, none, 0)),
        row("id", () -> new AppendEntriesReply(null, 1, true, 0, 0)),
        row("kind", () -> new Entry(1, null, Command.unread("x"))),
        row("command", () -> new Entry(1, Entry.Kind.COMMAND, null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatIsMissing")
  void aFieldThatIsMissingIsRefusedByName(String field, Executable attempt) {
    NullPointerException refusal =
        assertThrows(NullPointerException.class, attempt);

    assertEquals(field, refusal.getMessage());
  }

  @Test void entriesThatAreMissingAreRefused() {
    assertThrows(NullPointerException.class,
        () -> new AppendEntries("a", 1, "n2", 0, 0, null, 0));
  }

  @Test void numbersStay64Bit() {
    long large = 1L << 53;

    AppendEntries message = assertDoesNotThrow(() -> new AppendEntries("a",
        large + 1, "n2", large + 3, large - 1, List.of(), large + 5));

    assertEquals(9_007_199_254_740_993L, message.term());
    assertEquals(9_007_199_254_740_995L, message.lastNewIndex());
  }

  @Test void aMessageDoesNotChangeWithTheListItWasMadeFrom() {
    List<Entry> entries = new ArrayList<>(Logs.entries("11"));
    AppendEntries message =
        new AppendEntries("a", 1, "n2", 0, 0, entries, 0);

    entries.clear();

    assertEquals(2, message.entries().size());
    assertThrows(UnsupportedOperationException.class,
        () -> message.entries().clear());
  }

  @Test void aRequestSaysWhoAsks() {
    Peer n2 = Peer.peer("n2");

    assertEquals("n2", n2.asksForVote().from());
    assertEquals("n2", n2.heartbeat().from());
  }

  @Test void eachRequestBearsAReadableIdOfItsOwn() {
    Bench n1 = Given.server("n1").leads(4);

    String first = n1.sends("n2").id();
    n1.ticks(Given.HEARTBEAT);
    String second = n1.sends("n2").id();

    assertTrue(first.matches("n1-n2-\\d+"), first);
    assertTrue(second.matches("n1-n2-\\d+"), second);
    assertTrue(!first.equals(second), "both are " + first);
  }

  @Test void aTraceLineReadsAsTheNotesWriteIt() {
    TraceLine line = new TraceLine("n2", 5, Role.FOLLOWER, "votes for n3",
        "RV2");

    assertEquals("n2 t5 follower | votes for n3 (RV2)", line.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\u00e5", "\u20ac", "\ud83d\ude00", "a\u00e5\u20ac"})
  void anEntryHasTheBytesOfItsTextAndAFew(String text) {
    long bytes = Entry.command(1, text).bytes();

    assertEquals(text.getBytes(StandardCharsets.UTF_8).length + 64, bytes);
  }
}
