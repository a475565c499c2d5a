package lab.bench;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long no client was served after a leader died, or handed over, over many
 * times. Not thread-safe.
 */
public final class Outage {
  private final String what;
  private final int clients;
  private final List<Double> firstWrites = new ArrayList<>();
  private final List<Double> gapsBefore = new ArrayList<>();
  private final List<Double> gapsOfAll = new ArrayList<>();
  private final List<Double> gaps = new ArrayList<>();
  private long failed;
  private long unknown;

  /**
   * Nothing yet.
   *
   * @param what    kills, or transfers
   * @param clients that wrote all the time; 0 if none did
   */
  public Outage(String what, int clients) {
    this.what = what;
    this.clients = clients;
  }

  /**
   * The result of one of them.
   *
   * @param firstWrite milliseconds from its beginning to the first acknowledged
   *                   write that was begun after it
   * @param gapOfAll   the longest time in which no client had an answer
   * @param gap        the longest time any client went without an answer
   */
  public void add(double firstWrite, double gapOfAll, double gap) {
    firstWrites.add(firstWrite);
    gapsOfAll.add(gapOfAll);
    gaps.add(gap);
  }

  /**
   * What to compare the gap of all with: a busy machine makes pauses, too.
   *
   * @param gapOfAll the longest time in which no client had an answer, in the
   *                 second before it began
   */
  public void addBefore(double gapOfAll) {
    gapsBefore.add(gapOfAll);
  }

  /** Counts the calls of a load that has ended. */
  public void count(Load load) {
    failed += load.failed();
    unknown += load.unknown();
  }

  /** For a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT,
        "%d %s, %d clients; %d calls failed, %d unknown",
        firstWrites.size(), what, clients, failed, unknown));
    lines.add(line("first acknowledged write", Spread.of(firstWrites)));
    lines.add(line("no client was answered for", Spread.of(gapsOfAll)));
    if (!gapsBefore.isEmpty()) {
      lines.add(line("the same, a second before", Spread.of(gapsBefore)));
    }
    lines.add(line("longest gap of any client", Spread.of(gaps)));
    return lines;
  }

  private static String line(String what, Spread millis) {
    return String.format(Locale.ROOT, "  %-28s median %5.0f ms, max %5.0f ms",
        what, millis.median(), millis.most());
  }

  /** For a program. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("system", Subject.CLUSTER);
    json.addProperty("clients", clients);
    json.addProperty(what, firstWrites.size());
    add(json, "firstWriteMillis", Spread.of(firstWrites));
    add(json, "gapOfAllMillis", Spread.of(gapsOfAll));
    if (!gapsBefore.isEmpty()) {
      add(json, "gapBeforeMillis", Spread.of(gapsBefore));
    }
    add(json, "longestGapMillis", Spread.of(gaps));
    json.addProperty("failed", failed);
    json.addProperty("unknown", unknown);
    return json;
  }

  private static void add(JsonObject json, String name, Spread millis) {
    json.addProperty(name + "Median", Measured.rounded(millis.median()));
    json.addProperty(name + "Max", Measured.rounded(millis.most()));
  }
}
