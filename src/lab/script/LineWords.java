package lab.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words of one command, taken one after the other. */
final class LineWords {
  private final String line;
  private final List<String> words;
  private int next;

  LineWords(String line) {
    this.line = line;
    words = Arrays.asList(line.split("\\s+"));
  }

  /** The next word, which must be there. */
  String take(String what) {
    if (next < words.size()) return words.get(next++);
    throw wrong(what + " is missing");
  }

  /** Takes this word if it is the next. */
  boolean takeIf(String word) {
    boolean there = next < words.size() && words.get(next).equals(word);
    if (there) next++;
    return there;
  }

  /** The next word must be this one. */
  void take(String word, String what) {
    if (!takeIf(word)) throw wrong("'" + word + "' must come before " + what);
  }

  int number(String what) {
    String word = take(what);
    if (word.matches("\\d{1,6}")) return Integer.parseInt(word);
    throw wrong(what + " must be a number, not " + word);
  }

  /** The words that are left. */
  List<String> rest() {
    List<String> rest = new ArrayList<>(words.subList(next, words.size()));
    next = words.size();
    return rest;
  }

  boolean isEmpty() {
    return next == words.size();
  }

  /** No more words may follow. */
  void end() {
    if (!isEmpty()) throw wrong("'" + words.get(next) + "' is too much");
  }

  ScenarioException wrong(String why) {
    return new ScenarioException("'" + line + "': " + why);
  }
}
