package lab.course;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came of the scenarios that show the rules of a lab.
 *
 * @param played how many there are
 * @param wrong  what is wrong, by the names of their files
 */
record ScenariosGrade(int played, Map<String, String> wrong) {
  static final ScenariosGrade NONE = new ScenariosGrade(0, Map.of());
  private static final int MOST_LINES = 4;

  /** All of them, where no scenario shows a rule of the lab. */
  int points() {
    return played == 0 ? RuleGrade.POINTS
        : RuleGrade.POINTS * (played - wrong.size()) / played;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  scenarios              %2d of %d points; %d of %d".formatted(
        points(), RuleGrade.POINTS, played - wrong.size(), played));
    wrong.entrySet().stream().limit(MOST_LINES).forEach(each ->
        lines.add("          " + each.getKey() + ": " + each.getValue()));
    int more = wrong.size() - MOST_LINES;
    if (more > 0) lines.add("          and " + more + " more");
    return lines;
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("points", points());
    json.addProperty("played", played);
    JsonObject failed = new JsonObject();
    wrong.forEach(failed::addProperty);
    json.add("wrong", failed);
    return json;
  }
}
