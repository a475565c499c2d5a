package raft.node;

import java.io.IOException;

/**
 * What came over a connection is not what was agreed: too long, not JSON, a
 * field missing, an unexpected type. The connection is of no more use; nothing
 * else is harmed.
 */
public final class FrameException extends IOException {
  private static final long serialVersionUID = 1;

  public FrameException(String message) {
    super(message);
  }
}
