package raft;

/** This server was closed or stopped itself, and does nothing any more. */
public final class ServerClosedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ServerClosedException(String message) {
    super(message);
  }
}
