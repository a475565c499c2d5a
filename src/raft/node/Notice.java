package raft.node;

import java.util.Objects;

/**
 * From a peer, for the person who watches this node: printed, not answered.
 *
 * @param text whole sentences
 */
public record Notice(String text) {
  public Notice {
    Objects.requireNonNull(text, "text");
  }
}
