package raft.node.disk;

import java.io.IOException;
import java.nio.file.Path;
import raft.text.Reason;

/**
 * A node must not start from this data directory. The message is for the
 * person who tried: what is wrong, where, and what to do.
 */
public final class DataDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What to do when something is gone that must not be forgotten. */
  static final String STAY_DOWN = "Keep this node stopped: the others go on as"
      + " long as they are a majority. Do not edit or delete the file, and put"
      + " no older copy in its place: that would forget what this server has"
      + " promised since. 'raft log DIR' shows what can still be read.";

  DataDirectoryException(String message) {
    super(message);
  }

  DataDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }

  static DataDirectoryException unreadable(Path directory, IOException cause) {
    return new DataDirectoryException("cannot use the data directory "
        + directory + ": " + Reason.of(cause) + ". Does it belong to you, and"
        + " is there room on the disk?", cause);
  }
}
