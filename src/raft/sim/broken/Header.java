package raft.sim.broken;

import java.util.List;
import java.util.Map;
import raft.sim.check.Property;

/**
 * What a patch says of itself, a line each.
 *
 * @param rule     whose rule it breaks, by its label
 * @param fault    what is wrong now
 * @param breaks   what that leads to; {@code nothing} if it is harmless
 * @param caughtBy promises, any of which may be the first seen broken; for a
 *                 harmless one the lemmas, which are stricter than need be
 * @param needs    {@code swarm}, or {@code schedule} if no random run finds it
 * @param seenIn   who made this mistake
 */
record Header(String rule, String fault, String breaks, List<String> caughtBy,
    String needs, String seenIn) {
  private static final String NOTHING = "nothing";
  private static final List<String> KEYS = List.of("Rule", "Fault", "Breaks",
      "Caught by", "Needs", "Seen in");

  /** @throws PatchException if a line is missing, or is none of these */
  static Header of(Map<String, String> lines) {
    for (String key : KEYS) {
      if (lines.containsKey(key)) continue;
      throw new PatchException("its header has no line '" + key + ":'");
    }
    for (String key : lines.keySet()) {
      if (KEYS.contains(key)) continue;
      throw new PatchException("its header has a line '" + key + ":'; known: "
          + KEYS);
    }
    return new Header(lines.get("Rule"), lines.get("Fault"),
        lines.get("Breaks"), properties(lines.get("Caught by")),
        lines.get("Needs"), lines.get("Seen in"));
  }

  private static List<String> properties(String list) {
    if (list.equals(NOTHING)) return List.of();
    List<String> names = List.of(list.split(", "));
    List<String> known = List.of(Property.values()).stream()
        .map(Property::toString).toList();
    for (String name : names) {
      if (known.contains(name)) continue;
      throw new PatchException("caught by '" + name + "'? Known are " + known);
    }
    return names;
  }

  boolean isHarmless() {
    return breaks.equals(NOTHING);
  }

  boolean needsSchedule() {
    return needs.startsWith("schedule");
  }
}
