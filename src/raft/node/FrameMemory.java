package raft.node;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What the large frames of all clients may take together while they are read
 * and executed, and what their large replies may take while they are sent, in
 * bytes. A frame is several times as large in between (its bytes, its text, its
 * tree, the command), so this is a sixteenth of the heap, but always enough for
 * one frame. A thread that finds it used up waits its turn, and not for ever.
 *
 * <p>Peers are not counted: the hello lets in those of the configuration only,
 * one connection each, with one frame at a time. A stranger's first frame is
 * small. What is not counted either, and grows with the number of clients, is
 * the answer that a client's thread holds while it waits here: max-connections
 * times max-value at worst. If the heap is too small for that, the node ends
 * with its status.
 *
 * <p>Thread-safe.
 */
final class FrameMemory {
  private static final int SHARE = 16; // of the heap

  private final Semaphore free; // in bytes; fair, so a large one gets its turn

  FrameMemory(int maxFrame) {
    long share = Runtime.getRuntime().maxMemory() / SHARE;
    long bytes = Math.max(maxFrame, Math.min(share, Integer.MAX_VALUE));
    free = new Semaphore((int) bytes, true);
  }

  /** Returns false if there is none within this time. */
  boolean take(int bytes, int millis) throws InterruptedIOException {
    try {
      return free.tryAcquire(bytes, millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for memory");
    }
  }

  void release(int bytes) {
    free.release(bytes);
  }
}
