package raft.sim.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raft.sim.Event;
import raft.sim.HandDriven;
import raft.sim.Kind;
import raft.sim.check.Property;
import raft.sim.check.Violation;

/** The page in a real browser: opened, stepped through with keys, read. */
class PictureInBrowserTest {

  /** What a reader sees of the place where the reader is. */
  private static final String PLACE = """
      () => ({
        event: Number(document.querySelector(".mark.here").dataset.event),
        marks: document.querySelectorAll(".mark").length,
        slider: Number(document.getElementById("slider").value),
        most: Number(document.getElementById("slider").max),
        detail: document.getElementById("detail").textContent,
        rows: Array.from(document.querySelectorAll("#logs tbody tr"),
            row => row.textContent),
        committed: document.querySelectorAll(".entry.committed").length,
        uncommitted: document.querySelectorAll(".entry.uncommitted").length,
        names: document.querySelectorAll("#picture .name").length,
        backDisabled: document.getElementById("back").disabled,
        forthDisabled: document.getElementById("forth").disabled,
      })
      """;

  @TempDir Path folder;
  private Browser browser;

  @BeforeAll static void needsABrowser() {
    Browser.assumeThere();
  }

  @BeforeEach void open() {
    browser = new Browser(folder, 1400);
  }

  private List<JsonObject> look(HandDriven run, String look, String... keys) {
    String page = Picture.html("a run", run.events(), run.violation());
    JsonArray seen = browser.look(page, look, keys);
    List<JsonObject> list = new ArrayList<>();
    for (JsonElement each : seen) list.add(each.getAsJsonObject());
    return list;
  }

  private static long number(JsonObject seen, String name) {
    return seen.get(name).getAsLong();
  }

  @Test void isSteppedThroughWithKeys() {
    HandDriven run = Runs.committed();
    long last = run.events().size();

    List<JsonObject> seen = look(run, PLACE, "ArrowLeft", "ArrowRight",
        "ArrowRight", "Home", "ArrowLeft", "ArrowRight", "End", "x");

    List<Long> events = seen.stream().map(s -> number(s, "event")).toList();
    assertEquals(List.of(last, last - 1, last, last, 1L, 1L, 2L, last, last),
        events);
    assertEquals(number(seen.get(0), "most"), number(seen.get(0), "slider"));
    assertEquals(0, number(seen.get(4), "slider"));
    assertTrue(seen.get(0).get("forthDisabled").getAsBoolean());
    assertFalse(seen.get(0).get("backDisabled").getAsBoolean());
    assertTrue(seen.get(4).get("backDisabled").getAsBoolean());
  }

  @Test void showsRolesLogsAndTheRulesThatFiredAtEachStep() {
    HandDriven run = Runs.committed();

    List<JsonObject> seen = look(run, PLACE, "Home", "End", "ArrowLeft");

    JsonObject begin = seen.get(1);
    JsonObject commit = seen.get(3); // before the client is answered
    assertEquals(3, number(begin, "names"));
    assertEquals(0, number(begin, "committed"));
    assertEquals(1, number(commit, "committed")); // on n1
    assertEquals(1, number(commit, "uncommitted")); // on n2
    assertTrue(begin.get("rows").toString().contains("follower t0 commit 0"));
    assertTrue(commit.get("rows").toString().contains("n1 leader t1 voted n1"
        + " commit 1"), commit.get("rows").toString());
    String detail = commit.get("detail").getAsString();
    assertTrue(detail.contains("n1 receives success t1 from n2"), detail);
    assertTrue(detail.contains("L4 n1 t1 leader | commits 1..1"), detail);
    assertTrue(detail.contains("If there exists an N such that"), detail);
  }

  @Test void aViolationIsExplainedAndTheRestStepsBack() {
    HandDriven run = Runs.lost();
    Event answer = Runs.first(run.events(), Kind.ANSWER, "n1");
    Event vote = Runs.last(run.events(), Kind.SEND, "n2");

    JsonObject seen = look(run, """
        () => ({
          text: document.getElementById("violation").textContent,
          hidden: document.getElementById("violation").hidden,
          flags: document.querySelectorAll(".flag").length,
          lost: document.querySelectorAll("#logs .entry.lost").length,
          aside: Array.from(document.querySelectorAll(".mark.aside"),
              mark => Number(mark.dataset.event)),
        })
        """).get(0);

    String text = seen.get("text").getAsString();
    JsonArray aside = seen.getAsJsonArray("aside");
    assertFalse(seen.get("hidden").getAsBoolean());
    assertTrue(text.contains("Leader Completeness"), text);
    assertTrue(text.contains("at index 1, where 1x+=a committed was committed,"
        + " n3 has nothing"), text);
    assertEquals(2, number(seen, "flags"));
    assertEquals(1, number(seen, "lost"));
    assertTrue(aside.toString().contains("" + answer.number()));
    assertFalse(aside.toString().contains("" + vote.number()));
  }

