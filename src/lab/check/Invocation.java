package lab.check;

/**
 * An operation with its call and its return. Their moments say nothing but
 * which came before which.
 */
final class Invocation {
  private static final long NEVER = Long.MAX_VALUE;

  private final Operation operation;
  private final long begin;
  private final long event; // in which it began
  private long end = NEVER;
  private String answer;

  Invocation(Operation operation, long begin, long event) {
    this.operation = operation;
    this.begin = begin;
    this.event = event;
  }

  void returns(long moment, String answer) {
    end = moment;
    this.answer = answer;
  }

  Operation operation() {
    return operation;
  }

  long begin() {
    return begin;
  }

  long end() {
    return end;
  }

  /** Whether its outcome is unknown: it may take effect at any time. */
  boolean isOpen() {
    return end == NEVER;
  }

  /** Whether it may take effect on this, and be answered as it was. */
  boolean fits(Register register) {
    return isOpen() || register.fits(operation, answer);
  }

  @Override public String toString() {
    return operation + ", called at event " + event
        + (isOpen() ? ", never answered" : ", answered " + answer);
  }
}
