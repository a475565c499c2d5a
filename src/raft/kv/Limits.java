package raft.kv;

import raft.json.Fields;
import raft.text.Text;

/**
 * What one node lets into the log of a {@link KeyValueStore}. A setting, so it
 * may differ between nodes, and so only {@code read} asks it.
 *
 * @param keyBytes   most bytes of a key in UTF-8, 1 to {@link #MAX_BYTES}
 * @param valueBytes most bytes of a value in UTF-8, 1 to {@link #MAX_BYTES}
 */
public record Limits(int keyBytes, int valueBytes) {

  /**
   * No key and no value is ever longer. A constant and no setting: {@code
   * apply} asks it, and there all servers must agree.
   */
  public static final int MAX_BYTES = 1 << 20;

  /** The greatest limits that there are, the same on all servers. */
  static final Limits GREATEST = new Limits(MAX_BYTES, MAX_BYTES);

  /** @throws IllegalArgumentException if one is out of range */
  public Limits {
    check("keyBytes", keyBytes);
    check("valueBytes", valueBytes);
  }

  private static void check(String name, int bytes) {
    if (bytes >= 1 && bytes <= MAX_BYTES) return;
    throw new IllegalArgumentException(
        name + " must be 1 to " + MAX_BYTES + ", not " + bytes);
  }

  String key(Fields fields, String name) {
    return atMost(keyBytes, fields, name);
  }

  String value(Fields fields, String name) {
    return atMost(valueBytes, fields, name);
  }

  private static String atMost(int most, Fields fields, String name) {
    String text = fields.text(name);
    int bytes = Text.utf8Bytes(text);
    if (bytes <= most) return text;
    throw new IllegalArgumentException(name + " has " + bytes
        + " bytes in UTF-8, over the limit of " + most);
  }
}
