package raft.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of Markdown tells its reader to type. A block without a language
 * is for a terminal, each line of it; a block of a language is a file, if a
 * name such as {@code my/client.py} stands before it.
 */
final class Examples {
  private static final Pattern FENCE = Pattern.compile(" *```(\\w*) *");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

  // "data/n1 # a comment"; none of our commands has a # in quotation marks.
  private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#.*");

  /** Where something stands, and what. */
  record Example(String place, String line) {
    @Override public String toString() {
      return place + ": " + line;
    }
  }

  /** Lines for a terminal, without comments. */
  final List<Example> lines = new ArrayList<>();

  /** What stands between backquotes in running text. */
  final List<Example> spans = new ArrayList<>();

  /** Files to be made, by name. */
  final Map<String, String> files = new LinkedHashMap<>();

  Examples(Path page) {
    String language = null; // of the block we are in
    String file = null;
    StringBuilder block = new StringBuilder();
    List<String> text = read(page);
    for (int i = 0; i < text.size(); i++) {
      String place = page.getFileName() + ":" + (i + 1);
      Matcher fence = FENCE.matcher(text.get(i));
      if (fence.matches()) {
        if (language != null && file != null) files.put(file, block.toString());
        if (language != null) file = null;
        language = language == null ? fence.group(1) : null;
        block.setLength(0);
      } else if (language == null) {
        file = takeSpans(new Example(place, text.get(i)), file);
      } else if (language.isEmpty()) {
        takeLine(new Example(place, text.get(i)));
      } else {
        block.append(text.get(i)).append('\n');
      }
    }
  }

  private static List<String> read(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void takeLine(Example example) {
    String line = COMMENT.matcher(example.line()).replaceAll("").strip();
    if (!line.isEmpty()) lines.add(new Example(example.place(), line));
  }

  /** Returns the file that the next block is, if this line names one. */
  private String takeSpans(Example example, String file) {
    Matcher span = SPAN.matcher(example.line());
    while (span.find()) {
      spans.add(new Example(example.place(), span.group(1)));
      if (span.group(1).startsWith("my/")) file = span.group(1);
    }
    return file;
  }
}
