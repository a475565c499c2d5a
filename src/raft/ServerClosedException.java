package raft;

/** This server was closed, or stopped itself; nothing more comes of it. */
public final class ServerClosedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ServerClosedException(String message) {
    super(message);
  }
}
