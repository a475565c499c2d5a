package lab.quiz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The answer is one of several.
 *
 * @param choices without their letters, which are a, b, c and so on
 * @param right   which of them, from 0 on
 */
record Choice(List<String> choices, int right) implements Expected {
  Choice {
    choices = List.copyOf(choices);
    if (choices.size() < 2) {
      throw new IllegalArgumentException("there is nothing to choose from");
    }
    if (right < 0 || right >= choices.size()) {
      throw new IllegalArgumentException(
          "the right one is none of " + letters(choices.size()));
    }
  }

  /** The letter of the i-th, from 0 on. */
  static String letter(int i) {
    return String.valueOf((char) ('a' + i));
  }

  private static List<String> letters(int count) {
    List<String> letters = new ArrayList<>();
    for (int i = 0; i < count; i++) letters.add(letter(i));
    return letters;
  }

  @Override public List<String> shown() {
    List<String> lines = new ArrayList<>();
    for (String choice : choices) {
      lines.add(letter(lines.size()) + ") " + choice);
    }
    return lines;
  }

  @Override public Verdict judge(String typed, Path project) {
    String letter = typed.replaceFirst("\\)$", "").toLowerCase(Locale.ROOT);
    if (!letters(choices.size()).contains(letter)) {
      return Verdict.unclear(
          typed + " is none of " + String.join(", ", letters(choices.size())));
    }
    if (letter.equals(letter(right))) return Verdict.RIGHT;
    return Verdict.WRONG;
  }

  @Override public String model() {
    return letter(right);
  }

  @Override public boolean maybeMended() {
    return false;
  }
}
