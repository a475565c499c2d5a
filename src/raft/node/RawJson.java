package raft.node;

/**
 * A JSON value as text, passed through unread: a command on its way to the
 * state machine, an answer on its way back. In a frame it stands as it is,
 * never as an escaped string.
 */
public record RawJson(String text) {
  @Override public String toString() {
    return text;
  }
}
