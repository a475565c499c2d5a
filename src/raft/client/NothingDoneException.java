package raft.client;

/**
 * In the time given no node took the command: none could be reached, none was a
 * leader, or its session had expired. Nothing happened, and nothing will. It
 * can be called again like a new one.
 */
public final class NothingDoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NothingDoneException(String message) {
    super(message);
  }
}
