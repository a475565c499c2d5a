package raft.kv;

import com.google.gson.JsonPrimitive;

/** What a Java string does not say about itself. */
final class Text {
  private static final int SHORT = 60;

  private Text() {}

  /** How many bytes this is in UTF-8, without making them. */
  static int utf8Bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) bytes += utf8Bytes(text.charAt(i));
    return bytes;
  }

  private static int utf8Bytes(char c) {
    if (c < 0x80) return 1;
    if (c < 0x800) return 2;
    return Character.isSurrogate(c) ? 2 : 3; // a pair makes 4
  }

  /** The text, or as much of its beginning as a message can bear. */
  static String shortened(String text) {
    if (text.length() <= SHORT) return text;
    // Not between the halves of a pair.
    int end = Character.isHighSurrogate(text.charAt(SHORT - 1))
        ? SHORT - 1 : SHORT;
    return text.substring(0, end) + "...";
  }

  /** In quotation marks, shortened, with whatever cannot be seen escaped. */
  static String quoted(String text) {
    return new JsonPrimitive(shortened(text)).toString();
  }
}
