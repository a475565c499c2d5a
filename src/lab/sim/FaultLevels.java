package lab.sim;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Which faults there are in a run, and how bad. Immutable. */
public final class FaultLevels {
  public static final FaultLevels NONE =
      new FaultLevels(new EnumMap<>(Fault.class));

  private final Map<Fault, Double> levels; // walked in the order of Fault

  private FaultLevels(Map<Fault, Double> levels) {
    this.levels = levels;
  }

  /**
   * Each on or off, by chance. More noise does not find more, so some seeds
   * have few faults and none has all.
   */
  static FaultLevels draw(long seed) {
    SeededRandom random = new SeededRandom(seed);
    double share = random.pick(List.of(0.1, 0.2, 0.4));
    FaultLevels faults = NONE;
    for (Fault fault : Fault.values()) {
      // Its own chance: a fault added later does not change the others.
      SeededRandom own = new SeededRandom(Setup.mix(seed, fault.ordinal()));
      double likely = fault.isOfSnapshots() || fault.isOfChanges()
          ? 0.5 : share; // few seeds have any
      if (own.hits(likely)) faults = faults.with(fault, fault.draw(own));
    }
    return faults;
  }

  public FaultLevels with(Fault fault, double level) {
    Map<Fault, Double> changed = new EnumMap<>(Fault.class);
    changed.putAll(levels);
    changed.put(fault, level);
    return new FaultLevels(changed);
  }

  public FaultLevels without(Fault fault) {
    Map<Fault, Double> changed = new EnumMap<>(Fault.class);
    changed.putAll(levels);
    changed.remove(fault);
    return new FaultLevels(changed);
  }

  FaultLevels withoutSnapshots() {
    FaultLevels rest = this;
    for (Fault fault : Fault.values()) {
      if (fault.isOfSnapshots()) rest = rest.without(fault);
    }
    return rest;
  }

  FaultLevels withoutChanges() {
    FaultLevels rest = this;
    for (Fault fault : Fault.values()) {
      if (fault.isOfChanges()) rest = rest.without(fault);
    }
    return rest;
  }

  /** Only those that have these words. */
  public FaultLevels only(List<String> words) {
    FaultLevels rest = this;
    for (Fault fault : Fault.values()) {
      if (!words.contains(fault.word())) rest = rest.without(fault);
    }
    return rest;
  }

  /** {@code loss,heavy-tail}, or {@code none}. */
  public String words() {
    StringJoiner words = new StringJoiner(",").setEmptyValue("none");
    levels.keySet().forEach(fault -> words.add(fault.word()));
    return words.toString();
  }

  public boolean has(Fault fault) {
    return levels.containsKey(fault);
  }

  /** How bad this fault is; 0 if it does not happen. */
  public double of(Fault fault) {
    return levels.getOrDefault(fault, 0.0);
  }

  @Override public String toString() {
    if (levels.isEmpty()) return "no faults";
    StringJoiner list = new StringJoiner(", ");
    levels.forEach((fault, level) -> list.add(fault.describe(level)));
    return list.toString();
  }
}
