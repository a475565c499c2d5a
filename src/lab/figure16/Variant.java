package lab.figure16;

import java.util.List;

/**
 * The same experiment with one assumption changed, to see how much depends on
 * it: the three lines about which the paper gives numbers.
 */
record Variant(String name, Downtimes little, Downtimes more, Downtimes quick) {

  static Variant of(String name, Conditions conditions, int trials, long seed) {
    return new Variant(name,
        new RepeatedTrial(new Timeouts(150, 155), conditions, trials).run(seed),
        new RepeatedTrial(new Timeouts(150, 200), conditions, trials).run(seed),
        new RepeatedTrial(new Timeouts(12, 24), conditions, trials).run(seed));
  }

  static List<String> head() {
    return List.of("%-40s %8s %8s %8s %8s".formatted("", "150-155", "150-200",
        "12-24", "12-24"), "%-40s %8s %8s %8s %8s".formatted("in ms", "median",
        "worst", "mean", "worst"));
  }

  @Override public String toString() {
    return "%-40s %8s %8s %8s %8s".formatted(name,
        Downtimes.text(little.median()), Downtimes.text(more.worst()),
        Downtimes.text(quick.mean()), Downtimes.text(quick.worst()));
  }
}
