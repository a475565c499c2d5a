package lab.draw;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a given width. */
final class Lines {
  private Lines() {}

  /** Broken at blanks, or where there is none for long, anywhere. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int end = end(rest, width);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  private static int end(String text, int width) {
    int blank = text.lastIndexOf(' ', width);
    if (blank > width / 2) return blank;
    boolean splits = Character.isHighSurrogate(text.charAt(width - 1));
    return splits ? width - 1 : width;
  }
}
