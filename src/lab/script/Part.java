package lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a scenario: the commands below one comment.
 *
 * @param label the comment's own, such as {@code (a)}, or its number
 * @param text  the comment; empty if it is the scenario's title
 * @param last  number of the last event when all its commands are done
 */
public record Part(String label, String text, long last) {
  private static final Pattern LABELLED = Pattern.compile("(\\(\\w+\\)).*");
  private static final Pattern LOG = Pattern.compile("logs (\\S+)=\\S+");

  /** Those in which something has happened, or that follow such a one. */
  static List<Part> of(List<Step> steps) {
    List<Part> parts = new ArrayList<>();
    String text = "";
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (i > 0 && !step.remarks().isEmpty()) text = text(step);
      boolean ends = i + 1 == steps.size()
          || !steps.get(i + 1).remarks().isEmpty();
      if (!ends || step.events() == 0) continue;
      parts.add(new Part(label(text, parts.size() + 1), text, step.events()));
    }
    return parts;
  }

  private static String text(Step step) {
    return String.join(" ", step.remarks()).strip();
  }

  private static String label(String text, int number) {
    Matcher labelled = LABELLED.matcher(text);
    return labelled.matches() ? labelled.group(1) : String.valueOf(number);
  }

  /** What a comment calls a server's log: {@code logs s2=1,1 # (a)}. */
  static Map<String, String> ofLogs(List<Step> steps) {
    Map<String, String> labels = new TreeMap<>(); // by server
    for (Step step : steps) {
      Matcher log = LOG.matcher(step.command());
      Matcher label = LABELLED.matcher(text(step));
      if (log.matches() && label.matches()) {
        labels.put(log.group(1), label.group(1));
      }
    }
    return labels;
  }
}
