package raft.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of every frame: missing, of another type, out of range. */
final class BadFieldsTest extends OnRunningCluster {
  private static final List<String> NUMBERS_NOT = List.of("\"5\"", "5.0",
      "1e3", "true", "null", "[]", "{}", "9223372036854775808");
  private static final List<String> SMALL_NUMBERS_NOT =
      List.of("4294967297", "-4294967295", "2147483648", "\"1\"", "1.0");
  private static final List<String> TEXTS_NOT = List.of("5", "true", "[]",
      "{}");
  private static final List<String> TRUTHS_NOT = List.of("0", "\"true\"",
      "null", "[]");
  private static final List<String> LISTS_NOT = List.of("{}", "\"x\"", "5",
      "null", "[null]", "[5]");
  private static final List<String> OBJECTS_NOT = List.of("\"{}\"", "5", "[]",
      "null", "true");

  static Stream<GoodFrames.FrameField> requiredFields() {
    return GoodFrames.requiredFields();
  }

  static Stream<GoodFrames.FrameField> fieldsWithAType() {
    // An answer may be any JSON.
    return GoodFrames.fields()
        .filter(field -> !field.toString().equals("ClientReply.answer"));
  }

  private static JsonObject json(GoodFrames.FrameField field) {
    return JsonParser.parseString(Codec.encode(field.good()))
        .getAsJsonObject();
  }

  private static List<String> mistyped(GoodFrames.FrameField field) {
    Class<?> type = field.component().getType();
    if (type == long.class || type == Long.class) return NUMBERS_NOT;
    if (type == int.class) return SMALL_NUMBERS_NOT;
    if (type == boolean.class) return TRUTHS_NOT;
    if (type == List.class) return LISTS_NOT;
    return type == String.class ? TEXTS_NOT : OBJECTS_NOT;
  }

  private static void isRefused(JsonObject frame, String field) {
    try (Stranger stranger = running.atClientPort()) {
      stranger.send(frame.toString());
      stranger.isRefused(field);
    }
  }

  @ParameterizedTest
  @MethodSource("requiredFields")
  void refusesAFrameThatLacksAField(GoodFrames.FrameField field) {
    JsonObject frame = json(field);

    frame.remove(field.name());

    isRefused(frame, field.name() + " is missing");
  }

  @ParameterizedTest
  @MethodSource("fieldsWithAType")
  void refusesAFieldOfAnotherType(GoodFrames.FrameField field) {
    for (String value : mistyped(field)) {
      JsonObject frame = json(field);
      JsonElement wrong = JsonParser.parseString(value);

      frame.add(field.name(), wrong);

      String about = wrong.isJsonArray() && !wrong.getAsJsonArray().isEmpty()
          ? "" : field.name();
      isRefused(frame, about);
    }
  }

  @Test
  @Tag("IO")
  void tellsTwoSerialsApartThatAreOneAsDoubles() {
    try (Stranger client = running.client()) {
      String first = put(client, "9007199254740993", "applied");
      String before = put(client, "9007199254740992", "applied");
      String again = put(client, "9007199254740993", "applied");

      assertEquals("{\"status\":\"ok\"}", first);
      assertEquals(first, again);
      assertEquals("gone", JsonParser.parseString(before).getAsJsonObject()
          .get("status").getAsString());
    }
  }

  @ParameterizedTest
  @Tag("IO")
  @ValueSource(strings = {"9223372036854775808", "1.0", "\"1\"", "1e2", "0",
      "-1"})
  void refusesASerialThatIsNoPositiveIntegerBeforeItIsLogged(String serial) {
    long before = running.lastIndex();
    try (Stranger client = running.client()) {

      put(client, serial, "invalid");

      assertEquals(before, running.lastIndex());
    }
  }

  private static String put(Stranger client, String serial, String outcome) {
    client.send("""
        {"type":"ClientRequest","id":"big","command":{"client":"big",\
        "serial":%s,"op":"put","key":"k","value":"v"}}""".formatted(serial));
    JsonObject reply = client.receive("ClientReply");
    assertEquals(outcome, reply.get("outcome").getAsString());
    return String.valueOf(reply.get("answer"));
  }
}
