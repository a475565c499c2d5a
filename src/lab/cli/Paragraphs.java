package lab.cli;

import java.util.ArrayList;
import java.util.List;

/** Markdown on a terminal. */
final class Paragraphs {
  // A line break, unless what follows is an item, a row or a blank line.
  private static final String BREAK = "(?<=\\S)\\n(?=[^\\s|-])";
  private static final String FENCE = "(?m)^```.*$\\n?";

  private Paragraphs() {}

  /** Its lines, broken anew at blanks to fit; what is in a block stays. */
  static List<String> fit(String text, int columns) {
    List<String> lines = new ArrayList<>();
    boolean inBlock = false;
    for (String part : text.split(FENCE, -1)) {
      if (inBlock) lines.addAll(part.lines().toList());
      else part.replaceAll(BREAK, " ").lines()
          .forEach(line -> fold(line, columns, lines));
      inBlock = !inBlock;
    }
    return lines;
  }

  /** A word that is longer than a line has one of its own. */
  private static void fold(String line, int columns, List<String> lines) {
    String rest = line;
    while (rest.length() > columns) {
      int blank = rest.lastIndexOf(' ', columns);
      if (blank < 1) blank = rest.indexOf(' ', columns);
      if (blank < 1) break;
      lines.add(rest.substring(0, blank));
      rest = rest.substring(blank + 1);
    }
    lines.add(rest);
  }
}
