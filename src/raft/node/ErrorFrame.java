package raft.node;

import java.util.Objects;

/**
 * The last frame before a connection is closed because of what came on it. It
 * says that the frame before it was not obeyed: nothing came of that.
 */
public record ErrorFrame(String why) {
  public ErrorFrame {
    Objects.requireNonNull(why, "why");
  }
}
