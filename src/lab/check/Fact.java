package lab.check;

/**
 * What is known, and since which event. It is put into words only
 * as part of a violation.
 */
record Fact(long event, String format, Object... args) {
  @Override public String toString() {
    return "event " + event + ": " + format.formatted(args);
  }
}
