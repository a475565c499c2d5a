package raft.node;

import java.util.Objects;
import raft.text.Text;

/**
 * A JSON value as text, passed on without being read: a command on its way to
 * the state machine, an answer on its way back. In a frame it stands as it is,
 * never as an escaped string.
 */
public record RawJson(String text) {
  public RawJson {
    Objects.requireNonNull(text, "text");
  }

  /**
   * Whatever the application thinks of a command: it must fit into a frame.
   *
   * @throws IllegalArgumentException says how long it is, and may be
   */
  public void checkSize(int maxFrame) {
    int most = maxFrame - 1000;
    if (3L * text.length() <= most) return; // UTF-8 has three bytes at most
    int bytes = Text.utf8Bytes(text);
    if (bytes <= most) return;
    throw new IllegalArgumentException("a command of " + bytes
        + " bytes is over the limit of " + most + " (max-frame less 1000)");
  }

  boolean isObject() {
    return text.startsWith("{");
  }

  /** How deep its objects and arrays stand within each other. */
  int depth() {
    int depth = 0;
    int deepest = 0;
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString && c == '\\') i++; // whatever follows does not end it
      else if (c == '"') inString = !inString;
      else if (inString) continue;
      else if (c == '{' || c == '[') deepest = Math.max(deepest, ++depth);
      else if (c == '}' || c == ']') depth--;
    }
    return deepest;
  }

  @Override public String toString() {
    return text;
  }
}
