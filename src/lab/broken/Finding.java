package lab.broken;

/**
 * The result of running a patch.
 *
 * @param found    what was found; null if it was not run
 * @param caughtBy the promise; in parentheses if it is a lemma, and no other
 *                 promise is broken
 * @param verdict  what is not as its header predicts; null if all is
 */
public record Finding(String name, Detection found, String caughtBy,
    String verdict) {

  /** The patch could not be applied or compiled. */
  static Finding unfit(String name, String why) {
    return new Finding(name, null, null, why);
  }

  public boolean isAsPredicted() {
    return verdict == null;
  }

  public static String head() {
    return "%-43s %-24s %6s %8s %7s %9s %7s".formatted("mutant", "caught by",
        "seeds", "events", "seconds", "shrunk to", "seconds");
  }

  /** A row of it, and below it what was wrong. */
  @Override public String toString() {
    String row = found == null ? name
        : "%-43s %-24s %6s %8d %7.1f".formatted(name, caughtBy, seeds(),
            found.events(), found.seconds());
    return isAsPredicted() ? row : row + "\n  NOT AS PREDICTED: " + verdict;
  }

  private String seeds() {
    return switch (found.by()) {
      case SWARM -> String.valueOf(found.seeds());
      case SCHEDULE -> "script";
      case TEST -> "test";
    };
  }
}
