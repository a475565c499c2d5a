package lab.course;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of the scenarios that show the rules of a lab.
 *
 * @param results of each, by the name of its file. One that is as it should be
 *                is about the rules that act in it; one that is not, about the
 *                first that acts in it and should not, or the other way round
 * @param points  for them, or, if no scenario shows a rule of the lab, for all
 *                that is written of it; {@link Blank} says how many
 */
record ScenariosGrade(List<TestResult> results, int points) {
  static final ScenariosGrade NONE = new ScenariosGrade(List.of(), 0);
  private static final int MOST_LINES = 4;

  ScenariosGrade {
    results = List.copyOf(results);
  }

  private List<TestResult> wrong() {
    return results.stream().filter(each -> !each.isPassed()).toList();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  scenarios              %2d of %d points; %d of %d".formatted(
        points, Blank.POINTS, results.size() - wrong().size(),
        results.size()));
    wrong().stream().limit(MOST_LINES).forEach(each ->
        lines.add("          " + line(each)));
    int more = wrong().size() - MOST_LINES;
    if (more > 0) lines.add("          and " + more + " more");
    return lines;
  }

  /** With the file's name once. */
  private static String line(TestResult wrong) {
    return wrong.why().startsWith(wrong.test()) ? wrong.why()
        : wrong.test() + ": " + wrong.why();
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("points", points);
    json.addProperty("played", results.size());
    JsonObject failed = new JsonObject();
    wrong().forEach(each -> failed.addProperty(each.test(), each.why()));
    json.add("wrong", failed);
    return json;
  }
}
