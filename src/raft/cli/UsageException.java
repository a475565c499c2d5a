package raft.cli;

/** The command line is wrong; the message says how, and what to write. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
