package raft.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  @ValueSource(strings = {"", "a\u0000\u007f", "\u0080\u07ff", "\u0800\uffff",
      "\ud83d\ude00", "\udbff\udfffx"})
  @ParameterizedTest void bytesAreCountedAsUtf8MakesThem(String text) {
    assertEquals(text.getBytes(StandardCharsets.UTF_8).length,
        Text.utf8Bytes(text));
  }

  @ValueSource(strings = {"ab\ud83d", "ab\ude00", "ab\ud83dx", "ab\ud83d\ud83d",
      "\ud83d\ude00\ude00\ud83d"})
  @ParameterizedTest void aLoneSurrogateIsPointedAt(String text) {
    String refusal = assertThrows(IllegalArgumentException.class,
        () -> Text.checkWhole("key", text)).getMessage();

    String expected = "key: lone surrogate \\u%04x at 2"
        .formatted((int) text.charAt(2));
    assertEquals(expected, refusal);
  }

  @Test void shortTextIsNotShortened() {
    String text = "x".repeat(60);

    assertEquals(text, Text.shortened(text));
  }

  @Test void longTextIsCutBetweenCharacters() {
    String even = "\ud83d\ude00".repeat(40);
    String odd = "x" + even;

    assertEquals("\ud83d\ude00".repeat(30) + "...", Text.shortened(even));
    assertEquals("x" + "\ud83d\ude00".repeat(29) + "...", Text.shortened(odd));
  }

  @Test void quotedTextShowsWhatCannotBeSeen() {
    assertEquals("\"a\\u0000\\n\\\"\"", Text.quoted("a\u0000\n\""));
  }
}
