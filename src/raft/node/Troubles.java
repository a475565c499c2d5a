package raft.node;

/**
 * Tells a person why connections ended that should not have, but the same
 * trouble not again for a minute: when there is no memory, there is none for
 * many. Thread-safe.
 */
final class Troubles {
  private static final long MINUTE = 60_000_000_000L; // in nanoseconds

  private final TracePrinter printer;

  // What was told, and when. Guarded by this object's monitor.
  private String last;
  private long lastAt;

  Troubles(TracePrinter printer) {
    this.printer = printer;
  }

  /** The connection that the current thread serves ends of this. */
  void mention(Throwable trouble) {
    try {
      String text = trouble.toString();
      if (isNew(text)) {
        printer.notice(Thread.currentThread().getName() + " ended: " + text);
      }
    } catch (OutOfMemoryError e) {
      // There is no memory even to say so.
    }
  }

  private synchronized boolean isNew(String text) {
    long now = System.nanoTime();
    if (text.equals(last) && now - lastAt < MINUTE) return false;
    last = text;
    lastAt = now;
    return true;
  }
}
