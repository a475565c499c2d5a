package raft.kv;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;
import static raft.kv.Images.image;
import static raft.kv.Images.restore;
import static raft.kv.Images.restored;
import static raft.kv.Logged.execute;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raft.json.Fields;
import raft.text.Text;

class KeyValueStoreTest {
  private static final int MAX = KeyValueStore.MAX_VALUE_BYTES;
  private final KeyValueStore store = new KeyValueStore(new Limits(8, 16));

  private String apply(String command) {
    return execute(store, json(command));
  }

  private void assertAnswer(String expected, String command) {
    assertEquals(json(expected), apply(command));
  }

  private String refusal(String command) {
    return assertThrows(IllegalArgumentException.class,
        () -> store.read(json(command))).getMessage();
  }

  /** As a client makes it, whatever the strings are. */
  private static String put(String key, String value) {
    JsonObject command = new JsonObject();
    command.addProperty("op", "put");
    command.addProperty("key", key);
    command.addProperty("value", value);
    return command.toString();
  }

  private static String get(String key) {
    JsonObject command = new JsonObject();
    command.addProperty("op", "get");
    command.addProperty("key", key);
    return command.toString();
  }

  // ---- The operations --------------------------------------------------

  @Test void whatWasPutIsGot() {
    String put = apply("{'op':'put','key':'x','value':'1'}");

    String got = apply("{'op':'get','key':'x'}");

    assertEquals(json("{'status':'ok'}"), put);
    assertEquals(json("{'status':'ok','value':'1'}"), got);
  }

  @ValueSource(strings = {"{'op':'get','key':'x'}", "{'op':'delete','key':'x'}",
      "{'op':'delete','key':'x','previous':true}",
      "{'op':'cas','key':'x','old':'1','new':'2'}"})
  @ParameterizedTest void aKeyThatIsNotThereIsADefiniteNo(String command) {
    apply("{'op':'put','key':'y','value':'1'}");

    assertAnswer("{'status':'no','why':'no such key: x'}", command);
  }

  @Test void putAnswersWithThePreviousValueIfAsked() {
    String first = "{'op':'put','key':'x','value':'1','previous':true}";
    String second = "{'op':'put','key':'x','value':'2','previous':true}";
    String third = "{'op':'put','key':'x','value':'3','previous':false}";

    assertAnswer("{'status':'ok','previous':null}", first);
    assertAnswer("{'status':'ok','previous':'1'}", second);
    assertAnswer("{'status':'ok'}", third);
  }

  @Test void whatWasDeletedIsGone() {
    apply("{'op':'put','key':'x','value':'1'}");
    apply("{'op':'put','key':'y','value':'2'}");

    assertAnswer("{'status':'ok'}", "{'op':'delete','key':'x'}");
    assertAnswer("{'status':'ok','previous':'2'}",
        "{'op':'delete','key':'y','previous':true}");
    assertEquals("", image(store));
  }

  @Test void appendCreatesAndThenExtends() {
    assertAnswer("{'status':'ok'}", "{'op':'append','key':'x','value':'a'}");
    assertAnswer("{'status':'ok'}", "{'op':'append','key':'x','value':'bc'}");

    assertAnswer("{'status':'ok','value':'abc'}", "{'op':'get','key':'x'}");
  }

  @Test void casReplacesTheValueItExpects() {
    apply("{'op':'put','key':'x','value':'1'}");

    String answer = apply("{'op':'cas','key':'x','old':'1','new':'2'}");

    assertEquals(json("{'status':'ok'}"), answer);
    assertAnswer("{'status':'ok','value':'2'}", "{'op':'get','key':'x'}");
  }

  @Test void casCreatesAKeyOnlyWhereItIsToldTo() {
    String create = "{'op':'cas','key':'x','old':'1','new':'2','create':true}";

    String created = apply(create);
    String onceMore = apply(create);

    assertEquals(json("{'status':'ok'}"), created);
    assertTrue(onceMore.contains("\"found\":\"2\""), onceMore);
    assertAnswer("{'status':'ok','value':'2'}", "{'op':'get','key':'x'}");
  }

  // Otherwise nobody could tell who of two that write the same created it.
  @Test void casTellsWhetherItCreatedIfAsked() {
    String create = "{'op':'cas','key':'x','old':'1','new':'1','create':true,"
        + "'previous':true}";

    String created = apply(create);
    String onceMore = apply(create);

    assertEquals(json("{'status':'ok','previous':null}"), created);
    assertEquals(json("{'status':'ok','previous':'1'}"), onceMore);
  }

