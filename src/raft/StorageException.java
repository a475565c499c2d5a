package raft;

/**
 * What was appended cannot become durable any more: the disk failed or the
 * storage was closed. Nothing that depends on it may be said to anybody.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
