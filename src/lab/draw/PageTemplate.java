package lab.draw;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** page.html with its style and its scripts written into it: one file. */
final class PageTemplate {
  private static final Pattern PLACE = Pattern.compile("[{][{](\\w+)[}][}]"
      + "|<link rel=\"stylesheet\" href=\"([\\w.]+)\">"
      + "|<script src=\"([\\w.]+)\"></script>");

  private PageTemplate() {}

  /** @param values what stands for each {@code {{name}}}, as HTML */
  static String filled(Map<String, String> values) {
    return PLACE.matcher(read("page.html")).replaceAll(place ->
        Matcher.quoteReplacement(content(place, values)));
  }

  private static String content(MatchResult place, Map<String, String> values) {
    if (place.group(1) != null) return values.get(place.group(1));
    if (place.group(2) != null) {
      return "<style>\n" + read(place.group(2)) + "</style>";
    }
    return "<script>\n" + read(place.group(3)) + "</script>";
  }

  /** A file that stands beside this class, as make puts it into the jar. */
  static String read(String name) {
    try (InputStream file = PageTemplate.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("no lab/draw/" + name + " on the class"
            + " path: copy it from src to where the classes are");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read lab/draw/" + name,
          unreadable);
    }
  }
}
