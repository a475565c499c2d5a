package raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is woken by a step, in a monitor that knows nothing of Raft. */
@Timeout(30)
class MonitorTest {

  /** Has news, or has none; and counts how often it was asked for them. */
  private static final class Newsroom extends Monitor {
    private boolean news;
    private int questions;

    @Override boolean endOfStep() {
      return news;
    }

    @Override List<Runnable> takeAnswers() {
      return List.of();
    }

    @Override void onClose(String why) {
      // Nobody was promised anything.
    }

    private Optional<String> question() {
      questions++;
      return news ? Optional.of("news") : Optional.empty();
    }

    void passesAStep() {
      step(() -> { });
    }

    void hasNews() {
      step(() -> news = true);
    }
  }

  @Test void asksOnceBeforeItWaitsAndOnceWhenThereIsNews() throws Exception {
    Newsroom room = new Newsroom();
    Thread reader = waits(room);

    room.hasNews();

    reader.join();
    assertEquals(2, room.questions);
  }

  // A notified thread is no longer WAITING when the step that woke it returns,
  // so there is nothing here that depends on who is quicker.
  @Test void aStepWithoutNewsDisturbsNobody() throws Exception {
    Newsroom room = new Newsroom();
    Thread reader = waits(room);

    for (int i = 0; i < 100; i++) {
      room.passesAStep();
      awaitWaiting(reader);
    }

    room.hasNews();
    reader.join();
    assertEquals(2, room.questions);
  }

  /** A thread that waits for news; returns when it does. */
  private static Thread waits(Newsroom room) {
    Thread reader = new Thread(() -> {
      try {
        room.await(room::question);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }, "reader");
    reader.setDaemon(true);
    reader.start();
    awaitWaiting(reader);
    return reader;
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      assertTrue(thread.isAlive(), "it waits no more");
      Thread.onSpinWait();
    }
  }
}
