package lab.draw;

import java.util.Arrays;

/** One line of text, written at any column and in any order. */
final class TextLine {

  /** The colours, for a terminal that has any. */
  enum Ink {
    PLAIN(""), LEADER("1;32"), CANDIDATE("33"), FOLLOWER("36"), BAD("31"),
    ASIDE("2");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  private final char[] text;
  private final Ink[] inks;

  TextLine(int width) {
    text = new char[width];
    Arrays.fill(text, ' ');
    inks = new Ink[width];
    Arrays.fill(inks, Ink.PLAIN);
  }

  /** Writes over what is there; what does not fit is left out. */
  void put(int column, String words, Ink ink) {
    for (int i = 0; i < words.length(); i++) {
      if (column + i >= text.length) return;
      text[column + i] = words.charAt(i);
      inks[column + i] = ink;
    }
  }

  /** A line from one column up to before another, through what it crosses. */
  void rule(int from, int to, char stroke) {
    for (int i = from; i < to; i++) text[i] = text[i] == ' ' ? stroke : '┼';
  }

  void inkAll(Ink ink) {
    Arrays.fill(inks, ink);
  }

  /** Without blanks at its end. */
  String toString(boolean coloured) {
    String plain = new String(text).stripTrailing();
    if (!coloured) return plain;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      Ink before = i == 0 ? Ink.PLAIN : inks[i - 1];
      if (inks[i] != before) line.append("\u001b[0;" + inks[i].code + "m");
      line.append(text[i]);
    }
    return line.append("\u001b[0m").toString();
  }
}
