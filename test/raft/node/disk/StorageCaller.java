package raft.node.disk;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Somebody who calls the storage on a thread of their own. */
final class StorageCaller {
  private final FutureTask<Void> task;
  private final Thread thread;

  private StorageCaller(Runnable body) {
    task = new FutureTask<>(body, null);
    thread = new Thread(task, "caller");
    thread.setDaemon(true);
    thread.start();
  }

  static StorageCaller calls(Runnable body) {
    return new StorageCaller(body);
  }

  /** Until the call waits for something, or is over. */
  StorageCaller awaitWaiting() {
    while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return this;
  }

  /** Waits for the call to return. */
  void returns() {
    Throwable thrown = thrown();
    if (thrown != null) throw new AssertionError(thrown);
  }

  /** What the call threw, or null. */
  Throwable thrown() {
    try {
      task.get(20, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the call does not return", e);
    }
  }
}
