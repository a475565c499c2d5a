package raft;

/**
 * A snapshot could not be written, read or taken over. The log and the node go
 * on without it; the caller may try again later. The message is for a
 * person: what, where, and what happens next.
 */
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SnapshotException(String message) {
    super(message);
  }

  public SnapshotException(String message, Throwable cause) {
    super(message, cause);
  }
}
