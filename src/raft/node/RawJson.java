package raft.node;

import java.util.Objects;

/**
 * A JSON value as text, passed on without being read: a command on its way to
 * the state machine, an answer on its way back. In a frame it stands as it is,
 * never as an escaped string.
 */
public record RawJson(String text) {
  public RawJson {
    Objects.requireNonNull(text, "text");
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
