package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import raft.RequestVote;
import raft.Role;
import raft.Trace;
import raft.TraceLine;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ErrorFrame;
import raft.node.Frame.Welcome;

/** A trace never makes a server wait, whatever the terminal does. */
final class TracePrinterTest {
  private static final TraceLine LINE =
      new TraceLine("n1", 5, Role.FOLLOWER, "votes for n3", "RV2");

  /** Shows what it gets, but no line before it may. */
  private static final class BlockableOutput implements TracePrinter.Output {
    final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch stuck = new CountDownLatch(1);
    final CountDownLatch free;

    BlockableOutput(boolean blocked) {
      free = new CountDownLatch(blocked ? 1 : 0);
    }

    private void show(String line) {
      stuck.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      shown.add(line);
    }

    @Override public void change(Instant when, TraceLine line) {
      show(line.toString());
    }

    @Override public void message(Instant when, String line) {
      show(line);
    }

    @Override public void notice(Instant when, String line) {
      show("! " + line);
    }
  }

  @Test void printsInTheOrderOfTheChanges() {
    BlockableOutput output = new BlockableOutput(false);
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.MESSAGES, output)) {
      printer.line(LINE);
      printer.sends("n1", "n2", new Welcome("n1", 7));
      printer.came("n1", "n2", new Welcome("n2", 8));
      printer.failed("n1", "n2", new IOException("reset"));
      printer.notice("look");
    }

    assertEquals(List.of("n1 t5 follower | votes for n3 (RV2)",
        "n1 -> n2 {\"type\":\"Welcome\",\"node\":\"n1\",\"boot\":7}",
        "n1 <- n2 {\"type\":\"Welcome\",\"node\":\"n2\",\"boot\":8}",
        "n1 -> n2 failed: java.io.IOException: reset", "! look"),
        output.shown);
  }

  @Test void atLevelChangesNoMessageIsShown() {
    BlockableOutput output = new BlockableOutput(false);
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, output)) {
      assertTrue(printer.isOn());
      printer.sends("n1", "n2", new Welcome("n1", 7));
      printer.failed("n1", "n2", new IOException("reset"));
      printer.line(LINE);
    }

    assertEquals(List.of(LINE.toString()), output.shown);
  }

  private static List<String> shown(TracePrinter.Level level, Record frame) {
    BlockableOutput output = new BlockableOutput(false);
    try (TracePrinter printer = new TracePrinter("test", level, output)) {
      printer.sends("n1", "n2", frame);
    }
    return output.shown;
  }

  @Test void atLevelMessagesAMessageIsInWordsAndAtLevelJsonItIsItself() {
    RequestVote request = new RequestVote("n1-n2-3", 5, "n1", 7, 4);

    assertEquals(List.of("n1 -> n2 RequestVote t5, log ends with 7/4 #3"),
        shown(TracePrinter.Level.MESSAGES, request));
    assertEquals(List.of("n1 -> n2 " + Codec.encode(request)),
        shown(TracePrinter.Level.JSON, request));
  }

  @Test void aMessageFitsIntoItsLineWhateverItSays() {
    ErrorFrame error = new ErrorFrame("x".repeat(1000));

    String line = shown(TracePrinter.Level.MESSAGES, error).get(0);

    assertEquals("n1 -> n2 ErrorFrame " + "x".repeat(57) + "...", line);
  }

  @Test void aLineBearsTheTimeAtWhichItCame() {
    List<Instant> times = new ArrayList<>();
    TracePrinter.Output output = new TracePrinter.Output() {
      @Override public void change(Instant when, TraceLine line) {
        times.add(when);
      }

      @Override public void message(Instant when, String line) {
        times.add(when);
      }

      @Override public void notice(Instant when, String line) {
        times.add(when);
      }
    };
    AtomicLong second = new AtomicLong();
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.MESSAGES, output,
        () -> Instant.ofEpochSecond(second.incrementAndGet()))) {
      printer.line(LINE);
      printer.sends("n1", "n2", new Welcome("n1", 7));
      printer.notice("look");
    }

    assertEquals(List.of(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2),
        Instant.ofEpochSecond(3)), times);
  }

  @Test void atLevelOffOnlyNoticesAreShown() {
    BlockableOutput output = new BlockableOutput(false);
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, output)) {
      printer.level(TracePrinter.Level.OFF);
      assertFalse(printer.isOn());
      printer.sends("n1", "n2", new Welcome("n1", 7));
      printer.notice("look");
    }

    assertEquals(List.of("! look"), output.shown);
  }

  @Test void aScreenThatStandsStillMakesNobodyWait() throws Exception {
    BlockableOutput output = new BlockableOutput(true);
    TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, output);
    printer.line(LINE);
    output.stuck.await();

    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
      for (int i = 0; i < 100_000; i++) printer.line(LINE);
      printer.notice("look");
    });

    // What did not fit is counted, and a notice always fits.
    output.free.countDown();
    assertTrue(Cluster.becomesTrue(() -> output.shown.size() == 10_003));
    printer.close();
    assertEquals("! look", output.shown.get(10_001));
    assertEquals("! ... 90000 lines not shown: too many at once",
        output.shown.get(10_002));
  }

  private static Record megabyte() {
    return new ClientReply("r", ClientReply.APPLIED,
        new RawJson("\"" + "x".repeat(1 << 20) + "\""), null, null);
  }

  @ParameterizedTest
  @EnumSource(value = TracePrinter.Level.class, names = {"MESSAGES", "JSON"})
  void ofLargeFramesThatWaitOnlySomeMegabytesAreKept(TracePrinter.Level level)
      throws Exception {
    BlockableOutput output = new BlockableOutput(true);
    TracePrinter printer = new TracePrinter("test", level, output);
    printer.line(LINE);
    output.stuck.await();

    for (int i = 0; i < 100; i++) printer.sends("n1", "n2", megabyte());
    printer.line(LINE);
    printer.notice("look");

    // The first line stuck; after it four megabytes, no change, the notice.
    output.free.countDown();
    assertTrue(Cluster.becomesTrue(() -> output.shown.size() == 7));
    assertEquals("! look", output.shown.get(5));
    assertEquals("! ... 97 lines not shown: too many at once",
        output.shown.get(6));
    printer.sends("n1", "n2", megabyte());
    printer.close();
    assertTrue(output.shown.get(7).startsWith("n1 -> n2 "),
        "there is room again");
  }

  @Test void closingGivesUpOnAnOutputThatStandsStill() throws Exception {
    BlockableOutput output = new BlockableOutput(true);
    TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, output);
    printer.line(LINE);
    output.stuck.await();

    assertTimeoutPreemptively(Duration.ofSeconds(5), printer::close);

    output.free.countDown();
  }

  @Test void nothingIsKeptAfterTheEnd() {
    BlockableOutput output = new BlockableOutput(false);
    TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, output);

    printer.close();
    printer.line(LINE);
    printer.notice("look");
    printer.close();

    assertEquals(List.of(), output.shown);
  }

  // ---- more than a person can read ---------------------------------------

  private static void changes(TracePrinter printer, String verb, String rule,
      long from, long to) {
    for (long i = from; i <= to; i++) {
      printer.range("n1", 5, Role.LEADER, rule,
          new Trace.Range(verb, i, i, "put k" + i));
    }
  }

  /** Shown at level CHANGES, while the clock stands still. */
  private static List<String> shownInOneInstant(Consumer<TracePrinter> traced) {
    BlockableOutput output = new BlockableOutput(false);
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, output, () -> Instant.EPOCH)) {
      traced.accept(printer);
    }
    return output.shown;
  }

  @Test void whatComesAsFastAsAPersonReadsIsShownOneByOne() {
    List<String> shown = shownInOneInstant(printer ->
        changes(printer, "appends", "L2", 1, 40));

    assertEquals(40, shown.size());
    assertEquals("n1 t5 leader   | appends 40..40: put k40 (L2)", shown.get(39));
  }

  @Test void whatComesFasterIsSummedUp() {
    List<String> shown = shownInOneInstant(printer -> {
      changes(printer, "appends", "L2", 1, 40);
      for (long i = 41; i <= 1041; i++) {
        changes(printer, "appends", "L2", i, i);
        changes(printer, "commits", "L4", i, i);
      }
    });

    assertEquals(List.of("n1 t5 leader   | appends 41..1041 (L2)",
        "n1 t5 leader   | commits 41..1041 (L4)",
        "... 2,000 more lines in this second"), shown.subList(40, 43));
    assertEquals(43, shown.size());
  }

  @Test void aSumNamesOnlyWhatContinuesWithoutAGap() {
    List<String> shown = shownInOneInstant(printer -> {
      changes(printer, "appends", "AE4", 1, 50);
      changes(printer, "appends", "AE4", 48, 52);
    });

    assertEquals(List.of("n1 t5 leader   | appends 41..50 (AE4)",
        "n1 t5 leader   | appends 48..52 (AE4)",
        "... 13 more lines in this second"), shown.subList(40, 43));
  }

  @Test void anElectionIsAlwaysShownAndWhereItBelongs() {
    List<String> shown = shownInOneInstant(printer -> {
      changes(printer, "appends", "L2", 1, 45);
      printer.line(LINE);
      changes(printer, "appends", "L2", 46, 50);
    });

    assertEquals(List.of("n1 t5 leader   | appends 41..45 (L2)",
        LINE.toString(), "n1 t5 leader   | appends 46..50 (L2)",
        "... 8 more lines in this second"), shown.subList(40, 44));
  }

  @Test void whatIsNotShownIsNotPutIntoWords() {
    Object words = new Object() {
      @Override public String toString() {
        throw new AssertionError("put into words");
      }
    };

    List<String> shown = shownInOneInstant(printer -> {
      changes(printer, "appends", "L2", 1, 40);
      printer.range("n1", 5, Role.LEADER, "L2",
          new Trace.Range("appends", 41, 41, words));
    });

    assertEquals("n1 t5 leader   | appends 41..41 (L2)", shown.get(40));
  }

  @Test void theNextSecondCanBeReadAgainAndTheSumsOfTheLastAreShown()
      throws Exception {
    BlockableOutput output = new BlockableOutput(false);
    AtomicLong second = new AtomicLong();
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, output,
        () -> Instant.ofEpochSecond(second.get()))) {
      changes(printer, "appends", "L2", 1, 50);
      second.set(1);
      // The printing thread finds out that the second is over.
      while (output.shown.size() < 42) Thread.onSpinWait();
      changes(printer, "appends", "L2", 51, 52);
    }

    assertEquals(List.of("n1 t5 leader   | appends 41..50 (L2)",
        "... 9 more lines in this second",
        "n1 t5 leader   | appends 51..51: put k51 (L2)",
        "n1 t5 leader   | appends 52..52: put k52 (L2)"),
        output.shown.subList(40, 44));
  }

  @Test void sumsAreBoundedToo() throws Exception {
    BlockableOutput output = new BlockableOutput(true);
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, output, () -> Instant.EPOCH)) {
      printer.line(LINE);
      output.stuck.await();
      changes(printer, "appends", "L2", 1, 40);

      // None continues the one before it, so each is a sum of its own.
      for (int i = 0; i < 20_000; i++) {
        changes(printer, "appends", "L2", 1, 1);
      }
      output.free.countDown();
    }

    // The line that stuck, ten thousand behind it, how many are missing, and
    // perhaps the last sum, which came when there was room again.
    List<String> shown = List.copyOf(output.shown); // its thread may go on
    assertTrue(shown.size() <= 10_003, () -> "" + shown.size());
    assertTrue(shown.stream().anyMatch(line ->
        line.contains("lines not shown: too many at once")));
  }

  @Test void aClockThatIsSetBackHidesNothing() {
    BlockableOutput output = new BlockableOutput(false);
    AtomicLong second = new AtomicLong(1_000_000);
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, output,
        () -> Instant.ofEpochSecond(second.get()))) {
      changes(printer, "appends", "L2", 1, 50);
      second.set(0);
      changes(printer, "appends", "L2", 51, 51);
    }

    assertEquals("n1 t5 leader   | appends 51..51: put k51 (L2)",
        output.shown.get(42));
  }
}
