package lab.broken;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One change within a file: these lines become those. Where they stand is told
 * by the lines alone; the numbers behind {@code @@} are for people.
 *
 * @param file   as seen from the project's root
 * @param number among the file's hunks; the first is 1
 * @param before with the lines around it
 * @param after  likewise
 */
record Hunk(String file, int number, List<String> before, List<String> after) {

  /**
   * The lines of the file, changed.
   *
   * @throws PatchException unless its lines stand there exactly once
   */
  List<String> applyTo(List<String> lines) {
    int place = Collections.indexOfSubList(lines, before);
    if (place < 0) throw refused("these lines are not there (any more)");
    if (place != Collections.lastIndexOfSubList(lines, before)) {
      throw refused("these lines are there more than once");
    }
    List<String> changed = new ArrayList<>(lines.subList(0, place));
    changed.addAll(after);
    changed.addAll(lines.subList(place + before.size(), lines.size()));
    return changed;
  }

  private PatchException refused(String why) {
    return new PatchException("hunk " + number + " does not apply to " + file
        + ": " + why + ":\n    " + String.join("\n    ", before));
  }
}
