package raft.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Who waits for which fault, and is let go by what. */
final class FaultsTest {
  private static final int FOREVER = 3_600_000;

  private final Faults faults = new Faults();

  private interface BlockedCall {
    void run() throws InterruptedException;
  }

  private static CompletableFuture<Void> inTheBackground(BlockedCall waiting) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread = new Thread(() -> {
      try {
        waiting.run();
        done.complete(null);
      } catch (InterruptedException e) {
        done.completeExceptionally(e);
      }
    }, "waiting");
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private static boolean ends(CompletableFuture<Void> waiting, int millis) {
    try {
      waiting.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static void isLetGoBy(Runnable change, BlockedCall waiting) {
    CompletableFuture<Void> waits = inTheBackground(waiting);
    assertFalse(ends(waits, 50), "it did not wait");

    change.run();

    assertTrue(ends(waits, 5000), "it was not let go");
  }

  private static void doesNotWait(BlockedCall passing) {
    assertTimeoutPreemptively(Duration.ofSeconds(5), passing::run);
  }

  @Test void withoutFaultsNobodyWaits() {
    doesNotWait(() -> {
      faults.pass();
      faults.delay();
      faults.awaitInVain("n2", FOREVER);
    });
  }

  @Test void aPauseHoldsUntilItIsResumed() {
    faults.pause();

    assertTrue(faults.isPaused());
    isLetGoBy(faults::resume, faults::pass);
    assertFalse(faults.isPaused());
  }

  @Test void whileThereIsAPauseNothingIsSentEither() {
    faults.pause();

    isLetGoBy(faults::resume, faults::delay);
  }

  @Test void aPauseOutlastsAHeal() {
    faults.pause();

    isLetGoBy(() -> {
      faults.heal();
      assertTrue(faults.isPaused());
      faults.resume();
    }, faults::pass);
  }

  @Test void whoeverIsCutOffWaitsUntilItHeals() {
    faults.cut("n2");

    assertTrue(faults.isCut("n2"));
    assertFalse(faults.isCut("n3"));
    isLetGoBy(() -> faults.heal("n2"), () -> faults.awaitInVain("n2", FOREVER));
    assertFalse(faults.isCut("n2"));
  }

  @Test void healingOneCutLeavesTheOthers() {
    faults.cut("n2");
    faults.cut("n3");

    faults.heal("n2");

    assertTrue(faults.isCut("n3"));
  }

  @Test void whoeverIsCutOffGivesUpInTime() {
    faults.cut("n2");

    doesNotWait(() -> faults.awaitInVain("n2", 10));
  }

  @Test void somebodyElsesCutHoldsNobody() {
    faults.cut("n3");

    doesNotWait(() -> faults.awaitInVain("n2", FOREVER));
  }

  @Test void aDelayLastsAsLongAsOrdered() throws Exception {
    faults.slow(100);
    long begin = System.nanoTime();

    faults.delay();

    long millis = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(millis >= 100, millis + " ms");
  }

  @Test void aDelayEndsWhenItHeals() {
    faults.slow(FOREVER);

    isLetGoBy(faults::heal, faults::delay);
  }

  @Test void closingLetsEverybodyGoAndHoldsNobodyAfterwards() {
    faults.pause();
    faults.slow(FOREVER);
    faults.cut("n2");

    isLetGoBy(faults::close, () -> {
      faults.pass();
      faults.delay();
      faults.awaitInVain("n2", FOREVER);
    });
    doesNotWait(faults::pass);
  }
}
