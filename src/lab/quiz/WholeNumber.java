package lab.quiz;

import java.nio.file.Path;
import java.util.List;

/** The answer is a number. */
record WholeNumber(long right) implements Expected {
  private static final String FORM = "-?\\d{1,18}";

  /** @throws IllegalArgumentException if it is no whole number */
  static WholeNumber of(String text) {
    if (text.matches(FORM)) return new WholeNumber(Long.parseLong(text));
    throw new IllegalArgumentException(text + " is no whole number");
  }

  @Override public List<String> shown() {
    return List.of("(a number)");
  }

  @Override public Verdict judge(String typed, Path project) {
    if (!typed.matches(FORM)) return Verdict.unclear(typed + " is no number");
    if (Long.parseLong(typed) == right) return Verdict.RIGHT;
    return Verdict.WRONG;
  }

  @Override public String model() {
    return String.valueOf(right);
  }

  @Override public boolean maybeMended() {
    return false;
  }
}