  @Test void opensWhereThePromiseWasBrokenAndNotWhereTheRunEnds() {
    HandDriven run = Runs.lost();
    long broken = run.events().size();
    run.crash("n3").restart("n3");

    JsonObject seen = look(run, """
        () => ({
          event: Number(document.querySelector(".mark.here").dataset.event),
          after: document.querySelectorAll(".mark.here ~ .mark.aside").length,
          text: document.getElementById("violation").textContent,
        })
        """).get(0);

    assertEquals(broken, number(seen, "event"));
    assertEquals(2, number(seen, "after"));
    assertTrue(seen.get("text").getAsString().contains("n3 has nothing"));
  }

  @Test void factsOfOneAndTheSameEventAreFlaggedSideBySide() {
    Violation violation = new Violation(Property.ELECTED_BY_MAJORITY,
        "event 9: few voted", "event 9: it leads");
    String page = Picture.html("a run", Runs.committed().events(), violation);

    JsonObject seen = browser.look(page, """
        () => ({
          between: Array.from(document.querySelectorAll(".flag"),
              flag => flag.getBoundingClientRect().left)
                .reduce((one, other) => other - one),
          width: document.querySelector(".flag").getBoundingClientRect().width,
        })
        """).get(0).getAsJsonObject();

    assertTrue(seen.get("between").getAsDouble()
        >= seen.get("width").getAsDouble(), seen.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1400, 1000})
  void aLogOfTwelveEntriesIsThereFromTheFirst(int width) {
    browser = new Browser(folder, width);
    HandDriven run = new HandDriven(3).elect("n1", "n2");
    for (int i = 1; i <= 12; i++) run.propose("n1", "v" + i);

    JsonObject seen = look(run, """
        () => ({
          title: document.getElementById("log-title").textContent,
          indexes: document.querySelectorAll("#logs thead th").length - 1,
          beyond: document.querySelector("#logs table").offsetWidth
              - document.getElementById("logs").clientWidth,
        })
        """).get(0);

    assertEquals(12, number(seen, "indexes"));
    assertFalse(seen.get("title").getAsString().contains("entries from"));
    assertTrue(number(seen, "beyond") <= 0, seen.toString());
  }

  @Test void whatTheDataHoldsIsTextAndNothingElse() {
    String evil = "</script><script>document.title='caught'</script>"
        + "<img src=x onerror=\\\"document.title='caught'\\\">\\u0000\u0001";

    JsonObject seen = look(Runs.committed().propose("n1", evil), """
        () => ({
          title: document.title,
          images: document.images.length,
          event: document.getElementById("detail").textContent,
          entry: document.querySelector("#logs tr .entry.uncommitted").title,
        })
        """).get(0);

    assertEquals("a run", seen.get("title").getAsString());
    assertEquals(0, number(seen, "images"));
    assertTrue(seen.get("entry").getAsString().contains("</script><script>"));
    assertTrue(seen.get("entry").getAsString().contains("␁"));
  }

  @Test void sixtyEventsOfFiveNodesFitAndALongRunCanBeWalked() {
    HandDriven run = new HandDriven(5).elect("n1", "n2", "n3", "n4", "n5");
    for (int i = 0; i < 20; i++) {
      run.propose("n1", "v" + i);
      for (int n = 2; n <= 5; n++) run.exchange("n1", "n" + n);
    }
    String look = """
        () => ({
          ...(%s)(),
          sideways: document.documentElement.scrollWidth - innerWidth,
          overlap: Array.from(document.querySelectorAll(".mark"))
              .some(mark => mark.getBoundingClientRect().right > innerWidth),
        })
        """.formatted(PLACE.strip());

    List<JsonObject> seen = look(run, look, "PageUp", "PageUp", "Home");

    for (JsonObject each : seen) {
      assertEquals(60, number(each, "marks"));
      assertTrue(number(each, "sideways") <= 0, each.toString());
      assertFalse(each.get("overlap").getAsBoolean());
    }
    assertEquals(run.events().size(), number(seen.get(0), "event"));
    assertEquals(number(seen.get(0), "slider") - 60,
        number(seen.get(2), "slider"));
    assertEquals(1, number(seen.get(3), "event"));
  }

  @Test void quietEventsAreShownWhenAskedFor() {
    HandDriven run = Runs.committed();

    JsonObject seen = look(run, """
        () => {
          const before = document.querySelectorAll(".mark").length;
          document.getElementById("quiet").click();
          return {before, after: document.querySelectorAll(".mark").length};
        }
        """).get(0);

    assertTrue(number(seen, "before") < number(seen, "after"));
    assertEquals(run.events().size(), number(seen, "after"));
  }

  @Test void theWholeMessageIsSaidWhereTheFocusIs() {
    HandDriven run = Runs.committed();

    JsonObject seen = look(run, """
        () => {
          const hint = document.getElementById("hint");
          const before = hint.hidden;
          document.querySelector(".message.request:not(.election)").focus();
          const text = hint.textContent;
          document.activeElement.blur();
          return {before, text, after: hint.hidden};
        }
        """).get(0);

    String text = seen.get("text").getAsString();
    assertTrue(seen.get("before").getAsBoolean());
    assertTrue(text.contains("AppendEntries n1 → n2, received"), text);
    assertTrue(text.contains("prevLogIndex0"), text);
    assertTrue(text.contains("\"value\":\"a\""), text);
    assertTrue(seen.get("after").getAsBoolean());
  }
}
