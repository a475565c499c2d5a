package raft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @Test void spacesPartWords() {
    assertEquals(List.of("put", "x", "1"), Words.of("  put\tx  1 "));
    assertEquals(List.of(), Words.of(" "));
  }

  @Test void aQuotedWordMayHoldSpacesOrNothing() {
    assertEquals(List.of("put", "two words", "", "it's"),
        Words.of("put \"two words\" '' \"it's\""));
  }

  @Test void doubleQuotesKnowTheEscapesOfJson() {
    assertEquals(List.of("\u0000 \ud83d\ude00 \"\\/\b\f\n\r\t"), Words.of(
        "\"\\u0000 \\uD83D\\ude00 \\\"\\\\\\/\\b\\f\\n\\r\\t\""));
  }

  @Test void singleQuotesAndTheInsideOfWordsAreTakenAsTheyStand() {
    assertEquals(List.of("call", "{\"op\":\"\\n\"}", "{\"op\":1}"),
        Words.of("call '{\"op\":\"\\n\"}' {\"op\":1}"));
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
      put "x      | the " at column 5 has no other to end it
      put 'x      | the ' at column 5 has no other to end it
      put "x\\     | at column 7: after \\ comes one of
      "x"y        | a space is missing after the " at column 3
      "\\x"        | at column 2: after \\ comes one of
      "\\u12"      | at column 2: after \\u come four hex digits
      "\\u12g4"    | at column 2: after \\u come four hex digits
      "\\u-123"    | at column 2: after \\u come four hex digits
      "\\u+123"    | at column 2: after \\u come four hex digits
      """)
  void saysWhereALineIsWrong(String line, String complaint) {
    Exception e =
        assertThrows(UsageException.class, () -> Words.of(line));

    assertTrue(e.getMessage().contains(complaint), e.getMessage());
  }
}
