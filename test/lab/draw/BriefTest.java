package lab.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raft.Entry;

/** Few words, and none that do harm. */
class BriefTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{\"op\":\"put\",\"key\":\"x\",\"value\":\"3\"}     | x←3",
      "{\"op\":\"put\",\"key\":\"x\",\"value\":[3,4]}     | x←[3,4]",
      "{\"op\":\"append\",\"key\":\"x\",\"value\":\"3\"}  | x+=3",
      "{\"op\":\"delete\",\"key\":\"x\"}                  | delete x",
      "{\"op\":\"get\",\"key\":\"x\"}                     | get x",
      "{\"other\":1}                                      | {\"other\":1}",
      "x=3                                                | x=3",
      "{\"op\":                                           | {\"op\":",
  })
  void aCommandIsShortAndAnyOtherTextIsItself(String command, String brief) {
    assertEquals(brief, Brief.entry(Entry.command(1, command)));
  }

  @Test void aNoOpIsCalledThat() {
    assertEquals("no-op", Brief.entry(Entry.noOp(1)));
  }

  @Test void whatSteersATerminalIsMadeVisible() {
    String harmful = "a\0b\u001b[2Jc\nd\u0085e\u202ef";

    String visible = Brief.visible(harmful);

    assertEquals("a␀b␛[2Jc␊d\ufffde\ufffdf", visible);
  }

  @Test void halfACharacterIsReplacedAndAWholeOneIsNot() {
    assertEquals("\ufffd 😀 é", Brief.visible("\ud83d 😀 é"));
  }
}
