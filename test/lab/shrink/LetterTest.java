package lab.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

  @Test void isACommandAboutOneMessage() {
    Letter letter = Letter.of("hold RequestVote s1 -> s3 as m7");

    assertTrue(letter.is("hold"));
    assertEquals("RequestVote s1 -> s3", letter.route());
    assertEquals(" as m7", letter.label());
    assertEquals("s1 -> s3", letter.way());
    assertEquals("Reply s3 -> s1", letter.reply());
  }

  @Test void needNotHaveAName() {
    assertEquals("", Letter.of("drop Reply s2 -> s1").label());
  }

  @Test void sendsTheSameMessageToAnotherFate() {
    Letter letter = Letter.of("hold Reply s2 -> s1 as m7");

    assertEquals("deliver Reply s2 -> s1", letter.with("deliver"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"elect s1 term 1 by s2", "exchange s1 -> s2",
      "silence s1 -> s2", "drop Reply s2", "hold Reply s1 -> s2 s3", ""})
  void otherCommandsAreNone(String line) {
    assertNull(Letter.of(line));
  }
}