  @Test void deleteWithAnOldDeletesThatAndNothingElse() {
    apply("{'op':'put','key':'x','value':'1'}");

    String other = apply("{'op':'delete','key':'x','old':'2'}");
    String same = apply("{'op':'delete','key':'x','old':'1','previous':true}");
    String none = apply("{'op':'delete','key':'x','old':'1'}");

    assertTrue(other.contains("\"found\":\"1\""), other);
    assertEquals(json("{'status':'ok','previous':'1'}"), same);
    assertEquals(json("{'status':'no','why':'no such key: x'}"), none);
  }

  @Test void casTellsWhatItFoundInstead() {
    apply("{'op':'put','key':'x','value':'2'}");

    String answer = apply("{'op':'cas','key':'x','old':'1','new':'3'}");

    assertEquals("{\"status\":\"no\",\"why\":\"x is \\\"2\\\", not \\\"1\\\"\","
        + "\"found\":\"2\"}", answer);
    assertAnswer("{'status':'ok','value':'2'}", "{'op':'get','key':'x'}");
  }

  @Test void aLongValueIsFoundWholeButExplainedShort() {
    String found = "f".repeat(1000);
    apply(put("x", found));

    Fields answer = Fields.of(
        apply("{'op':'cas','key':'x','old':'','new':''}"));

    assertEquals(found, answer.text("found"));
    assertTrue(answer.text("why").startsWith("x is \"fff"));
    assertTrue(answer.text("why").length() < 100, answer.text("why"));
  }

  // ---- keys ------------------------------------------------------------

  @Test void keysAreListedInStringOrder() {
    for (String key : List.of("b", "", "\ud83d\ude00", "a", "B", "\uffff")) {
      apply(put(key, "1"));
    }

    String answer = apply("{'op':'keys'}");

    assertEquals("{\"status\":\"ok\",\"keys\":[\"\",\"B\",\"a\",\"b\","
        + "\"\ud83d\ude00\",\"\uffff\"],\"more\":false}", answer);
  }

  @CsvSource(delimiter = '|', textBlock = """
      'keys'                            | ['a','b','c'] | false
      'keys','limit':3                  | ['a','b','c'] | false
      'keys','limit':2                  | ['a','b']     | true
      'keys','after':'a'                | ['b','c']     | false
      'keys','after':'aa','limit':1     | ['b']         | true
      'keys','after':'c'                | []            | false
      """, quoteCharacter = '`')
  @ParameterizedTest void keysCanBePagedThrough(String asked, String keys,
      String more) {
    for (String key : List.of("a", "b", "c")) apply(put(key, "1"));

    assertAnswer("{'status':'ok','keys':" + keys + ",'more':" + more + "}",
        "{'op':" + asked + "}");
  }

  @Test void aThousandKeysAreListedUnlessFewerAreAskedFor() {
    for (int i = 0; i < 1001; i++) apply(put("key" + i, "1"));

    String answer = apply("{'op':'keys'}");

    assertEquals(1000, answer.split("\"key\\d").length - 1);
    assertTrue(answer.endsWith(json("'more':true}")));
  }

  @Test void aPageOfLongKeysIsBoundedInBytesAndPagesMissNothing() {
    List<String> all = new ArrayList<>();
    for (int i = 100; i < 120; i++) all.add(i + "\u0001".repeat(10_000));
    for (String key : all) apply(put(key, "1"));

    List<String> got = new ArrayList<>();
    boolean more = true;
    while (more) {
      JsonObject command = new JsonObject();
      command.addProperty("op", "keys");
      if (!got.isEmpty()) command.addProperty("after", got.get(got.size() - 1));
      String answer = execute(store, command.toString());
      assertTrue(Text.utf8Bytes(answer) < 513 * 1024);
      got.addAll(Fields.of(answer).texts("keys"));
      more = Fields.of(answer).flag("more");
    }

    assertEquals(all, got);
  }

  @Test void aKeyThatFillsAPageAloneIsStillListed() {
    apply(put("\u0001".repeat(MAX), "1"));
    apply(put("z", "1"));

    String answer = apply("{'op':'keys'}");

    assertTrue(answer.endsWith(json("'],'more':true}")));
  }

