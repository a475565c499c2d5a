package lab.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The workload, on a cluster of one; each test has a KEY of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinKvTest {
  private final AtomicInteger number = new AtomicInteger();
  private OneNode n1;
  private String key;

  @BeforeAll void start(@TempDir Path data) throws Exception {
    n1 = alone(data);
  }

  @AfterAll void stop() {
    n1.close();
  }

  @BeforeEach void chooseKey() {
    key = "'key " + number.incrementAndGet() + "'";
  }

  private static OneNode alone(Path data) throws Exception {
    return new OneNode(OneNode.EAGER, data).initialized("n1").leadingAlone();
  }

  private JsonObject ask(String body) throws InterruptedException {
    return n1.ask(number.incrementAndGet(), body.replace("KEY", key));
  }

  private static JsonObject read(String value) {
    return OneNode.json("{'type':'read_ok','value':" + value + "}");
  }

  private void assertAnswer(JsonObject expected, JsonObject answer) {
    answer.remove("in_reply_to");
    assertEquals(expected, answer);
  }

  private static void assertError(int code, JsonObject answer) {
    assertEquals("error", answer.get("type").getAsString());
    assertEquals(code, answer.get("code").getAsInt(), answer.toString());
    assertTrue(answer.has("text"));
  }

  @ValueSource(strings = {"0", "-1.5", "'x'", "''", "null", "true", "[1,[2]]",
      "{'b':{'c':[]},'a':null}", "12345678901234567890"})
  @ParameterizedTest void anyJsonIsReadAsItWasWritten(String json)
      throws Exception {
    JsonObject written = ask("{'type':'write','key':KEY,'value':" + json + "}");

    JsonObject answer = ask("{'type':'read','key':KEY}");

    assertAnswer(OneNode.json("{'type':'write_ok'}"), written);
    assertAnswer(read(json), answer);
  }

  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      1                 | '1'
      1                 | 1.0
      null              | 'null'
      {'a':1}           | ['a',1]
      """)
  @ParameterizedTest void differentKeysAreDifferent(String one, String other)
      throws Exception {
    ask("{'type':'write','key':[KEY,%s],'value':1}".formatted(one));

    JsonObject answer = ask("{'type':'read','key':[KEY,%s]}".formatted(other));

    assertError(20, answer);
  }

  @Test void aKeyIsTheSameHoweverItIsSpelt() throws Exception {
    ask("{'type':'write','key':{'a':KEY,'b':2.5},'value':1}");

    JsonObject answer = ask("{'type':'read','key':{ 'b':25e-1, 'a':KEY }}");

    assertAnswer(read("1"), answer);
  }

  @Test void whatWasNeverWrittenIsCode20() throws Exception {
    JsonObject read = ask("{'type':'read','key':KEY}");
    JsonObject cas = ask("{'type':'cas','key':KEY,'from':1,'to':2}");

    assertError(20, read);
    assertError(20, cas);
  }

  @Test void casReplacesWhatItExpectsAndElseSaysCode22() throws Exception {
    ask("{'type':'write','key':KEY,'value':{'a':1,'b':2}}");

    JsonObject done = ask(
        "{'type':'cas','key':KEY,'from':{'b':2,'a':1},'to':[3]}");
    JsonObject mismatch = ask("{'type':'cas','key':KEY,'from':3,'to':4}");

    assertAnswer(OneNode.json("{'type':'cas_ok'}"), done);
    assertError(22, mismatch);
    assertAnswer(read("[3]"), ask("{'type':'read','key':KEY}"));
  }

  @Test void casCreatesAKeyOnlyIfTold() throws Exception {
    String cas = "{'type':'cas','key':KEY,'from':1,'to':2,"
        + "'create_if_not_exists':%s}";

    JsonObject no = ask(cas.formatted("false"));
    JsonObject yes = ask(cas.formatted("true"));
    JsonObject again = ask(cas.formatted("true"));

    assertError(20, no);
    assertAnswer(OneNode.json("{'type':'cas_ok'}"), yes);
    assertError(22, again);
  }

  @Test void unknownFieldsAreIgnored() throws Exception {
    n1.node.receive("""
        {"id":7,"src":"c1","dest":"n1","when":null,"body":{"type":"write",
        "msg_id":9999,"key":1,"value":1,"client":"x","op":"delete"}}""");

    JsonObject answer = n1.answerTo(9999);

    assertAnswer(OneNode.json("{'type':'write_ok'}"), answer);
  }

  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {'type':'delete','key':KEY}              | 10
      {'type':'echo'}                        | 10
      {'type':'read'}                        | 12
      {'type':'write','key':KEY}               | 12
      {'type':'write','value':1}             | 12
      {'type':'cas','key':KEY,'to':1}          | 12
      {'type':'cas','key':KEY,'from':1}        | 12
      {'type':'read','key':1e99999}          | 12
      """)
  @ParameterizedTest void whatMakesNoSenseIsRefusedForGood(String body,
      int code) throws Exception {
    JsonObject answer = ask(body);

    assertError(code, answer);
  }

  @Test void aValueOverTheStoresLimitIsRefusedForGood() throws Exception {
    JsonObject answer = ask("{'type':'write','key':KEY,'value':'%s'}"
        .formatted("x".repeat(1 << 20)));

    assertError(12, answer);
  }

  @ValueSource(strings = {"", "garbage", "{", "[]", "null", "{}",
      "{'src':'c1','dest':'n1'}",
      "{'src':'c1','dest':'n1','body':[]}",
      "{'src':'c1','dest':'n1','body':{}}",
      "{'src':'c1','dest':'n1','body':{'type':5,'msg_id':999}}",
      "{'src':5,'dest':'n1','body':{'type':'read','msg_id':999}}",
      "{'src':'c1','body':{'type':'read','msg_id':999}}",
      "{'src':'c1','dest':'n2','body':{'type':'read','msg_id':999,'key':KEY}}",
      "{'src':'c1','dest':'n1','body':{'type':'write','key':KEY,'value':1}}",
      "{'src':'c1','dest':'n1','body':{'type':'x','in_reply_to':{}}}",
      "{'src':'c1','src':'c2','dest':'n1','body':{'type':'x','msg_id':999}}"})
  @ParameterizedTest void aLineThatCannotBeAnsweredChangesNothing(String line)
      throws Exception {
    n1.node.receive(line.replace("KEY", key).replace('\'', '"'));

    JsonObject answer = ask("{'type':'read','key':KEY}");

    assertError(20, answer);
    assertFalse(n1.hasAnswered(999));
  }

  @Test void whatItCannotAnswerItTellsAPerson(@TempDir Path data) {
    OneNode other = new OneNode(OneNode.EAGER, data);
    other.node.receive("garbage");

    other.close();

    assertEquals(1, other.notices.lines().size());
    assertTrue(other.notices.lines().get(0).endsWith(": garbage"));
  }

  @Test void afterARestartEverythingIsThere(@TempDir Path data)
      throws Exception {
    try (OneNode before = alone(data)) {
      before.ask(5, "{'type':'write','key':1,'value':2}");
    }

    try (OneNode after = alone(data)) {
      assertAnswer(read("2"), after.ask(6, "{'type':'read','key':1}"));
    }
  }
}
