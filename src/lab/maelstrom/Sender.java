package lab.maelstrom;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The thread {@code n1 out}, the one writer of stdout: whole lines, one after
 * the other. Nobody waits for it, so a reader that stands still stops neither
 * the disk nor the clock. If too many lines wait, the next are dropped: this is
 * a network, and networks lose messages.
 */
final class Sender {
  private static final int MOST_WAITING = 10_000;
  private static final String END = "";

  private final Consumer<String> out;
  private final Consumer<String> complaints;
  private final BlockingQueue<String> waiting =
      new LinkedBlockingQueue<>(MOST_WAITING);

  // Whether the last line found no room, and that was said.
  private volatile boolean dropping;

  /** @param out writes a line; called by one thread only */
  Sender(Consumer<String> out, Consumer<String> complaints) {
    this.out = out;
    this.complaints = complaints;
  }

  /** Hands a letter over; it leaves soon, or is dropped. */
  void send(Letter letter) {
    boolean fits = waiting.offer(letter.toString());
    if (!fits && !dropping) {
      complaints.accept("nobody reads stdout: " + MOST_WAITING
          + " lines wait there, and now more are dropped");
    }
    dropping = !fits;
  }

  /** Until it is told to end. */
  void run() throws InterruptedException {
    String line = waiting.take();
    while (!line.equals(END)) {
      out.accept(line);
      line = waiting.take();
    }
  }

  /** Ends it when what waits has been written. */
  void end() {
    while (!waiting.offer(END)) waiting.poll();
  }
}
