package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Markdown in the lines of a terminal. */
class ParagraphsTest {

  @Test void linesOfAParagraphAreBrokenAnew() {
    assertEquals(List.of("one two", "three four", "", "five"),
        Paragraphs.fit("one\ntwo three\nfour\n\nfive", 10));
  }

  @Test void itemsAndRowsBeginALine() {
    assertEquals(List.of("one", "- two three", "- four", "| five |"),
        Paragraphs.fit("one\n- two\nthree\n- four\n| five |", 20));
  }

  @Test void aBlockStaysAsItIs() {
    assertEquals(List.of("one two", "three", "four five six", "seven"),
        Paragraphs.fit("one\ntwo\n```text\nthree\nfour five six\n```\nseven", 9));
  }

  @Test void aWordThatIsTooLongHasItsOwnLine() {
    assertEquals(List.of("abcdefghijkl", "mn"),
        Paragraphs.fit("abcdefghijkl mn", 5));
  }
}
