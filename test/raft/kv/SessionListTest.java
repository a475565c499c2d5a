package raft.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static raft.json.Quotes.json;
import static raft.kv.Images.image;
import static raft.kv.Logged.execute;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raft.json.Fields;

/** {"op":"clients"}: who has a session, and what is remembered of it. */
class SessionListTest {
  private final Sessions sessions = new Sessions(new LineList(), "read");

  private String apply(String client, long serial, String rest) {
    return execute(sessions, json("{'client':'" + client + "','serial':"
        + serial + ",'op':" + rest + "}"));
  }

  private void register(int count) {
    for (int i = 0; i < count; i++) {
      execute(sessions, json("{'op':'register'}"));
    }
  }

  /** Asked for by a client that has a session for this. */
  private Fields list(long serial, String fields) {
    return Fields.of(apply("zzz", serial, "'clients'" + fields));
  }

  private static List<String> lines(Fields answer) {
    return answer.objects("sessions").stream().map(Fields::json).toList();
  }

  @Test void eachHasItsSerialItsPlaceAmongItsKindAndItsAnswer() {
    register(2);
    apply("bob", 3, "'add','text':'a'");
    apply("bob", 7, "'read','from':1,'to':9");
    apply("amy", 5, "'add','text':'" + "ä".repeat(300) + "'");
    apply("client-1001", 1, "'add','text':'b'");

    Fields answer = list(1, "");

    assertEquals(List.of(
        json("{'client':'amy','kind':'chosen','serial':5,'since':1,"
            + "'answerBytes':25}"),
        json("{'client':'bob','kind':'chosen','serial':7,'since':2,"
            + "'answerBytes':0}"),
        json("{'client':'client-1001','kind':'numbered','serial':1,'since':0,"
            + "'answerBytes':25}"),
        json("{'client':'client-1002','kind':'numbered','serial':0,'since':1,"
            + "'answerBytes':0}"),
        json("{'client':'zzz','kind':'chosen','serial':0,'since':0,"
            + "'answerBytes':0}")), lines(answer));
    assertFalse(answer.truth("more"));
  }

  @Test void sinceIsWhatExpiryCounts() {
    register(SessionTable.MOST_OF_A_KIND);
    apply("client-1002", 1, "'add','text':'a'"); // so that 1003 is before it

    Fields first = list(1, ",'after':'client-1000','limit':3");

    assertEquals(List.of(4999L, 0L, 4998L), first.objects("sessions").stream()
        .map(each -> each.integer("since", 0, 9999)).toList());
    register(1);
    assertTrue(apply("client-1001", 1, "'add','text':'a'").contains("expired"));
    register(1);
    assertTrue(apply("client-1003", 1, "'add','text':'a'").contains("expired"));
    assertFalse(
        apply("client-1002", 2, "'add','text':'a'").contains("expired"));
  }

  @Test void pagesMissNobodyAndAreBounded() {
    register(2500);
    List<String> names = new ArrayList<>();
    String after = "";
    long serial = 0;
    Fields page;

    do {
      page = list(++serial, ",'after':'" + after + "'");
      List<Fields> some = page.objects("sessions");
      assertTrue(some.size() <= 1000);
      some.forEach(each -> names.add(each.text("client")));
      after = names.get(names.size() - 1);
    } while (page.truth("more"));

    assertEquals(2501, names.size());
    assertEquals(names.stream().sorted().distinct().toList(), names);
    assertEquals(3, serial);
  }

  @Test void itChangesNothingAndAnAskerThatRepeatsItIsToldAnew() {
    list(1, "");
    apply("amy", 1, "'add','text':'a'");
    String before = image(sessions);

    Fields again = list(1, "");

    assertEquals(2, lines(again).size());
    assertEquals(before.length(), image(sessions).length());
  }

  @Test void asAQueryItNeedsNoSession() {
    apply("amy", 3, "'add','text':'a'");
    String before = image(sessions);

    String answer = sessions.query(
        sessions.readQuery(json("{'op':'clients','limit':5}")));

    assertEquals(json("{'status':'ok','sessions':[{'client':'amy','kind':"
        + "'chosen','serial':3,'since':0,'answerBytes':25}],'more':false}"),
        answer);
    assertEquals(before, image(sessions));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      ",'limit':0    | limit must be an integer from 1 to 1000",
      ",'limit':1001 | limit must be an integer from 1 to 1000",
      ",'after':5    | after must be a string",
      ",'key':'x'    | unknown field \"key\""})
  void aMistakeIsNamedAndInTheLogHarmless(String fields, String why) {
    String text = json("{'client':'a','serial':1,'op':'clients'" + fields
        + "}");

    String refusal = assertThrows(IllegalArgumentException.class,
        () -> sessions.read(text)).getMessage();
    Fields answer = Fields.of(execute(sessions, text));

    assertTrue(refusal.contains(why), refusal);
    assertEquals("misuse", answer.text("status"));
  }
}
