package lab.quiz;

import java.util.Locale;

/**
 * What to say of something that was typed as an answer.
 *
 * @param result whether it is right
 * @param why    a sentence for who typed it; empty if there is nothing to add
 */
public record Verdict(Result result, String why) {
  /** {@code UNCLEAR}: it is no answer to this question, and one may try again. */
  public enum Result { RIGHT, WRONG, UNCLEAR }

  static final Verdict RIGHT = new Verdict(Result.RIGHT, "");
  static final Verdict WRONG = new Verdict(Result.WRONG, "");

  static Verdict wrong(String why) {
    return new Verdict(Result.WRONG, why);
  }

  static Verdict unclear(String why) {
    return new Verdict(Result.UNCLEAR, why);
  }

  /** In words: {@code wrong: it has 31 commands}. */
  @Override public String toString() {
    String word = result.name().toLowerCase(Locale.ROOT);
    return why.isEmpty() ? word : word + ": " + why;
  }
}
