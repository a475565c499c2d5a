package lab.check;

/**
 * What is known, and since which event. It is put into words only when somebody
 * wants to read it, which is almost never.
 */
record Fact(long event, String format, Object... args) {
  @Override public String toString() {
    return "event " + event + ": " + format.formatted(args);
  }
}
