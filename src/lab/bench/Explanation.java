package lab.bench;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the time of one put goes, for one client: what its parts cost alone,
 * and what is left over. Measured in turn several times; medians are shown. In
 * microseconds. Not thread-safe.
 */
public final class Explanation {
  private static final int WIDTH = 36; // of the longest bar

  private final List<Double> roundTrips = new ArrayList<>();
  private final List<Double> forces = new ArrayList<>();
  private final List<Double> handOvers = new ArrayList<>();
  private final List<Double> puts = new ArrayList<>();
  private final List<Double> oneNode = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();

  /**
   * One round of measurements.
   *
   * @param probe        the parts
   * @param put          the median put of one client
   * @param oneNode the same on one node
   */
  public void add(Probe probe, double put, double oneNode) {
    roundTrips.add(probe.roundTrip());
    forces.add(probe.force());
    handOvers.add(probe.handOver());
    puts.add(put);
    this.oneNode.add(oneNode);
    ratios.add(put / probe.limit());
  }

  private static double median(List<Double> values) {
    return Spread.of(values).median();
  }

  private Probe parts() {
    return new Probe(median(roundTrips), median(forces), median(handOvers));
  }

  /** A picture in text: a bar for each part, one after the other in time. */
  public List<String> picture() {
    Probe parts = parts();
    double put = median(puts);
    Bars bars = new Bars(Math.max(put, parts.limit()));
    bars.next("client and leader, a round trip", parts.roundTrip());
    bars.next("leader and follower, a round trip", parts.roundTrip());
    bars.next("the follower's force", parts.force());
    bars.next("four hand-overs between threads", 4 * parts.handOver());
    bars.next("the rest: rules, JSON, waiting", put - parts.limit());
    bars.whole("measured: the median put", put);
    bars.whole("measured: the same on one node", median(oneNode));
    List<String> lines = new ArrayList<>();
    lines.add("One put of one client, and where its time goes (each part was"
        + " measured alone):");
    lines.addAll(bars.lines);
    lines.add(conclusion(parts));
    lines.add("The leader's own force runs beside the follower's, and nobody"
        + " waits for it.");
    return lines;
  }

  private String conclusion(Probe parts) {
    Spread ratio = Spread.of(ratios);
    return String.format(Locale.ROOT, "The parts make %.0f us. The put takes"
        + " %.2f times that (%.2f to %.2f, %d rounds).", parts.limit(),
        ratio.median(), ratio.least(), ratio.most(), ratios.size());
  }

  /** For a program. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("system", Subject.CLUSTER);
    json.addProperty("clients", 1);
    add(json, "roundTripMicros", roundTrips);
    add(json, "forceMicros", forces);
    add(json, "handOverMicros", handOvers);
    add(json, "putMicros", puts);
    add(json, "oneNodeMicros", oneNode);
    Spread ratio = Spread.of(ratios);
    json.addProperty("ratio", Measured.rounded(ratio.median()));
    json.addProperty("ratioMin", Measured.rounded(ratio.least()));
    json.addProperty("ratioMax", Measured.rounded(ratio.most()));
    return json;
  }

  private static void add(JsonObject json, String name, List<Double> values) {
    json.addProperty(name, Measured.rounded(median(values)));
  }

  /** A line for each part, its bar where the one before ends. */
  private static final class Bars {
    private final List<String> lines = new ArrayList<>();
    private final double scale;
    private double at;

    Bars(double longest) {
      scale = WIDTH / longest;
    }

    void next(String what, double micros) {
      line(what, at, micros);
      at += Math.max(0, micros);
    }

    void whole(String what, double micros) {
      line(what, 0, micros);
    }

    private void line(String what, double from, double micros) {
      int begin = (int) Math.round(scale * from);
      int end = (int) Math.round(scale * (from + Math.max(0, micros)));
      lines.add(String.format(Locale.ROOT, "  %-34s%5.0f us |%s%s", what,
          micros, " ".repeat(begin), "#".repeat(end - begin)));
    }
  }
}
