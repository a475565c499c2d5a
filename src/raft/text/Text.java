package raft.text;

import com.google.gson.JsonPrimitive;

/** Lengths of texts in UTF-8, and texts cut short for a person. */
public final class Text {
  private static final int SHORT = 60;

  private Text() {}

  /** How many bytes this is in UTF-8; they are not made. */
  public static int utf8Bytes(String text) {
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
  public static String shortened(String text) {
    return shortened(text, SHORT);
  }

  /** The text, or its first characters and three dots. */
  public static String shortened(String text, int most) {
    if (text.length() <= most) return text;
    // Not between the halves of a surrogate pair.
    int end = most - (Character.isHighSurrogate(text.charAt(most - 1)) ? 1 : 0);
    return text.substring(0, end) + "...";
  }

  /** In quotation marks, shortened, with whatever cannot be seen escaped. */
  public static String quoted(String text) {
    return new JsonPrimitive(shortened(text)).toString();
  }
}
