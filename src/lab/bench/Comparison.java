package lab.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One system or two in turn, again and again, so that whatever else the machine
 * does meets both. Each repetition gives one ratio for each number of clients;
 * only runs that follow each other are compared.
 */
public final class Comparison {
  private final Meter meter;
  private final Workload workload;
  private final Consumer<Measured> results;

  // By number of clients, in the order of the measurements.
  private final Map<Integer, List<Double>> ratios = new LinkedHashMap<>();

  /** @param results hears of each measurement when it is made */
  public Comparison(Meter meter, Workload workload,
      Consumer<Measured> results) {
    this.meter = meter;
    this.workload = workload;
    this.results = results;
  }

  /**
   * Measures each system with each number of clients.
   *
   * @param subjects one or two
   */
  public void run(List<Subject> subjects, List<Integer> clients, int times)
      throws InterruptedException {
    List<Subject> order = new ArrayList<>(subjects);
    for (int i = 0; i < times; i++) {
      for (int number : clients) take(order, workload.with(number));
      Collections.reverse(order); // neither always comes first
    }
  }

  private void take(List<Subject> order, Workload workload)
      throws InterruptedException {
    Map<String, Double> rates = new LinkedHashMap<>();
    for (Subject subject : order) {
      Measured measured = meter.measure(subject, workload);
      results.accept(measured);
      rates.put(subject.system(), measured.opsPerSecond());
    }
    if (rates.size() < 2) return;
    ratios.computeIfAbsent(workload.clients(), clients -> new ArrayList<>())
        .add(rates.get(Subject.CLUSTER) / rates.get(Subject.ONE_NODE));
  }

  /** The cluster's rate divided by that of one node, if both ran. */
  public List<Ratio> ratios() {
    return ratios.entrySet().stream()
        .map(all -> Ratio.of(all.getKey(), all.getValue())).toList();
  }
}
