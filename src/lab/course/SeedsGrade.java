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
 */
record SeedsGrade(long seeds, long broken, String story, Path schedule,
    Path picture) {
  static final SeedsGrade NONE = new SeedsGrade(0, 0, null, null, null);

  int points() {
    return seeds > 0 && story == null ? RuleGrade.POINTS : 0;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  seeds                  %2d of %d points; %s".formatted(
        points(), RuleGrade.POINTS, story == null ? seeds + " runs, no promise"
            + " is broken" : "seed " + broken + " breaks a promise"));
    if (story != null) lines.add("          " + story);
    if (schedule != null) {
      lines.add("          schedule: in that project, build/lab play "
          + schedule);
    }
    if (picture != null) lines.add("          picture:  " + picture);
    return lines;
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("points", points());
    json.addProperty("seeds", seeds);
    json.addProperty("broken", broken);
    json.addProperty("story", story);
    json.addProperty("schedule", schedule == null ? null : schedule.toString());
    json.addProperty("picture", picture == null ? null : picture.toString());
    return json;
  }
}
