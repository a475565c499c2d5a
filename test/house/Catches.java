package house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A catch clause, as a reader sees it.
 *
 * @param types    what is caught, as written
 * @param body     the code in its braces
 * @param repeated whether a loop around it may come by again
 */
record Catches(int line, String types, String body, boolean repeated) {
  private static final Pattern CATCH =
      Pattern.compile("\\bcatch\\s*\\(([\\w.|\\s]+?)\\s+\\w+\\s*\\)\\s*\\{");

  static List<Catches> in(String text) {
    String code = Source.code(text);
    List<Catches> all = new ArrayList<>();
    Matcher found = CATCH.matcher(code);
    while (found.find()) {
      boolean repeated = Source.enclosing(code, 0, found.start()).stream()
          .anyMatch(head -> head.matches("(?s).*\\b(while|for)\\s*\\(.*"
              + "|.*\\bdo\\s*"));
      all.add(new Catches(line(code, found.start()), found.group(1),
          body(code, found.end()), repeated));
    }
    return all;
  }

  private static String body(String code, int start) {
    int depth = 1;
    int end = start;
    while (depth > 0) {
      char c = code.charAt(end++);
      if (c == '{') depth++;
      if (c == '}') depth--;
    }
    return code.substring(start, end - 1);
  }

  private static int line(String code, int offset) {
    return 1 + (int) code.substring(0, offset).chars()
        .filter(c -> c == '\n').count();
  }

  /** Whether one of these is named, or a type that holds them all. */
  boolean catches(String... names) {
    return Pattern.compile("\\b(" + String.join("|", names) + ")\\b")
        .matcher(types).find();
  }

  /** Whether the body calls one of these, or has one of these words. */
  boolean says(String... words) {
    return Pattern.compile("\\b(" + String.join("|", words) + ")\\b")
        .matcher(body).find();
  }
}
