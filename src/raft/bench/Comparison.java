package raft.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Two systems in turn, again and again, so that whatever else the machine does
 * meets both. Each repetition gives one ratio for each number of clients; only
 * runs that follow each other are compared.
 */
public final class Comparison {
  private final Meter meter;
  private final Consumer<Measured> results;
  private final Map<Integer, List<Double>> ratios = new LinkedHashMap<>();

  /** @param results hears of each measurement when it is made */
  public Comparison(Meter meter, Consumer<Measured> results) {
    this.meter = meter;
    this.results = results;
  }

  /** Measures each system once with each number of clients. */
  public void repeat(List<Subject> subjects, List<Integer> clients,
      Workload workload) throws InterruptedException {
    for (int number : clients) {
      List<Measured> turn = new ArrayList<>();
      for (Subject subject : subjects) {
        Measured measured = meter.measure(subject, workload.with(number));
        results.accept(measured);
        turn.add(measured);
      }
      if (turn.size() > 1) compare(turn.get(0), turn.get(1));
    }
  }

  private void compare(Measured one, Measured other) {
    ratios.computeIfAbsent(one.clients(), clients -> new ArrayList<>())
        .add(one.opsPerSecond() / other.opsPerSecond());
  }

  /** For each number of clients: the first system's rate by the second's. */
  public Map<Integer, Spread> ratios() {
    Map<Integer, Spread> spreads = new LinkedHashMap<>();
    ratios.forEach((clients, all) -> spreads.put(clients, Spread.of(all)));
    return spreads;
  }
}
