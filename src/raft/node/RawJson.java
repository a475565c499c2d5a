package raft.node;

import java.util.Objects;

/**
 * A JSON value as text, passed through unread: a command on its way to the
 * state machine, an answer on its way back. In a frame it stands as it is,
 * never as an escaped string.
 */
public record RawJson(String text) {
  public RawJson {
    Objects.requireNonNull(text, "text");
  }

  boolean isObject() {
    return text.startsWith("{");
  }

  @Override public String toString() {
    return text;
  }
}
