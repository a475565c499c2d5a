package lab.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import lab.sim.Event;
import lab.sim.HandDriven;
import lab.sim.EventKind;
import lab.sim.Plan;
import lab.sim.Run;
import lab.check.Property;
import lab.check.Violation;
import lab.script.Play;
import lab.script.Scenario;

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

  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll static void open() throws IOException {
    Browser.assumeThere();
    browser = new Browser(folder);
  }

  @AfterAll static void close() throws IOException {
    if (browser != null) browser.close();
  }

  @BeforeEach void isWide() {
    browser.resize(1400);
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
    HandDriven run = ExampleRuns.committed();
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
    HandDriven run = ExampleRuns.committed();

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
    HandDriven run = ExampleRuns.lost();
    Event answer = ExampleRuns.first(run.events(), EventKind.ANSWER, "n1");
    Event vote = ExampleRuns.last(run.events(), EventKind.SEND, "n2");

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
    HandDriven run = ExampleRuns.lost();
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
    String page = Picture.html("a run",
        ExampleRuns.committed().events(), violation);

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
    browser.resize(width);
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
        + "<img src=x onerror=\\\"document.title='caught'\\\">\\u0000\\u0001";

    JsonObject seen = look(ExampleRuns.committed().propose("n1", evil), """
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
    assertTrue(seen.get("entry").getAsString().contains("\\u0001"));
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
    HandDriven run = ExampleRuns.committed();

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
    HandDriven run = ExampleRuns.committed();

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

  // ---- A scenario, step by step ----------------------------------------

  private JsonArray lookAtScenario(String name, String look, String... keys)
      throws IOException {
    Play play = Play.of(Scenario.parse(name, Files.readString(
        Path.of("test/scenarios", name + ".txt"))));
    return browser.look(Picture.html(play), look, keys);
  }

  @Test void aScenarioOpensBeforeItsFirstStepAndShowsAllOfThem()
      throws IOException {
    JsonObject seen = lookAtScenario("figure-8", """
        () => ({
          event: Number(document.querySelector(".mark.here").dataset.event),
          labels: Array.from(document.querySelectorAll("#parts button"),
              button => button.textContent).join(" "),
          here: document.querySelector("#parts [aria-current]").textContent,
          text: document.getElementById("part-text").textContent,
          drawn: document.querySelector(".part text").textContent,
          up: document.querySelectorAll(".chip.follower").length,
        })
        """).get(0).getAsJsonObject();

    String text = "(a) \"S1 is leader and partially replicates the log entry"
        + " at index 2.\"";
    assertEquals(5, number(seen, "event"));
    assertEquals(5, number(seen, "up"));
    assertEquals("(a) (b) (c) 4 5 (d) 7 8", seen.get("labels").getAsString());
    assertEquals("(a)", seen.get("here").getAsString());
    assertEquals(text, seen.get("text").getAsString());
    assertEquals(text, seen.get("drawn").getAsString());
  }

  @Test void aJumpToAStepShowsWhatItLeadsTo() throws IOException {
    JsonObject seen = lookAtScenario("figure-8", """
        () => {
          document.querySelectorAll("#parts button")[1].click();
          return {
            here: document.querySelector("#parts [aria-current]").textContent,
            rows: Array.from(document.querySelectorAll("#logs tbody tr"),
                row => row.querySelector("th").textContent + " "
                  + Array.from(row.querySelectorAll(".entry"),
                      entry => entry.firstChild.textContent)),
          };
        }
        """).get(0).getAsJsonObject();

    assertEquals("(b)", seen.get("here").getAsString());
    assertEquals(List.of("s1 down t2 voted s1 commit 0s5: nextIndex 2,"
        + " matchIndex 0 1,2", "s2 follower t2 voted s1 commit 0s5: nextIndex"
        + " 2, matchIndex 0 1,2", "s3 follower t3 voted s5 commit 0s5:"
        + " nextIndex 2, matchIndex 0 1", "s4 follower t3 voted s5 commit 0s5:"
        + " nextIndex 2, matchIndex 0 1", "s5 leader t3 voted s5 commit 0 1,3"),
        seen.getAsJsonArray("rows").asList().stream()
            .map(JsonElement::getAsString).toList());
  }

  @Test void logsAreCalledAsTheFigureCallsThem() throws IOException {
    JsonObject seen = lookAtScenario("figure-7", """
        () => ({
          drawn: Array.from(document.querySelectorAll("#picture .log-name"),
              name => name.textContent).join(" "),
          row: document.querySelectorAll("#logs tbody th")[3].textContent,
        })
        """).get(0).getAsJsonObject();

    assertEquals("(a) (b) (c) (d) (e) (f)", seen.get("drawn").getAsString());
    assertTrue(seen.get("row").getAsString().startsWith("s4 (c) follower"));
  }

  // ---- A leader's indexes ----------------------------------------------

  @Test void nextIndexAndMatchIndexOfALeaderAreShown() {
    JsonObject seen = look(ExampleRuns.committed(), """
        () => ({
          known: Array.from(document.querySelectorAll("#logs .known"),
              known => known.textContent).join("; "),
          next: document.querySelectorAll("#logs td.next").length,
          match: document.querySelectorAll("#logs td.match").length,
        })
        """).get(0);

    assertEquals("n1: nextIndex 2, matchIndex 1; n1: nextIndex 1, matchIndex 0",
        seen.get("known").getAsString());
    assertEquals(2, number(seen, "next"));
    assertEquals(1, number(seen, "match"));
  }

  // ---- Words in the picture --------------------------------------------

  /** Pairs of words and boxes that lie upon one another, by a pixel or more. */
  private static final String COLLISIONS = """
      () => {
        const all = Array.from(document.querySelectorAll(
            "#picture > svg text, #picture .freight rect"))
            .filter(each => !each.closest("defs, .freight text")
                && !each.classList.contains("sign"))
            .filter(each => each.tagName === "rect"
                || !each.parentNode.classList.contains("freight"))
            .map(each => ({each, ...(({x, y, width, height}) =>
              ({x, y, width, height}))(each.getBBox())}));
        const upon = (a, b) => a.x + 1 < b.x + b.width
            && b.x + 1 < a.x + a.width && a.y + 2 < b.y + b.height
            && b.y + 2 < a.y + a.height;
        const name = ({each}) => each.textContent || "a box";
        return {count: all.length, collisions: all.flatMap((a, k) =>
            all.slice(k + 1).filter(b => upon(a, b))
              .map(b => name(a) + " / " + name(b)))};
      }
      """;

  @ParameterizedTest
  @CsvSource({"figure-7, 1400", "figure-8, 620", "mit-backup, 1000"})
  void noWordsLieUponOthers(String name, int width) throws IOException {
    browser.resize(width);

    JsonArray seen = lookAtScenario(name, COLLISIONS, "PageDown", "PageDown",
        "PageDown", "PageDown", "End", "Home");

    assertFreeOfCollisions(seen);
  }

  @Test void noWordsLieUponOthersInALongRunNorAroundAViolation() {
    Run run = Run.of(Plan.draw(3, 3000), EnumSet.allOf(Property.Group.class),
        true);
    Violation violation = new Violation(Property.ELECTED_BY_MAJORITY,
        "event 3120: few voted", "event 3130: it leads");

    JsonArray seen = browser.look(Picture.html(run.title(), run.events(),
        violation), COLLISIONS, "PageUp", "PageUp", "PageUp", "Home", "End");

    assertFreeOfCollisions(seen);
  }

  private static void assertFreeOfCollisions(JsonArray seen) {
    for (JsonElement each : seen) {
      assertTrue(number(each.getAsJsonObject(), "count") > 20, each.toString());
      assertEquals("[]", each.getAsJsonObject().get("collisions").toString());
    }
  }

  @Test void theLegendSaysWhatColourAndAxisMean() {
    JsonObject seen = look(ExampleRuns.committed(), """
        () => ({text: document.getElementById("legend").textContent})
        """).get(0);

    String text = seen.get("text").getAsString();
    assertTrue(text.contains("colour: the term"), text);
    assertTrue(text.contains("Time runs to the right, and is not to scale."),
        text);
  }

  @Test void aChangeWithoutALineOfTheTraceIsDrawn() {
    HandDriven run = ExampleRuns.lost();

    JsonObject seen = look(run, """
        () => ({
          rules: Array.from(document.querySelectorAll("#picture .rule.bad"),
              rule => rule.textContent).join("; "),
          list: document.getElementById("list").textContent,
        })
        """).get(0);

    String list = seen.get("list").getAsString();
    assertTrue(seen.get("rules").getAsString().contains("not traced"), list);
    assertTrue(list.contains("has lost 1..1 (not traced)"), list);
  }

  // ---- The picture as a file -------------------------------------------

  @Test void whatIsInViewIsSavedAsASvgThatNeedsNoStyleSheet() {
    JsonObject seen = look(ExampleRuns.committed(), """
        () => {
          let saved = "";
          HTMLAnchorElement.prototype.click = function() {
            saved = this.download + " " + this.href.slice(0, 5);
          };
          document.getElementById("save").click();
          const file = new DOMParser().parseFromString(picture(),
              "image/svg+xml").documentElement;
          const drawn = document.querySelector("#picture > svg");
          return {
            saved, root: file.namespaceURI + " " + file.tagName,
            width: file.getAttribute("width"),
            texts: Array.from(file.querySelectorAll("text"),
                each => each.textContent).join(),
            shown: Array.from(drawn.querySelectorAll("text"),
                each => each.textContent).join(),
            bands: Array.from(file.querySelectorAll("rect.band"),
                band => band.getAttribute("fill")),
            reaches: file.querySelectorAll(".reach").length,
          };
        }
        """).get(0);

    assertEquals("a-run.svg blob:", seen.get("saved").getAsString());
    assertEquals("http://www.w3.org/2000/svg svg",
        seen.get("root").getAsString());
    assertEquals("1360", seen.get("width").getAsString());
    assertEquals(seen.get("shown"), seen.get("texts"));
    assertEquals(0, number(seen, "reaches"));
    assertTrue(seen.get("bands").toString().contains("rgb(86, 180, 233)"),
        seen.get("bands").toString());
  }
}
