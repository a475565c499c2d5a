package raft.json;

/**
 * A text is not JSON, or is not the JSON that was asked for. The message is for
 * the user: it says where, or names the field.
 */
public final class JsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  JsonException(String message) {
    super(message);
  }
}