  // ---- Any string ------------------------------------------------------

  @ValueSource(strings = {"", " ", "\u0000", "a\u0000b", "\u001f\u007f",
      "\"\\/'", "<b>&=/>", "\u2028\u2029", "\u00e4\u00f6",
      "\ud83d\ude00", "\uffff\ufeff", "\r\n\t", "null", "{\"a\":1}"})
  @ParameterizedTest void anyStringComesBackExactly(String text) {
    store.read(put(text, text));
    execute(store, put(text, text));

    String answer = execute(store, get(text));
    KeyValueStore restored = new KeyValueStore(new Limits(8, 16));
    restore(restored, image(store));

    assertEquals(text, Fields.of(answer).text("value"));
    assertEquals(answer, execute(restored, get(text)));
  }

  @Test void answersEscapeNothingForTheSakeOfHtml() {
    apply("{'op':'put','key':'x','value':'<&=>'}");

    assertAnswer("{'status':'ok','value':'<&=>'}", "{'op':'get','key':'x'}");
  }

  @CsvSource(delimiter = '|', textBlock = """
      key   | {'op':'put','key':'a\\ud83d','value':'1'}
      key   | {'op':'get','key':'\\ude00'}
      value | {'op':'put','key':'a','value':'\\ud83d\\ud83d\\ude00'}
      value | {'op':'append','key':'a','value':'\\ude00\\ud83d'}
      old   | {'op':'cas','key':'a','old':'\\ud83d','new':''}
      new   | {'op':'cas','key':'a','old':'','new':'\\ud83d'}
      after | {'op':'keys','after':'\\ud83d'}
      """, quoteCharacter = '`')
  @ParameterizedTest void halfACharacterIsRefusedByName(String field,
      String command) {
    String refusal = refusal(command);

    assertTrue(refusal.startsWith(
        "not JSON near $." + field + ": a lone surrogate"), refusal);
  }

  // ---- Limits ----------------------------------------------------------

  @CsvSource(delimiter = '|', textBlock = """
      key   | {'op':'get','key':'123456789'}
      key   | {'op':'put','key':'12345\u00e4\u00e4','value':'1'}
      key   | {'op':'delete','key':'1234567\u00e4'}
      after | {'op':'keys','after':'123456789'}
      value | {'op':'put','key':'1','value':'12345678901234567'}
      value | {'op':'append','key':'1','value':'1234567890123\ud83d\ude00'}
      old   | {'op':'cas','key':'1','old':'12345678901234567','new':''}
      new   | {'op':'cas','key':'1','old':'','new':'12345678901234567'}
      """, quoteCharacter = '`')
  @ParameterizedTest void whatIsTooLongInUtf8IsRefusedByName(String field,
      String command) {
    String refusal = refusal(command);

    assertTrue(refusal.startsWith(field + " has "), refusal);
    assertTrue(refusal.contains("over the limit of "), refusal);
  }

  @Test void whatIsJustLongEnoughIsAccepted() {
    String key = "1234\ud83d\ude00";
    String value = "1234567890123\u20ac";

    assertDoesNotThrow(() -> store.read(put(key, value)));
  }

  @Test void aNodesLimitsHaveNoSayInApply() {
    KeyValueStore generous = new KeyValueStore(new Limits(MAX, MAX));
    String command = put("a key too long", "and a value too long");

    String here = execute(store, command);
    String there = execute(generous, command);

    assertEquals(json("{'status':'ok'}"), here);
    assertEquals(here, there);
    assertEquals(image(generous), image(store));
  }

  @Test void appendDoesNotGrowAValueBeyondTheMaximum() {
    apply(put("x", "1".repeat(MAX - 2)));

    String full = apply("{'op':'append','key':'x','value':'\u00e4'}");
    String beyond = apply("{'op':'append','key':'x','value':'1'}");

    assertEquals(json("{'status':'ok'}"), full);
    assertEquals(json("{'status':'no','why':'x would have 1048577 bytes in"
        + " UTF-8, more than 1048576'}"), beyond);
    assertFalse(image(store).contains("\u00e41"));
  }

