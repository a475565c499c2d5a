package raft.client;

/** When a call must be over, however many steps it takes. Immutable. */
final class Deadline {
  private final int millis;
  private final long end; // by System.nanoTime()

  private Deadline(int millis) {
    this.millis = millis;
    end = System.nanoTime() + millis * 1_000_000L;
  }

  /** One that begins now. */
  static Deadline in(int millis) {
    return new Deadline(millis);
  }

  /** How long it was when it began, in milliseconds. */
  int millis() {
    return millis;
  }

  /** What is left, in milliseconds; 0 or less when it is over. */
  int millisLeft() {
    return (int) ((end - System.nanoTime()) / 1_000_000);
  }

  boolean isOver() {
    return millisLeft() <= 0;
  }

  /** What is left, but at least 1: to a socket, 0 means for ever. */
  int patience() {
    return Math.max(1, millisLeft());
  }
}
