package lab.bench;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What clients saw while no snapshot was taken and while each node took one, in
 * turn. Not thread-safe.
 */
public final class SnapshotCost {

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
  private final List<Span> without = new ArrayList<>();
  private final List<Span> with = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>(); // of p99
  private final List<Double> seconds = new ArrayList<>(); // for a snapshot
  private long failed;
  private long unknown;
  private long leaderChanges;

  public SnapshotCost(Workload workload) {
    this.workload = workload;
  }

  /**
   * Two spans of a load that has ended, by System.nanoTime().
   *
   * @param begin   of the span without snapshots
   * @param asked   when all nodes were asked for one
   * @param saved   when all of them had one
   * @param changes elections from begin to saved
   */
  public void add(Load load, long begin, long asked, long saved,
      long changes) {
    Span before = Span.of(load, begin, asked);
    Span during = Span.of(load, asked, saved);
    without.add(before);
    with.add(during);
    ratios.add(during.p99() / before.p99());
    seconds.add((saved - asked) / 1e9);
    failed += load.failed();
    unknown += load.unknown();
    leaderChanges += changes;
  }

  /** For a person. */
  public List<String> lines() {
    Spread ratio = Spread.of(ratios);
    Spread took = Spread.of(seconds);
    return List.of(String.format(Locale.ROOT, "%d keys of 16 + %d bytes, %d"
            + " clients; %d calls failed, %d unknown, %d leader changes",
            workload.keys(), workload.valueBytes(), workload.clients(), failed,
            unknown, leaderChanges),
        "                        ops/s   p50 ms   p99 ms   max ms   (medians)",
        line("no snapshot is taken", without), line("each node takes one", with),
        String.format(Locale.ROOT, "ratio of p99: median %.2f, %.2f to %.2f;"
            + " a snapshot took %.1f s (%.1f to %.1f)", ratio.median(),
            ratio.least(), ratio.most(), took.median(), took.least(),
            took.most()));
  }

  private static String line(String what, List<Span> spans) {
    return String.format(Locale.ROOT, "%-20s %8.0f %8.1f %8.1f %8.1f", what,
        median(spans, Span::opsPerSecond), median(spans, Span::p50),
        median(spans, Span::p99), median(spans, Span::max));
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
    json.addProperty("p99RatioMedian",
        Measured.rounded(Spread.of(ratios).median()));
    json.addProperty("snapshotSecondsMedian",
        Measured.rounded(Spread.of(seconds).median()));
    json.addProperty("failed", failed);
    json.addProperty("unknown", unknown);
    json.addProperty("leaderChanges", leaderChanges);
    return json;
  }
}
