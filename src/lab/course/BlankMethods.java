package lab.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which methods of a file a lab leaves to the student. */
final class BlankMethods {
  // A member of a class: two columns in, and no comment or closing brace.
  private static final Pattern HEAD =
      Pattern.compile("  (?=\\w)[^=;]*?(\\w+)(?:[(].*|(?<!class|record) [{])");
  private static final Pattern LABEL =
      Pattern.compile("\\b[A-Z]+[0-9]+\\b");

  private BlankMethods() { }

  /**
   * The methods that are not in the blank text as they are in the whole one, in
   * the order of the file; for each those of the rules that its comments name.
   */
  static Map<String, List<String>> of(String whole, String blank,
      List<String> rules) {
    Map<String, List<String>> solved = methods(whole);
    Map<String, List<String>> missing = new LinkedHashMap<>();
    methods(blank).forEach((name, lines) -> {
      if (lines.equals(solved.get(name))) return;
      missing.put(name, labels(lines, rules));
    });
    return missing;
  }

  /** The lines of each, by its name; those of one name are taken together. */
  private static Map<String, List<String>> methods(String text) {
    Map<String, List<String>> methods = new LinkedHashMap<>();
    List<String> current = null; // null between two methods
    for (String line : text.lines().toList()) {
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        current = methods.computeIfAbsent(head.group(1),
            name -> new ArrayList<>());
      }
      if (current != null) current.add(line);
      if (line.equals("  }")) current = null;
    }
    return methods;
  }

  private static List<String> labels(List<String> lines, List<String> rules) {
    List<String> labels = new ArrayList<>();
    for (String line : lines) {
      int comment = line.indexOf("//");
      if (comment < 0) continue;
      Matcher label = LABEL.matcher(line.substring(comment));
      while (label.find()) {
        String rule = label.group();
        if (rules.contains(rule) && !labels.contains(rule)) labels.add(rule);
      }
    }
    return labels;
  }
}
