package raft.node;

import java.util.Objects;

/** The last frame before a connection is closed because of what came on it. */
public record ErrorFrame(String why) {
  public ErrorFrame {
    Objects.requireNonNull(why, "why");
  }
}
