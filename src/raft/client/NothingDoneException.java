package raft.client;

/**
 * In the time given no node took the command: none could be reached, or none
 * was a leader. Nothing happened, and nothing will.
 */
public final class NothingDoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NothingDoneException(String message) {
    super(message);
  }
}
