package lab.course;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of the simulated runs.
 *
 * @param seeds    how many were to be run; 0 if none was
 * @param broken   the first that went wrong; 0 if none did
 * @param story    what went wrong in it; null if nothing did
 * @param schedule a scenario that shows it; null if there is none
 * @param picture  of that; null if there is none
 * @param rules    of the lab in whose code something was thrown; if nothing was,
 *                 those by which our own servers first do otherwise when they
 *                 play the schedule
 */
record SeedsGrade(long seeds, long broken, String story, Path schedule,
    Path picture, List<String> rules) {
  static final SeedsGrade NONE = clean(0);

  SeedsGrade {
    rules = List.copyOf(rules);
  }

  static SeedsGrade clean(long seeds) {
    return new SeedsGrade(seeds, 0, null, null, null, List.of());
  }

  static SeedsGrade broken(long seeds, long broken, String story,
      List<String> rules) {
    return new SeedsGrade(seeds, broken, story, null, null, rules);
  }

  boolean isClean() {
    return seeds > 0 && story == null;
  }

  /** What went wrong, as that of a test; none if nothing did. */
  List<TestResult> results() {
    return story == null ? List.of() : List.of(new TestResult(
        "seed " + broken, rules, TestResult.TestOutcome.FAILED, story));
  }

  List<String> lines(int points) {
    List<String> lines = new ArrayList<>();
    lines.add("  seeds                  %2d of %d points; %s".formatted(
        points, Blank.POINTS, story == null ? seeds + " runs, no promise"
            + " is broken" : "seed " + broken + " breaks a promise"));
    if (story != null) lines.add("          " + story);
    if (schedule != null) {
      lines.add("          schedule: in that project, build/lab play "
          + schedule);
    }
    if (picture != null) lines.add("          picture:  " + picture);
    return lines;
  }

  JsonObject json(int points) {
    JsonObject json = new JsonObject();
    json.addProperty("points", points);
    json.addProperty("seeds", seeds);
    json.addProperty("broken", broken);
    json.addProperty("story", story);
    json.addProperty("schedule", schedule == null ? null : schedule.toString());
    json.addProperty("picture", picture == null ? null : picture.toString());
    return json;
  }
}