  @Test void aSettingCannotExceedWhatAllServersShare() {
    assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Limits(1, MAX + 1));
    assertEquals("misuse", Fields.of(
        execute(store, put("x", "1".repeat(MAX + 1)))).text("status"));
  }

  // ---- What is wrong is named, and so is what is right -----------------

  @CsvSource(delimiter = '|', textBlock = """
      {'op':'gett','key':'x'}                  | "gett", did you mean "get"?
      {'op':'PUT','key':'x','value':'1'}       | "PUT", did you mean "put"?
      {'op':'remove','key':'x'}                | There are: put, get, delete
      {'op':'put','kye':'x','value':'1'}       | "kye", did you mean "key"?
      {'op':'put','key':'x','value':'1','previus':true} | mean "previous"?
      {'op':'get','key':'x','previous':true}   | unknown field "previous"
      {'op':'cas','key':'x','old':'1','value':'2'} | unknown field "value"
      {'op':'keys','limt':5}                   | "limt", did you mean "limit"?
      {'key':'x'}                              | op is missing
      {'op':'put','key':'x'}                   | value is missing
      {'op':'put','value':'1'}                 | key is missing
      {'op':'cas','key':'x','old':'1'}         | new is missing
      {'op':'delete','key':'x','old':null}     | old must be a string
      {'op':5}                                 | op must be a string, not 5
      {'op':null}                              | op must be a string, not null
      {'op':'put','key':1,'value':'1'}         | key must be a string, not 1
      {'op':'put','key':'x','value':null}      | value must be a string
      {'op':'put','key':'x','value':{}}        | value must be a string
      {'op':'put','key':'x','value':'1','previous':'true'} | previous must be
      {'op':'put','key':'x','value':'1','previous':null}   | previous must be
      {'op':'keys','limit':0}                  | limit must be an integer from 1
      {'op':'keys','limit':1001}               | limit must be an integer from 1
      {'op':'keys','limit':'5'}                | limit must be an integer from 1
      {'op':'keys','limit':5.0}                | limit must be an integer from 1
      {'op':'keys','after':null}               | after must be a string
      {'op':'get','op':'put','key':'x'}        | the field "op" stands twice
      """, quoteCharacter = '`')
  @ParameterizedTest void aMistakeIsNamedAndInTheLogHarmless(String command,
      String expected) {
    String refusal = refusal(command);

    Fields answer = Fields.of(apply(command));

    assertTrue(refusal.contains(expected), refusal);
    assertEquals("misuse", answer.text("status"));
    assertEquals(refusal, answer.text("why"));
    assertEquals("", image(store));
  }

  // ---- image and restore -----------------------------------------------

  @Test void anImageIsSortedWhateverTheOrderOfThePuts() {
    KeyValueStore other = new KeyValueStore(new Limits(8, 8));
    for (String key : List.of("b", "a", "c")) apply(put(key, "1"));
    for (String key : List.of("c", "b", "a")) execute(other, put(key, "1"));

    String image = image(store);

    assertEquals(json("{'key':'a','value':'1'}\n{'key':'b','value':'1'}\n"
        + "{'key':'c','value':'1'}"), image);
    assertEquals(image, image(other));
  }

  @Test void restoreForgetsWhatWasThereBefore() {
    apply("{'op':'put','key':'x','value':'1'}");

    restore(store, json("{'key':'y','value':'2'}"));

    assertEquals(json("{'key':'y','value':'2'}"), image(store));
  }

  @ValueSource(strings = {"{'key':'y','value':3}", "{'key':'y'}", "{}", "x",
      "{'key':'y','value':'3','n':1}", "{'key':'a','value':'again'}"})
  @ParameterizedTest void whatIsNoImageIsRefusedAndChangesNothing(String bad) {
    apply("{'op':'put','key':'x','value':'1'}");
    String before = image(store);
    List<String> lines =
        List.of(json("{'key':'a','value':'2'}"), json(bad));

    assertThrows(IllegalArgumentException.class,
        () -> restored(store, lines));

    assertEquals(before, image(store));
  }

  @Test void whatWasReadTakesEffectWhenItIsRunAndNotBefore() {
    apply("{'op':'put','key':'x','value':'1'}");
    String line = json("{'key':'y','value':'2'}");

    Runnable restored = restored(store, List.of(line));
    apply("{'op':'put','key':'z','value':'1'}");
    String before = image(store);
    restored.run();

    assertEquals(2, before.lines().count());
    assertEquals(line, image(store));
  }
}
