package lab.maelstrom;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The thread {@code maelstrom out}, the one writer of stdout: whole lines, one
 * after the other. No thread waits for it, so a reader that stands still stops
 * neither the disk nor the clock. If too many lines wait, the next are dropped:
 * this is a network, and networks lose messages.
 */
final class Sender {
  private static final int MOST_WAITING = 10_000;
  private static final String END = "";

  private final Consumer<String> out;
  private final Consumer<String> complaints;
  private final BlockingQueue<String> waiting =
      new LinkedBlockingQueue<>(MOST_WAITING);

  // Whether the last line was dropped, and that was reported.
  private volatile boolean dropping;

  /** @param out writes a line; called by one thread only */
  Sender(Consumer<String> out, Consumer<String> complaints) {
    this.out = out;
    this.complaints = complaints;
  }

  /** Sends a message soon, or drops it. */
  void send(MaelstromMessage message) {
    boolean fits = waiting.offer(message.toString());
    if (!fits && !dropping) {
      complaints.accept("stdout is not read: " + MOST_WAITING
          + " lines wait there, and now more are dropped");
    }
    dropping = !fits;
  }

  /** Until {@link #end}. */
  void run() throws InterruptedException {
    String line = waiting.take();
    while (!line.equals(END)) {
      out.accept(line);
      line = waiting.take();
    }
  }

  /** Ends it after the lines that wait. */
  void end() {
    while (!waiting.offer(END)) waiting.poll();
  }
}
