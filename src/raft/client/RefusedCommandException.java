package raft.client;

/** The command is wrong as it stands; nothing happened, and nothing will. */
public final class RefusedCommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RefusedCommandException(String message) {
    super(message);
  }
}
