package lab.bench;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/** The cluster's rate divided by that of one node, by number of clients. */
public record Ratio(int clients, Spread spread, int repetitions) {
  /** What stands above {@link #line}. */
  public static final String HEADER =
      "clients         cluster / one node: median, least, most";

  static Ratio of(int clients, List<Double> ratios) {
    return new Ratio(clients, Spread.of(ratios), ratios.size());
  }

  /** For a person; under {@link #HEADER}. */
  public String line() {
    return String.format(Locale.ROOT, "%7d  %33.2f %6.2f %5.2f  (of %d)",
        clients, spread.median(), spread.least(), spread.most(), repetitions);
  }

  /** For a program. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("clients", clients);
    json.addProperty("ratio", Measured.rounded(spread.median()));
    json.addProperty("ratioMin", Measured.rounded(spread.least()));
    json.addProperty("ratioMax", Measured.rounded(spread.most()));
    json.addProperty("repetitions", repetitions);
    return json;
  }
}
