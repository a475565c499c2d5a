package raft.node;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells a person what went wrong and will not pass by itself. The same is told
 * once a minute: if memory is used up, that ends many connections, and a disk
 * that is full is full at each attempt. Thread-safe.
 */
final class Troubles {
  private static final long MINUTE = 60_000_000_000L; // in nanoseconds

  private final TracePrinter printer;

  // What was told within a minute, and when. Guarded by this object's monitor.
  private final Map<String, Long> told = new HashMap<>();

  Troubles(TracePrinter printer) {
    this.printer = printer;
  }

  /** Tells what ended the connection that the current thread serves. */
  void mention(Throwable trouble) {
    try {
      String text = trouble.toString();
      if (!isNew(text)) return;
      printer.notice(Thread.currentThread().getName() + " ended: " + text);
    } catch (OutOfMemoryError e) {
      // There is no memory even to say so.
    }
  }

  /**
   * Tells any other trouble.
   *
   * @param kind what makes two troubles the same, however they are worded
   */
  void tell(String kind, String text) {
    if (isNew(kind)) printer.notice(text);
  }

  private synchronized boolean isNew(String kind) {
    long now = System.nanoTime();
    told.values().removeIf(at -> now - at >= MINUTE);
    return told.putIfAbsent(kind, now) == null;
  }
}
