package raft.node;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON as RFC 8259 means it, and nothing more generous: one value and then the
 * end, no name twice in an object, no lone surrogates, no bottomless nesting.
 * Numbers keep the digits they came with.
 *
 * <p>Gson alone would take the last of two equal names, and would fill what is
 * missing with 0; see {@link Codec} for the latter.
 */
public final class Json {
  private static final int MAX_DEPTH = 64;
  private static final int LONGEST_PLACE = 60;

  private Json() {}

  /**
   * The JSON object in these bytes.
   *
   * @throws FrameException says what is wrong with them
   */
  static JsonObject parseObject(byte[] utf8) throws FrameException {
    return parseObject(decode(utf8));
  }

  /**
   * The JSON object in this text.
   *
   * @throws FrameException says what is wrong with it
   */
  public static JsonObject parseObject(String text) throws FrameException {
    if (parse(text) instanceof JsonObject object) return object;
    throw new FrameException("a JSON object was expected");
  }

  private static JsonElement parse(String text) throws FrameException {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(MAX_DEPTH);
    try {
      JsonElement element = read(reader);
      reader.peek(); // refuses whatever follows
      return element;
    } catch (FrameException e) {
      throw e;
    } catch (IOException | IllegalStateException | JsonParseException e) {
      throw new FrameException("not JSON near " + place(reader) + ": "
          + why(e));
    }
  }

  private static String place(JsonReader reader) {
    String path = reader.getPath();
    return path.length() <= LONGEST_PLACE ? path
        : path.substring(0, LONGEST_PLACE) + "...";
  }

  /** Gson's reason, without its advice to programmers. */
  private static String why(Exception malformed) {
    boolean wraps = malformed instanceof JsonParseException
        && malformed.getCause() != null;
    Throwable cause = wraps ? malformed.getCause() : malformed;
    String reason = String.valueOf(cause.getMessage()).split(" at line |\n")[0];
    if (reason.startsWith("Use JsonReader")) return "malformed";
    if (!reason.startsWith("Unpaired surrogate")) return reason;
    return "a lone surrogate, half a character that UTF-8 cannot express";
  }

  private static JsonElement read(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> readObject(reader);
      case BEGIN_ARRAY -> readArray(reader);
      default -> JsonParser.parseReader(reader); // a single value
    };
  }

  private static JsonObject readObject(JsonReader reader) throws IOException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (object.has(name)) {
        throw new FrameException("the field \"" + name + "\" stands twice");
      }
      object.add(name, read(reader));
    }
    reader.endObject();
    return object;
  }

  private static JsonArray readArray(JsonReader reader) throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) array.add(read(reader));
    reader.endArray();
    return array;
  }

  private static String decode(byte[] utf8) throws FrameException {
    try {
      // Unlike new String(...), a fresh decoder reports what is malformed.
      return StandardCharsets.UTF_8.newDecoder()
          .decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new FrameException("not UTF-8");
    }
  }
}
