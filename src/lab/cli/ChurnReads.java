package lab.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether reads are linearizable, as far as one sees at once: values only grow,
 * so a read must see each append that was acknowledged before it began, and
 * begin with whatever another read had seen by then.
 */
final class ChurnReads {
  // By key. Guarded by this object's monitor.
  private final Map<String, Set<String>> acknowledged = new TreeMap<>();
  private final Map<String, String> longest = new TreeMap<>();

  /** What a read that begins now must see. */
  record ExpectedValue(Set<String> tokens, String beginning) {
    /** What is wrong with this value; null if nothing is. */
    String lackOf(String value) {
      if (!value.startsWith(beginning)) return "what another read had seen";
      Set<String> found = new HashSet<>(List.of(value.split("(?<=;)")));
      for (String token : tokens) if (!found.contains(token)) return token;
      return null;
    }
  }

  /** A client was told that this is there. */
  synchronized void append(String key, String token) {
    acknowledged.computeIfAbsent(key, none -> new HashSet<>()).add(token);
  }

  synchronized ExpectedValue begin(String key) {
    return new ExpectedValue(
        Set.copyOf(acknowledged.getOrDefault(key, Set.of())),
        longest.getOrDefault(key, ""));
  }

  /** A read was answered with this. */
  synchronized void end(String key, String value) {
    longest.merge(key, value, (old, now) ->
        now.length() > old.length() ? now : old);
  }
}
