package lab.shrink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers that a schedule speaks of. */
final class Servers {
  private static final Pattern NAME = Pattern.compile("\\bs(\\d)\\b");
  private static final Pattern COUNT = Pattern.compile("nodes (\\d+)");
  private static final int USUAL = 3; // if nothing is said

  private Servers() {}

  /** How many there are. */
  static int count(List<String> lines) {
    for (String line : lines) {
      Matcher count = COUNT.matcher(line);
      if (count.matches()) return Integer.parseInt(count.group(1));
    }
    return USUAL;
  }

  /** The schedule without this one; those behind it move up. */
  static List<String> without(int number, List<String> lines) {
    Map<String, String> names = new TreeMap<>();
    for (int i = number + 1; i <= 9; i++) names.put("s" + i, "s" + (i - 1));
    List<String> rest = new ArrayList<>();
    rest.add("nodes " + (count(lines) - 1));
    for (String line : lines) {
      boolean gone = COUNT.matcher(line).matches()
          || (line + " ").contains(" s" + number + " ");
      if (!gone) rest.add(renamed(line, names));
    }
    return rest;
  }

  /** The schedule with its servers numbered as they appear in it. */
  static List<String> inOrder(List<String> lines) {
    Map<String, String> names = new TreeMap<>();
    for (String line : lines) {
      Matcher name = NAME.matcher(line);
      while (name.find()) {
        names.putIfAbsent(name.group(), "s" + (names.size() + 1));
      }
    }
    for (int i = 1; i <= count(lines); i++) {
      names.putIfAbsent("s" + i, "s" + (names.size() + 1));
    }
    return lines.stream().map(line -> renamed(line, names)).toList();
  }

  private static String renamed(String line, Map<String, String> names) {
    return NAME.matcher(line).replaceAll(
        name -> names.getOrDefault(name.group(), name.group()));
  }

  /** {@code s1 s2}, whichever way the message goes. */
  static String link(String line) {
    Matcher name = NAME.matcher(line);
    List<String> ends = new ArrayList<>();
    while (name.find()) ends.add(name.group());
    Collections.sort(ends);
    return String.join(" ", ends);
  }
}
