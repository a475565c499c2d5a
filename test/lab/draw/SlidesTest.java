package lab.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import lab.script.Play;
import lab.script.Scenario;
import lab.script.Step;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** A played scenario as slides. */
class SlidesTest {
  private static final String SCENARIO = """
      # Figure 0: "An election."
      nodes 3

      # (a) s1 is elected.
      timeout s1
      elect s1 term 2 by s2 s3
      propose s1 x=1
      replicate s1 -> s2

      # (b) Nothing happens.
      state
      """;
  private static final Pattern CODE =
      Pattern.compile("class=\"code\">(.*)</text>");

  private static Play play() {
    Play play = Play.of(Scenario.parse("figure-0.txt", SCENARIO));
    assertEquals(null, play.stoppedAt());
    return play;
  }

  private static List<String> traceOn(String slide) {
    List<String> lines = new ArrayList<>();
    Matcher code = CODE.matcher(slide);
    while (code.find()) lines.add(code.group(1));
    return lines;
  }

  @Test void allThatWasTracedIsOnSomeSlideAndOnNoneTooMuch() {
    Play play = play();
    List<String> traced = play.steps().stream()
        .filter(step -> !step.command().equals("state"))
        .map(Step::traced).flatMap(List::stream).toList();

    List<String> slides = Slides.of(play);

    List<String> shown = new ArrayList<>();
    for (String slide : slides) {
      assertTrue(traceOn(slide).size() <= 5, slide);
      shown.addAll(traceOn(slide));
    }
    assertEquals(traced.stream().sorted().toList(),
        shown.stream().sorted().toList());
    assertTrue(traced.size() > 8, traced.toString());
  }

  @Test void aSlideShowsHowAllStandAfterItsLastLine() {
    List<String> slides = Slides.of(play());
    String elected = slides.stream().filter(slide -> traceOn(slide).stream()
        .anyMatch(line -> line.contains("becomes leader"))).findFirst().get();
    String first = slides.get(0);
    String last = slides.get(slides.size() - 1);

    assertFalse(first.contains(">leader<"), first);
    assertTrue(elected.contains(">leader<"), elected);
    assertFalse(elected.contains("class=\"committed\""), elected);
    assertTrue(last.contains("class=\"committed\""), "s1 has committed it");
    assertTrue(last.contains("class=\"open\""), "s2 does not know that");
    assertTrue(last.contains(">x←1<"), last);
  }

  @Test void thePartsOfTheScenarioAreNamed() {
    List<String> slides = Slides.of(play());
    String last = slides.get(slides.size() - 1);

    assertTrue(slides.get(0).contains(">Figure 0 (a)<"), slides.get(0));
    assertTrue(slides.get(0).contains(">s1 is elected.<"), slides.get(0));
    assertTrue(last.contains(">Figure 0 (b)<"), last);
    assertTrue(last.contains(">Nothing happens.<"), last);
    assertEquals(List.of(), traceOn(last));
  }

  @Test void eachIsAPictureOfItsOwn() throws Exception {
    for (String slide : Slides.of(play())) {
      Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
          .parse(new ByteArrayInputStream(
              slide.getBytes(StandardCharsets.UTF_8))).getDocumentElement();

      assertEquals("svg", root.getTagName());
      assertEquals("0 0 1600 900", root.getAttribute("viewBox"));
    }
  }

  @Test void inTheDarkOnlyTheColoursDiffer() {
    String light = Slides.of(play()).get(0);

    String dark = SlideColours.DARK.of(light);

    String style = "(?s)<style>.*</style>";
    assertEquals(light.replaceFirst(style, ""), dark.replaceFirst(style, ""));
    assertFalse(dark.contains("#ffffff"), dark);
  }
}
