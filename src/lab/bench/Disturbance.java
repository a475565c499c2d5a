package lab.bench;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What clients saw while nothing else went on and while something did, in turn.
 * Not thread-safe.
 */
public final class Disturbance {

  /** Some seconds of work. */
  private record Span(double opsPerSecond, double p50, double p99, double max) {
    static Span of(Load load, long from, long to) {
      Latencies latencies = load.between(from, to);
      return new Span(latencies.count() / ((to - from) / 1e9),
          latencies.micros(50) / 1e3, latencies.micros(99) / 1e3,
          latencies.micros(100) / 1e3);
    }
  }

  private final Workload workload;
  private final String nothing;
  private final String something;
  private final List<Span> without = new ArrayList<>();
  private final List<Span> with = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();
  private long failed;
  private long unknown;
  private long leaderChanges;

  /**
   * @param nothing   what is not so at first: no snapshot is taken
   * @param something and what is, then: each node takes one
   */
  public Disturbance(Workload workload, String nothing, String something) {
    this.workload = workload;
    this.nothing = nothing;
    this.something = something;
  }

  /**
   * Two spans of a load that has ended, by System.nanoTime().
   *
   * @param begin   of the span in which nothing happens
   * @param asked   when it was asked for
   * @param done    when it was done
   * @param changes elections from begin to done
   */
  public void add(Load load, long begin, long asked, long done, long changes) {
    without.add(Span.of(load, begin, asked));
    with.add(Span.of(load, asked, done));
    seconds.add((done - asked) / 1e9);
    failed += load.failed();
    unknown += load.unknown();
    leaderChanges += changes;
  }

  /** For a person. */
  public List<String> lines() {
    return List.of(String.format(Locale.ROOT, "%d keys of 16 + %d bytes, %d"
            + " clients; %d calls failed, %d unknown, %d leader changes",
            workload.keys(), workload.valueBytes(), workload.clients(), failed,
            unknown, leaderChanges),
        "                        ops/s   p50 ms   p99 ms   max ms   (medians)",
        line(nothing, without), line(something, with),
        "ratio of p50: " + words(ratio(Span::p50), "%.2f") + "; of p99: "
            + words(ratio(Span::p99), "%.2f") + "; of max: "
            + words(ratio(Span::max), "%.2f"),
        "it took " + words(Spread.of(seconds), "%.1f s"));
  }

  private static String line(String what, List<Span> spans) {
    return String.format(Locale.ROOT, "%-20s %8.0f %8.1f %8.1f %8.1f", what,
        median(spans, Span::opsPerSecond), median(spans, Span::p50),
        median(spans, Span::p99), median(spans, Span::max));
  }

  /** Median, least and most. */
  private static String words(Spread spread, String format) {
    return String.format(Locale.ROOT, format, spread.median())
        + String.format(Locale.ROOT, " (%.2f to %.2f)", spread.least(),
            spread.most());
  }

  /** With it to without it, of each repetition. */
  private Spread ratio(Function<Span, Double> value) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      ratios.add(value.apply(with.get(i)) / value.apply(without.get(i)));
    }
    return Spread.of(ratios);
  }

  private static double median(List<Span> spans,
      Function<Span, Double> value) {
    return Spread.of(spans.stream().map(value).toList()).median();
  }

  /** For a program. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("clients", workload.clients());
    json.addProperty("keys", workload.keys());
    json.addProperty("p99MillisWithout",
        Measured.rounded(median(without, Span::p99)));
    json.addProperty("p99MillisWith",
        Measured.rounded(median(with, Span::p99)));
    json.addProperty("p50RatioMedian", ratioMedian(Span::p50));
    json.addProperty("p99RatioMedian", ratioMedian(Span::p99));
    json.addProperty("maxRatioMedian", ratioMedian(Span::max));
    json.addProperty("secondsMedian",
        Measured.rounded(Spread.of(seconds).median()));
    json.addProperty("failed", failed);
    json.addProperty("unknown", unknown);
    json.addProperty("leaderChanges", leaderChanges);
    return json;
  }

  private double ratioMedian(Function<Span, Double> value) {
    return Measured.rounded(ratio(value).median());
  }
}
