package raft.client;

/**
 * Something was sent, and it is not known what became of it: it may have
 * happened, and it may yet happen, but never twice. The same under the same
 * client and serial, sent again, tells, if {@link #isWorthRepeating}. A new call
 * is a new command: after it, both may have happened.
 */
public final class UnknownOutcomeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean worthRepeating;

  /** One that is worth repeating. */
  public UnknownOutcomeException(String message) {
    this(message, true);
  }

  UnknownOutcomeException(String message, boolean worthRepeating) {
    super(message);
    this.worthRepeating = worthRepeating;
  }

  /**
   * Whether the same command, sent again under the same client and serial, can
   * tell what became of it. It is safe in any case.
   */
  public boolean isWorthRepeating() {
    return worthRepeating;
  }
}
