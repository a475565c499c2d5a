package raft.node;

import java.util.Objects;

/** The answer to a {@link Hello}: come in; this is run {@code boot} of me. */
public record Welcome(String node, long boot) {
  public Welcome {
    Objects.requireNonNull(node, "node");
  }
}
