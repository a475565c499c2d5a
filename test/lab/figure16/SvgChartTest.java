package lab.figure16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgChartTest {
  private static final Panel PANEL = new Panel("A panel",
      new Axis(List.of(0, 50, 100), false),
      List.of(new Panel.Curve("quick", Downtimes.of(List.of(10.0, 20.0))),
          new Panel.Curve("slow", Downtimes.of(List.of(90.0, 150.0))),
          new Panel.Curve("never",
              Downtimes.of(List.of(Double.POSITIVE_INFINITY)))),
      List.of(new Panel.Landmark("median of quick", 12, 0.5)));

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(Document svg, String name) {
    NodeList nodes = svg.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test void itIsWellFormedAndHasACurveForEachLine() throws Exception {
    Document svg = parse(SvgChart.of(List.of(PANEL, PANEL)));

    assertEquals("svg", svg.getDocumentElement().getTagName());
    assertEquals(2 * PANEL.curves().size(), elements(svg, "polyline").size());
    List<String> texts =
        elements(svg, "text").stream().map(Element::getTextContent).toList();
    assertTrue(texts.containsAll(List.of("A panel", "quick", "slow", "never",
        "paper: median of quick", "0%", "100%", "50")), texts::toString);
  }

  @Test void aCurveRisesFromTheLeftBelowToTheRightAbove() throws Exception {
    Document svg = parse(SvgChart.of(List.of(PANEL)));

    String quick = elements(svg, "polyline").get(0).getAttribute("points");

    // 510 wide and 290 high: 10 ms is a tenth of the axis, 20 ms two tenths.
    assertTrue(quick.startsWith("51.0,290.0 51.0,287.1 "), quick);
    assertTrue(quick.endsWith(" 102.0,0.0"), quick);
  }

  @Test void aCurveEndsWhereTheAxisEnds() throws Exception {
    Document svg = parse(SvgChart.of(List.of(PANEL)));

    String slow = elements(svg, "polyline").get(1).getAttribute("points");

    assertTrue(slow.endsWith(" 459.0,145.0"), slow); // 90 ms, half of them
  }

  @Test void aRingStandsWhereThePaperHasItsNumber() throws Exception {
    Document svg = parse(SvgChart.of(List.of(PANEL)));

    Element ring = elements(svg, "circle").get(0);

    assertEquals("61.2", ring.getAttribute("cx")); // 12 ms
    assertEquals("145.0", ring.getAttribute("cy")); // half of them
  }

  @Test void noTwoCurvesLookAlike() throws Exception {
    List<Panel.Curve> seven =
        Collections.nCopies(7, PANEL.curves().get(0));
    Panel panel = new Panel("", PANEL.axis(), seven, List.of());

    Document svg = parse(SvgChart.of(List.of(panel)));

    assertEquals(7, elements(svg, "polyline").stream()
        .map(each -> each.getAttribute("stroke")).distinct().count());
  }
}
