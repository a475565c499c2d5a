package lab.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import lab.sim.Event;
import lab.sim.HandDriven;
import lab.sim.EventKind;

/** The page as it is written; what a browser makes of it is another test. */
class PictureTest {

  private static String page(HandDriven run) {
    return Picture.html("a run", run.events(), run.violation());
  }

  private static JsonObject data(HandDriven run) {
    String page = page(run);
    String begin = "<script id=\"run\" type=\"application/json\">";
    int from = page.indexOf(begin) + begin.length();
    String json = page.substring(from, page.indexOf("</script>", from));
    return JsonParser.parseString(json).getAsJsonObject();
  }

  private static int scripts(String page) {
    return page.split("</script>", -1).length - 1;
  }

  private static JsonObject event(JsonObject data, Event event) {
    for (JsonElement each : data.getAsJsonArray("events")) {
      JsonObject candidate = each.getAsJsonObject();
      boolean found = candidate.get("number").getAsLong() == event.number();
      if (found) return candidate;
    }
    throw new AssertionError("no event " + event.number());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "src\\s*=", "href\\s*=", "@import", "url\\((?!#)", "<link", "<iframe",
      "\\bfetch\\(", "XMLHttpRequest", "innerHTML", "document\\.write",
      "https?://(?!www\\.w3\\.org/2000/svg\")"})
  void asksNothingOfAnyOtherPlaceAndReadsNoDataAsHtml(String forbidden) {
    String page = page(ExampleRuns.lost());

    assertFalse(Pattern.compile(forbidden).matcher(page).find());
  }

  @Test void whatTheDataHoldsCannotEndTheScript() {
    String evil = "</script><script>alert('\\\"')</script>\u2028<!--\\u0000";

    String page = page(ExampleRuns.committed().propose("n1", evil));

    assertEquals(scripts(page(ExampleRuns.committed())), scripts(page));
    assertFalse(page.contains("alert('"));
    assertFalse(page.contains("<!--"));
    assertFalse(page.contains("\u2028"));
    assertFalse(page.contains("\0"));
  }

  @Test void aFileOfThePageThatIsMissingIsNamed() {
    IllegalStateException missing = assertThrows(IllegalStateException.class,
        () -> PageTemplate.read("none.js"));

    assertTrue(missing.getMessage().contains("lab/draw/none.js"));
  }

  @Test void theTitleIsTextToo() {
    String page = Picture.html("<b>\"1 & 2\"\0\n<i>",
        ExampleRuns.committed().events(), null);

    assertTrue(page.contains("<title>&lt;b&gt;&quot;1 &amp; 2&quot;␀</title>"));
    assertFalse(page.contains("<b>\""));
    assertFalse(page.contains("<i>"));
  }

  @Test void aMessageIsThereInFullWithFigure2sNames() {
    HandDriven run = ExampleRuns.committed().lose("n1", "n3");
    Event loss = ExampleRuns.first(run.events(), EventKind.LOSE, "n3");

    JsonObject data = data(run);

    JsonObject message = data.getAsJsonObject("messages").getAsJsonObject(
        event(data, loss).get("message").getAsString());
    JsonObject fields = message.getAsJsonObject("fields");
    assertEquals("AppendEntries", message.get("type").getAsString());
    assertEquals(0, fields.get("prevLogIndex").getAsInt());
    assertEquals(1, fields.get("leaderCommit").getAsInt());
    assertEquals("x+=a", message.getAsJsonArray("entries").get(0)
        .getAsJsonObject().get("brief").getAsString());
  }

  @Test void theLinesOfTheTraceComeWithTheirRules() {
    HandDriven run = ExampleRuns.committed();
    Event vote = ExampleRuns.first(run.events(), EventKind.RECEIVE, "n2");

    JsonArray lines =
        event(data(run), vote).getAsJsonArray("lines");

    assertEquals("A2", lines.get(0).getAsJsonObject().get("rule")
        .getAsString());
    assertEquals("votes for n1", lines.get(1).getAsJsonObject().get("what")
        .getAsString());
  }

  @Test void whatDidNotChangeIsNotRepeated() {
    HandDriven run = ExampleRuns.committed();
    Event force = ExampleRuns.last(run.events(), EventKind.FORCE, "n1");

    JsonObject event = event(data(run), force);

    assertFalse(event.has("state"));
    assertFalse(event.has("log"));
  }

  @Test void aLogThatIsOverwrittenKeepsItsBeginning() {
    HandDriven run =
        ExampleRuns.committed().propose("n1", "b").elect("n2", "n3")
        .propose("n2", "c").exchange("n2", "n1");
    Event overwritten = run.events().stream()
        .filter(event -> event.lines().toString().contains("AE3"))
        .findFirst().orElseThrow();

    JsonObject log = event(data(run), overwritten).getAsJsonObject("log");

    assertEquals(1, log.get("keep").getAsInt());
    assertEquals(1, log.getAsJsonArray("add").size());
    assertEquals("x+=c", log.getAsJsonArray("add").get(0).getAsJsonObject()
        .get("brief").getAsString());
  }

  @Test void aLogThatCameBackAsItWasIsNotRepeated() {
    HandDriven run = ExampleRuns.committed().crash("n1").restart("n1");
    Event restart = ExampleRuns.last(run.events(), EventKind.START, "n1");

    assertFalse(event(data(run), restart).has("log"));
  }

  @Test void theFactsOfAViolationAreNamedByTheirEvents() {
    HandDriven run = ExampleRuns.lost();

    JsonObject violation = data(run).getAsJsonObject("violation");

    JsonArray evidence = violation.getAsJsonArray("evidence");
    assertEquals("Leader Completeness",
        violation.get("property").getAsString());
    assertEquals(2, evidence.size());
    assertEquals(run.events().size(), evidence.get(1).getAsJsonObject()
        .get("event").getAsInt());
  }

  @Test void whatComesAfterAViolationHasNotLedToIt() {
    HandDriven run = ExampleRuns.lost();
    Event end = run.events().get(run.events().size() - 1);
    Event answer = ExampleRuns.first(run.events(), EventKind.ANSWER, "n1");
    run.crash("n1").restart("n1");
    Event after = run.events().get(run.events().size() - 1);

    JsonObject data = data(run);

    assertTrue(event(data, end).get("past").getAsBoolean());
    assertFalse(event(data, after).get("past").getAsBoolean());
    assertFalse(event(data, answer).get("past").getAsBoolean());
  }

  @Test void aLongRunIsCutAtItsBeginningAndSaysSo() {
    HandDriven run = ExampleRuns.committed().cut("n1", "n3").crash("n2");
    while (run.events().size() < 6000) run.heartbeats("n1");

    JsonObject data = data(run);

    JsonObject beginning = data.getAsJsonObject("beginning");
    JsonArray servers = beginning.getAsJsonArray("servers");
    assertEquals(5000, data.getAsJsonArray("events").size());
    assertEquals(1000, data.get("earlier").getAsInt());
    assertEquals("n1 → n3", beginning.getAsJsonArray("cuts").get(0)
        .getAsString());
    assertEquals(List.of(true, false, true), servers.asList().stream()
        .map(each -> each.getAsJsonObject().get("up").getAsBoolean())
        .toList());
    assertEquals(1, servers.get(1).getAsJsonObject().getAsJsonArray("log")
        .size());
  }

  @Test void anEmptyRunIsRefused() {
    IllegalArgumentException refused = assertThrows(
        IllegalArgumentException.class,
        () -> Picture.html("nothing", List.of(), null));

    assertEquals("nothing was recorded: nothing", refused.getMessage());
  }
}
