package raft.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
