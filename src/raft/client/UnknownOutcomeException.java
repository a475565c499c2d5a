package raft.client;

/**
 * A command was sent, and it is not known what became of it: it may have
 * happened, and it may yet happen, but never twice. If {@link
 * #isWorthRepeating}, the same command sent again, under the same client and
 * serial, tells. A new call is a new command: after it, both may have happened.
 */
public final class UnknownOutcomeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean worthRepeating;

  /** The outcome of a call that is worth repeating. */
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
