package lab.course;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import lab.course.TestResult.TestOutcome;

/**
 * JUnit's report of a run, in the format Open Test Reporting: an element when a
 * test begins, and one when it ends. It is written while the tests run, so it
 * also says what ran when the process was ended.
 */
final class TestReport {
  private static final int MOST_WHY = 160; // characters
  // A frame of a stack trace that is in the algorithm, and in no test.
  private static final Pattern IN_ALGORITHM = Pattern.compile(
      "at (?:\\w+//)?raft[.](?:kv[.])?(?!\\w*Test|Given|Bench|Peer)[^(]*[(]"
      + "(\\w+[.]java:\\d+)");

  /** A test or a container of tests that was begun. */
  private static final class Begun {
    private String method; // null for a class
    private final List<String> tags = new ArrayList<>();
    private TestOutcome outcome; // null until it has ended
    private String why = "";
  }

  private final Map<String, Begun> begun = new TreeMap<>();

  /** Reads as much of it as there is. */
  static TestReport read(Path file) throws IOException {
    TestReport report = new TestReport();
    if (Files.notExists(file)) return report;
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(file)) {
      report.readAll(factory.createXMLStreamReader(in, "UTF-8"));
    } catch (XMLStreamException cutOff) {
      return report; // the process was ended: what came before counts
    }
    return report;
  }

  private Begun current;

  private void readAll(XMLStreamReader in) throws XMLStreamException {
    while (in.hasNext()) {
      if (in.next() != XMLStreamReader.START_ELEMENT) continue;
      switch (in.getLocalName()) {
        case "started" -> {
          current = new Begun();
          begun.put(in.getAttributeValue(null, "id"), current);
        }
        case "tag" -> current.tags.add(in.getElementText());
        case "methodSource" -> current.method =
            in.getAttributeValue(null, "className").replaceFirst(".*[.]", "")
                + "." + in.getAttributeValue(null, "methodName");
        case "finished" ->
            current = begun.get(in.getAttributeValue(null, "id"));
        case "result" -> current.outcome = outcome(in);
        case "throwable" -> current.why = why(in.getElementText());
        default -> { }
      }
    }
  }

  private static TestOutcome outcome(XMLStreamReader in) {
    return switch (in.getAttributeValue(null, "status")) {
      case "SUCCESSFUL" -> TestOutcome.PASSED;
      case "SKIPPED" -> TestOutcome.NOT_RUN;
      default -> TestOutcome.FAILED;
    };
  }

  /** The first line, and where in the algorithm it was. */
  private static String why(String stackTrace) {
    String first = stackTrace.lines().findFirst().orElse("")
        .replaceFirst("^(org[.]opentest4j[.])?([a-z]+[.])*(?=[A-Z])", "")
        .replaceFirst("^Assertion(Failed)?Error: ", "");
    String cut = first.length() <= MOST_WHY ? first
        : first.substring(0, MOST_WHY) + "...";
    return stackTrace.lines().map(IN_ALGORITHM::matcher)
        .filter(Matcher::find).map(place -> cut + " (" + place.group(1) + ")")
        .findFirst().orElse(cut);
  }

  /**
   * Each method that was begun, by its name.
   *
   * @param unfinished what to call the outcome of what has not ended
   */
  Map<String, TestResult> results(List<String> rules, TestOutcome unfinished) {
    Map<String, TestResult> results = new TreeMap<>();
    for (Begun each : begun.values()) {
      if (each.method == null) continue;
      TestOutcome outcome = each.outcome == null ? unfinished : each.outcome;
      TestResult result = new TestResult(each.method,
          rules.stream().filter(each.tags::contains).toList(), outcome,
          each.why);
      results.merge(each.method, result, TestReport::worse);
    }
    return results;
  }

  private static TestResult worse(TestResult one, TestResult other) {
    return one.outcome().compareTo(other.outcome()) >= 0 ? one : other;
  }
}
