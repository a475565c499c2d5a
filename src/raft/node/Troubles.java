package raft.node;

/**
 * Tells a person why a connection ended that should not have. The same reason
 * is told once a minute: if memory is used up, that ends many connections.
 * Thread-safe.
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

  /** This ends the connection that the current thread serves. */
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
