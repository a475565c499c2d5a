package lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.cli.FakeTerminal;
import raft.cli.Terminal;

/** What keys mean, as bytes from a terminal and as words from a line. */
class KeysTest {
  private static final String AS_IT_WAS = "4500:5:bf:8a3b";

  private final List<List<String>> told = new ArrayList<>(); // to stty

  /** An stty that does whatever it is told. */
  private String stty(List<String> words) {
    told.add(words);
    return words.equals(List.of("-g")) ? AS_IT_WAS : "";
  }

  private static FakeTerminal typing() {
    return new FakeTerminal().typed().variable("TERM", "xterm");
  }

  private static BufferedReader bytes(String text) {
    return new BufferedReader(new StringReader(text));
  }

  /** Over a slow line: each byte comes alone, and none is there in advance. */
  private static BufferedReader torn(String text) {
    StringReader whole = new StringReader(text);
    return new BufferedReader(new Reader() {
      @Override public int read(char[] into, int from, int most)
          throws IOException {
        return whole.read(into, from, 1);
      }

      @Override public boolean ready() {
        return false;
      }

      @Override public void close() {
        whole.close();
      }
    });
  }

  private static Keys.Key pressed(String escaped) throws IOException {
    return Keys.pressed(bytes(escaped.translateEscapes()));
  }

  // ---- Keys as they are pressed ----------------------------------------

  @ParameterizedTest
  @CsvSource({"\\s, ON", "\\n, ON", "n, ON", "b, BACK", "\\177, BACK",
      "q, END", "Q, END", "\\4, END",
      "\\33[C, ON", "\\33[B, ON", "\\33[D, BACK", "\\33[A, BACK",
      "\\33OC, ON", "\\33OB, ON", "\\33OD, BACK", "\\33OA, BACK"})
  void aKeyIsKnownByItsBytes(String bytes, Keys.Key key) throws IOException {
    assertEquals(key, pressed(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "N", "\\t", "\\33[H", "\\33OP", "\\33[3~"})
  void anotherKeyMeansNothing(String bytes) throws IOException {
    assertNull(pressed(bytes));
  }

  @ParameterizedTest
  @CsvSource({"\\33[1;2C, ON", "\\33[1;5D, BACK", "\\33[12;34A, BACK"})
  void anArrowIsAnArrowWhateverIsHeldTogetherWithIt(String bytes, Keys.Key key)
      throws IOException {
    assertEquals(key, pressed(bytes));
  }

  @ParameterizedTest
  @CsvSource({"\\33[C, ON", "\\33OD, BACK", "\\33[1;2A, BACK"})
  void anArrowMayComeByteByByte(String bytes, Keys.Key key)
      throws IOException {
    assertEquals(key, Keys.pressed(torn(bytes.translateEscapes())));
  }

  @Test void theKeyAfterALoneEscapeIsNotLost() throws IOException {
    BufferedReader in = bytes("\33bq");

    assertEquals(Keys.Key.BACK, Keys.pressed(in));
    assertEquals(Keys.Key.END, Keys.pressed(in));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\\33", "\\33[", "\\33[1;", "xyz"})
  void theEndOfTheInputIsTheEndWhereverItComes(String bytes)
      throws IOException {
    Terminal terminal = typing().keys(bytes.translateEscapes()).terminal();

    try (Keys keys = new Keys(terminal, this::stty)) {
      assertEquals(Keys.Key.END, keys.next());
    }
  }

  @Test void whatMeansNothingIsPassedOver() throws IOException {
    Terminal terminal = typing().keys("xy\33[H\33[Dz ").terminal();

    try (Keys keys = new Keys(terminal, this::stty)) {
      assertEquals(Keys.Key.BACK, keys.next());
      assertEquals(Keys.Key.ON, keys.next());
    }
  }

  // ---- The terminal ----------------------------------------------------

  @Test void theTerminalIsGivenBackAsItWas() {
    try (Keys keys = new Keys(typing().terminal(), this::stty)) {
      assertEquals("arrows: on and back   q: end ", keys.words());
      assertEquals(List.of(List.of("-g"),
          List.of("-icanon", "-echo", "min", "1")), told);
    }

    assertEquals(3, told.size());
    assertEquals(List.of(AS_IT_WAS), told.get(2));
  }

  @Test void aTerminalThatCannotBeToldIsLeftAlone() throws IOException {
    Terminal terminal = typing().input("b").terminal();

    try (Keys keys = new Keys(terminal, words -> {
      told.add(words);
      return null;
    })) {
      assertEquals("Enter: on   b: back   q: end > ", keys.words());
      assertEquals(Keys.Key.BACK, keys.next());
    }

    assertEquals(List.of(List.of("-g")), told);
  }

  @Test void whatIsNoTerminalIsNotAsked() {
    new Keys(new FakeTerminal().variable("TERM", "xterm").terminal(),
        this::stty).close();
    new Keys(typing().variable("TERM", "dumb").terminal(), this::stty).close();
    new Keys(new FakeTerminal().typed().terminal(), this::stty).close();

    assertEquals(List.of(), told);
  }

  // ---- Lines -----------------------------------------------------------

  @Test void aLineMeansWhatItsFirstLetterMeans() throws IOException {
    Terminal terminal = new FakeTerminal().typed()
        .input("", "  ", "next", "Back", "what", "quit").terminal();

    try (Keys keys = new Keys(terminal, this::stty)) {
      assertEquals(Keys.Key.ON, keys.next());
      assertEquals(Keys.Key.ON, keys.next());
      assertEquals(Keys.Key.ON, keys.next());
      assertEquals(Keys.Key.BACK, keys.next());
      assertEquals(Keys.Key.END, keys.next()); // "what" means nothing
      assertEquals(Keys.Key.END, keys.next()); // no more lines
    }
  }
}
