package lab.shrink;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the clients of a run want, in the words of a scenario. Values become
 * numbers, each its own, so that nobody is taken for somebody else.
 */
final class Wishes {
  // As an operation writes itself: c1-4 append k0 c1.4, or c1-5 get k0.
  private static final Pattern OPERATION =
      Pattern.compile("(\\S+-\\d+) (\\w+) k(\\d+)(.*)");
  private static final Pattern VALUE = Pattern.compile("c\\d+[.]\\d+ ");

  private final boolean detailed;
  private final Map<String, String> known = new HashMap<>(); // never walked
  private final Map<String, Integer> values = new HashMap<>(); // likewise

  /** @param detailed what is wanted matters, not only that something is */
  Wishes(boolean detailed) {
    this.detailed = detailed;
  }

  /** As it comes after {@code propose s1}. */
  String of(String operation) {
    Matcher parts = OPERATION.matcher(operation);
    if (!parts.matches()) throw new IllegalArgumentException(operation);
    String before = known.get(parts.group(1));
    if (before != null) return before + " again";
    String wish = detailed ? detailed(parts) : "x=" + (known.size() + 1);
    known.put(parts.group(1), wish);
    return wish;
  }

  private String detailed(Matcher parts) {
    String key = "x" + parts.group(3);
    String rest = parts.group(4);
    return switch (parts.group(2)) {
      case "put" -> key + "=" + numbers(rest);
      case "append" -> "append " + key + "=" + numbers(rest);
      case "cas" -> cas(key, rest.substring(1));
      default -> parts.group(2) + " " + key;
    };
  }

  /** It ends in the new value, and what stands before that is the old one. */
  private String cas(String key, String values) {
    int last = values.lastIndexOf(' ', values.length() - 2) + 1;
    return "cas " + key + "=" + numbers(values.substring(0, last - 1)) + ":"
        + numbers(values.substring(last));
  }

  private String numbers(String text) {
    StringBuilder numbers = new StringBuilder();
    Matcher found = VALUE.matcher(text + " ");
    while (found.find()) {
      values.putIfAbsent(found.group(), values.size() + 1);
      numbers.append(values.get(found.group()));
    }
    return numbers.length() == 0 ? "nothing" : numbers.toString();
  }
}
