package raft.client;

/**
 * The command is wrong as it stands: too long, no Unicode, not what the
 * application knows, or under a serial that had another command. Nothing
 * happened, and nothing will, however often it is sent.
 */
public final class RefusedCommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RefusedCommandException(String message) {
    super(message);
  }
}
