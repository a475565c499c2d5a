package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import raft.Role;
import raft.Trace;

/** A trace never makes a server wait, whatever the terminal does. */
final class TracePrinterTest {
  private static final Trace.Line LINE =
      new Trace.Line("n1", 5, Role.FOLLOWER, "votes for n3", "RV2");

  /** Shows what it gets, but no line before it may. */
  private static final class Screen implements TracePrinter.Screen {
    final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch stuck = new CountDownLatch(1);
    final CountDownLatch free;

    Screen(boolean blocked) {
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

    @Override public void change(Trace.Line line) {
      show(line.toString());
    }

    @Override public void message(String line) {
      show(line);
    }

    @Override public void notice(String line) {
      show("! " + line);
    }
  }

  @Test void printsInTheOrderOfTheChanges() {
    Screen screen = new Screen(false);
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.MESSAGES, screen)) {
      printer.line(LINE);
      printer.sent("n1", "n2", new Welcome("n1", 7));
      printer.came("n1", "n2", new Welcome("n2", 8));
      printer.failed("n1", "n2", new IOException("reset"));
      printer.notice("look");
    }

    assertEquals(List.of("n1 t5 follower | votes for n3 (RV2)",
        "n1 -> n2 {\"type\":\"Welcome\",\"node\":\"n1\",\"boot\":7}",
        "n1 <- n2 {\"type\":\"Welcome\",\"node\":\"n2\",\"boot\":8}",
        "n1 -> n2 failed: java.io.IOException: reset", "! look"),
        screen.shown);
  }

  @Test void atLevelChangesNoMessageIsShown() {
    Screen screen = new Screen(false);
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, screen)) {
      assertTrue(printer.isOn());
      printer.sent("n1", "n2", new Welcome("n1", 7));
      printer.failed("n1", "n2", new IOException("reset"));
      printer.line(LINE);
    }

    assertEquals(List.of(LINE.toString()), screen.shown);
  }

  @Test void atLevelOffOnlyNoticesAreShown() {
    Screen screen = new Screen(false);
    try (TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, screen)) {
      printer.level(TracePrinter.Level.OFF);
      assertFalse(printer.isOn());
      printer.sent("n1", "n2", new Welcome("n1", 7));
      printer.notice("look");
    }

    assertEquals(List.of("! look"), screen.shown);
  }

  @Test void aScreenThatStandsStillMakesNobodyWait() throws Exception {
    Screen screen = new Screen(true);
    TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, screen);
    printer.line(LINE);
    screen.stuck.await();

    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
      for (int i = 0; i < 100_000; i++) printer.line(LINE);
      printer.notice("look");
    });

    // What did not fit is counted, and a notice always fits.
    screen.free.countDown();
    assertTrue(Cluster.becomesTrue(() -> screen.shown.size() == 10_003));
    printer.close();
    assertEquals("! look", screen.shown.get(10_001));
    assertEquals("! ... 90000 lines not shown: too many at once",
        screen.shown.get(10_002));
  }

  @Test void closingGivesUpOnAScreenThatStandsStill() throws Exception {
    Screen screen = new Screen(true);
    TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, screen);
    printer.line(LINE);
    screen.stuck.await();

    assertTimeoutPreemptively(Duration.ofSeconds(5), printer::close);

    screen.free.countDown();
  }

  @Test void nothingIsKeptAfterTheEnd() {
    Screen screen = new Screen(false);
    TracePrinter printer = new TracePrinter("test",
        TracePrinter.Level.CHANGES, screen);

    printer.close();
    printer.line(LINE);
    printer.notice("look");
    printer.close();

    assertEquals(List.of(), screen.shown);
  }
}
