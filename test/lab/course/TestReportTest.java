package lab.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.course.TestResult.TestOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportTest {
  private static final String BEGIN = """
      <e:events xmlns="c" xmlns:e="e" xmlns:java="j">
      """;

  @TempDir Path folder;

  private static String begun(int id, String method, String tag) {
    return """
        <e:started id="%d"><metadata><tags><tag>%s</tag></tags></metadata>
        <sources><java:methodSource className="raft.ATest" methodName="%s"/>
        </sources></e:started>
        """.formatted(id, tag, method);
  }

  private static String ended(int id, String result) {
    return "<e:finished id=\"" + id + "\">" + result + "</e:finished>\n";
  }

  private static String status(String status, String trace) {
    return "<result status=\"" + status + "\"><java:throwable>" + trace
        + "</java:throwable></result>";
  }

  private Map<String, TestResult> results(String events) throws IOException {
    Path file = Files.writeString(folder.resolve("report.xml"),
        BEGIN + events);
    return TestReport.read(file).results(List.of("L3", "L4"),
        TestOutcome.ENDLESS);
  }

  @Test void aTestHasItsLabelsAndItsOutcome() throws IOException {
    Map<String, TestResult> results = results(begun(1, "commits", "L4")
        + ended(1, "<result status=\"SUCCESSFUL\"/>") + "</e:events>");

    assertEquals(new TestResult("ATest.commits", List.of("L4"),
        TestOutcome.PASSED, ""), results.get("ATest.commits"));
  }

  @Test void theWorstOfItsCasesCounts() throws IOException {
    Map<String, TestResult> results = results(begun(1, "commits", "L4")
        + begun(2, "commits", "L4")
        + ended(1, status("FAILED", "org.opentest4j.AssertionFailedError: no"))
        + ended(2, "<result status=\"SUCCESSFUL\"/>") + "</e:events>");

    assertEquals("ATest.commits fails: no",
        results.get("ATest.commits").toString());
  }

  @Test void whatHadNotEndedWhenTheReportEndsIsNamed() throws IOException {
    Map<String, TestResult> results = results(begun(1, "commits", "L4")
        + ended(1, "<result status=\"SUCCESSFUL\"/>")
        + begun(2, "replicates", "L3"));

    assertEquals(TestOutcome.PASSED, results.get("ATest.commits").outcome());
    assertEquals(TestOutcome.ENDLESS,
        results.get("ATest.replicates").outcome());
  }

  @Test void theLineOfTheAlgorithmIsNamedAndNotThatOfTheTest()
      throws IOException {
    String trace = """
        java.lang.IllegalStateException: none
            at java.base/java.util.List.get(List.java:5)
            at raft.Figure2.commit(Figure2.java:44)
            at raft.ATest.commits(ATest.java:9)""";

    Map<String, TestResult> results = results(begun(1, "commits", "L4")
        + ended(1, status("FAILED", trace)) + "</e:events>");

    assertTrue(results.get("ATest.commits").why()
        .endsWith("IllegalStateException: none (Figure2.java:44)"),
        results.toString());
  }

  @Test void withoutAReportThereAreNoResults() throws IOException {
    assertEquals(Map.of(), TestReport.read(folder.resolve("none"))
        .results(List.of("L4"), TestOutcome.CRASHED));
  }
}
