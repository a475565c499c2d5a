package raft.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;
import static raft.kv.Images.image;
import static raft.kv.Images.restore;
import static raft.kv.Images.restored;
import static raft.kv.Logged.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.json.Fields;

class LineListTest {
  private final LineList list = new LineList();

  private String apply(String command) {
    return execute(list, json(command));
  }

  private void addAbc() {
    for (String text : new String[] {"a", "b", "c"}) {
      apply("{'op':'add','text':'" + text + "'}");
    }
  }

  @Test void linesAreNumberedFromOne() {
    String first = apply("{'op':'add','text':'a'}");
    String second = apply("{'op':'add','text':'a'}");

    assertEquals(json("{'status':'ok','index':1}"), first);
    assertEquals(json("{'status':'ok','index':2}"), second);
  }

  @CsvSource(delimiter = '|', textBlock = """
      1 | 3                   | ['a','b','c']
      2 | 2                   | ['b']
      2 | 10                  | ['b','c']
      0 | 1                   | ['a']
      4 | 10                  | []
      3 | 2                   | []
      0 | 0                   | []
      1 | 9223372036854775807 | ['a','b','c']
      9223372036854775807 | 9223372036854775807 | []
      """, quoteCharacter = '`')
  @ParameterizedTest void readGivesWhatThereIsOfARange(String from, String to,
      String lines) {
    addAbc();
    String command = json("{'op':'read','from':" + from + ",'to':" + to + "}");

    list.read(command);
    String answer = execute(list, command);

    assertEquals(json("{'status':'ok','lines':" + lines + "}"), answer);
  }

  @CsvSource(delimiter = '|', textBlock = """
      {'op':'ad','text':'a'}           | did you mean "add"?
      {'op':'add','txt':'a'}           | did you mean "text"?
      {'op':'add'}                     | text is missing
      {'op':'add','text':1}            | text must be a string
      {'op':'add','text':'\\ud83d'}    | $.text: a lone surrogate
      {'op':'read','from':1}           | to is missing
      {'op':'read','from':1,'to':2,'by':1} | unknown field "by"
      {'op':'read','to':1}             | from is missing
      {'op':'read','from':-1,'to':1}   | from must be an integer
      {'op':'read','from':1,'to':'2'}  | to must be an integer
      {'op':'read','from':1,'to':2.0}  | to must be an integer
      {'op':'add','op':'read','text':'a'} | stands twice
      """, quoteCharacter = '`')
  @ParameterizedTest void aMistakeIsNamed(String command, String expected) {
    String refusal = assertThrows(IllegalArgumentException.class,
        () -> list.read(json(command))).getMessage();

    assertTrue(refusal.contains(expected), refusal);
  }

  @Test void aRestoredListGoesOnWhereTheOtherWas() {
    addAbc();
    LineList restored = new LineList();

    restore(restored, image(list));
    String answer = execute(restored, json("{'op':'add','text':'d'}"));

    assertEquals(json("{'status':'ok','index':4}"), answer);
    assertEquals(image(list) + json("\n{'text':'d'}"), image(restored));
  }

  @Test void anImageIsALineForEachAndStaysAsItWas() {
    addAbc();
    Iterator<String> image = list.image();

    apply("{'op':'add','text':'d'}");

    for (String text : List.of("a", "b", "c")) {
      assertEquals(json("{'text':'" + text + "'}"), image.next());
    }
    assertFalse(image.hasNext());
  }

  @ValueSource(strings = {"{'text':1}", "{}", "[]", "{'text':'a','n':1}", ""})
  @ParameterizedTest void whatIsNoImageIsRefusedAndChangesNothing(String bad) {
    addAbc();
    String before = image(list);

    assertThrows(IllegalArgumentException.class,
        () -> restored(list, List.of(json(bad))));

    assertEquals(before, image(list));
  }

  @Test void applyAnswersAnyTextAtAllAndChangesNothing() {
    addAbc();
    String before = image(list);

    for (String text : NoCommands.TEXTS) {
      String answer = execute(list, text);

      assertEquals("misuse", Fields.of(answer).text("status"), text);
    }
    assertEquals(before, image(list));
  }

  @Test void anAnswerHoldsAsManyLinesAsFitAndOneAtLeast() {
    for (int length : new int[] {60_000, 30_000, 30_000, 200_000, 0}) {
      apply("{'op':'add','text':'" + "x".repeat(length) + "'}");
    }

    String two = apply("{'op':'read','from':1,'to':9}");
    String one = apply("{'op':'read','from':4,'to':9}");

    assertEquals(90_000, two.chars().filter(c -> c == 'x').count());
    assertEquals(200_000, one.chars().filter(c -> c == 'x').count());
  }

  @Test void theExampleStaysUnderNinetyLines() throws IOException {
    Path source = Path.of("src/raft/kv/LineList.java");

    int lines = Files.readAllLines(source).size();

    assertTrue(lines < 90, source + " has " + lines + " lines");
  }
}
