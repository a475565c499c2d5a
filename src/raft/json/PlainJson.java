package raft.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/**
 * Reads the JSON that nodes and clients write: no spaces, strings of printable
 * ASCII without escapes, numbers that fit into 64 bits. That is several times
 * as fast as Gson, which {@link Json} asks about all other texts: what this
 * does not know is null, and neither refused nor changed.
 *
 * <p>A text that this reads is just what Gson prints of the value. So a part of
 * it may stand for the value that was read from it.
 */
final class PlainJson {
  private static final int MOST_DIGITS = 18; // always within 64 bits

  private final String text;
  private int at; // the next character

  private PlainJson(String text) {
    this.text = text;
  }

  /**
   * The value that this text is; null if Gson has to be asked.
   *
   * @param asText see {@link Json#object(byte[], List)}
   */
  static JsonElement read(String text, List<String> asText) {
    PlainJson json = new PlainJson(text);
    JsonElement value = json.value(Json.DEEPEST, asText);
    return json.at == text.length() ? value : null;
  }

  private JsonElement value(int levels, List<String> asText) {
    return switch (next()) {
      case '{' -> levels == 0 ? null : object(levels - 1, asText);
      case '[' -> levels == 0 ? null : array(levels - 1, asText);
      case '"' -> {
        String string = string();
        yield string == null ? null : new JsonPrimitive(string);
      }
      case 't' -> word("true", new JsonPrimitive(true));
      case 'f' -> word("false", new JsonPrimitive(false));
      case 'n' -> word("null", JsonNull.INSTANCE);
      default -> number();
    };
  }

  /** The character at this place, and 0 behind the end. */
  private char next() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean skip(char expected) {
    if (next() != expected) return false;
    at++;
    return true;
  }

  private JsonElement object(int levels, List<String> asText) {
    JsonObject object = new JsonObject();
    at++;
    if (skip('}')) return object;
    do {
      String name = next() == '"' ? string() : null;
      if (name == null || !skip(':')) return null;
      int start = at;
      boolean isText = asText.contains(name);
      // Within what becomes a text nothing else does: each would be a copy more.
      JsonElement value = value(levels, isText ? List.of() : asText);
      if (value == null) return null;
      if (isText && value != JsonNull.INSTANCE) {
        value = new JsonPrimitive(text.substring(start, at));
      }
      if (object.asMap().put(name, value) != null) return null;
    } while (skip(','));
    return skip('}') ? object : null;
  }

  private JsonElement array(int levels, List<String> asText) {
    JsonArray array = new JsonArray();
    at++;
    if (skip(']')) return array;
    do {
      JsonElement value = value(levels, asText);
      if (value == null) return null;
      array.add(value);
    } while (skip(','));
    return skip(']') ? array : null;
  }

  private String string() {
    int start = at + 1;
    int end = start;
    while (end < text.length() && Json.isPlain(text.charAt(end))) end++;
    at = end;
    return skip('"') ? text.substring(start, end) : null;
  }

  private JsonElement word(String word, JsonElement value) {
    if (!text.startsWith(word, at)) return null;
    at += word.length();
    return value;
  }

  /** An integer as Java prints it. */
  private JsonElement number() {
    int start = at;
    boolean isNegative = skip('-');
    int first = at;
    long value = 0;
    while (next() >= '0' && next() <= '9' && at - first < MOST_DIGITS) {
      value = 10 * value + next() - '0';
      at++;
    }
    boolean isZero = text.startsWith("0", first) && at - start == 1;
    boolean isPlain = isZero || value > 0 && text.charAt(first) != '0';
    // A fraction, an exponent, or one more digit is no end of a value.
    return isPlain ? new JsonPrimitive(isNegative ? -value : value) : null;
  }
}
