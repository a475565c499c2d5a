package raft.client;

/**
 * The command was sent, and nobody can say what became of it: it may have
 * happened, and it may yet happen. Sending it again under the same client id
 * and serial is safe, and tells.
 */
public final class UnknownOutcomeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownOutcomeException(String message) {
    super(message);
  }
}
