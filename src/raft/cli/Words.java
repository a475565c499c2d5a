package raft.cli;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A typed line, taken apart into words. A word that begins with a quote goes on
 * to the next such quote: between {@code "} with the escapes of JSON, so that
 * {@code "\u0000"} is a word of one NUL, between {@code '} as it stands. Within
 * a word quotes mean nothing, so {@code call {"op":"keys"}} works.
 */
final class Words {
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private final String line;
  private int at;

  private Words(String line) {
    this.line = line;
  }

  /** @throws UsageException if a quote or an escape is not as it should be */
  static List<String> of(String line) {
    Words rest = new Words(line);
    List<String> words = new ArrayList<>();
    rest.skipSpaces();
    while (!rest.isEmpty()) {
      words.add(rest.word());
      rest.skipSpaces();
    }
    return words;
  }

  /**
   * Bytes that are not UTF-8 have become U+FFFD on their way here. That must
   * not get into the store.
   *
   * @throws UsageException if there are any
   */
  static void refuseMangled(String typed) {
    if (typed.indexOf('\ufffd') < 0) return;
    throw new UsageException("this is not UTF-8: " + typed + " (if U+FFFD"
        + " itself is meant, type \"\\ufffd\" in raft shell)");
  }

  private boolean isEmpty() {
    return at == line.length();
  }

  private boolean atSpace() {
    return !isEmpty() && Character.isWhitespace(line.charAt(at));
  }

  private void skipSpaces() {
    while (atSpace()) at++;
  }

  private String word() {
    char first = line.charAt(at);
    if (first == '"' || first == '\'') return quoted(first);
    int begin = at;
    while (!isEmpty() && !atSpace()) at++;
    return line.substring(begin, at);
  }

  private String quoted(char quote) {
    int begin = at++;
    StringBuilder word = new StringBuilder();
    while (!isEmpty() && line.charAt(at) != quote) {
      char c = line.charAt(at++);
      word.append(c == '\\' && quote == '"' ? escaped() : c);
    }
    if (isEmpty()) {
      throw new UsageException("the " + quote + " at column " + (begin + 1)
          + " has no other to end it");
    }
    at++;
    if (isEmpty() || atSpace()) return word.toString();
    throw new UsageException("a space is missing after the " + quote
        + " at column " + at);
  }

  /** What stands after a backslash. */
  private char escaped() {
    int begin = at;
    char c = isEmpty() ? ' ' : line.charAt(at++);
    if (c == 'u') return unicode(begin);
    int known = ESCAPES.indexOf(c);
    if (known >= 0) return ESCAPED.charAt(known);
    throw new UsageException("at column " + begin + ": after \\ comes one of "
        + ESCAPES + " or u and four hex digits; or use ' for quotes");
  }

  private char unicode(int begin) {
    try {
      at += 4;
      return (char) HexFormat.fromHexDigits(line, at - 4, at);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new UsageException("at column " + begin
          + ": after \\u come four hex digits");
    }
  }
}
