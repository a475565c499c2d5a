package raft.cli;

/** The command line is wrong; the message says how, and what to write. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
