package lab.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what clients were told with what is there in the end. Each client
 * appended tokens, each once, to values that all of them share.
 */
final class ChurnAudit {
  private final List<String> violations = new ArrayList<>();

  /**
   * One append that a client asked for.
   *
   * @param token        ends in a semicolon, and no other append has the same
   * @param acknowledged whether the client was told that it was done; if not,
   *                     it may have been
   */
  record Append(String client, String key, String token,
      boolean acknowledged) {}

  private ChurnAudit() {}

  /**
   * Looks for what must not be.
   *
   * @param appends all that were asked for; those of one client in its order
   * @param values  what the store says in the end, by key
   * @return a line for each violation; none if all is well
   */
  static List<String> violations(List<Append> appends,
      Map<String, String> values) {
    Map<String, List<Append>> byKey = new TreeMap<>();
    for (String key : values.keySet()) byKey.put(key, new ArrayList<>());
    for (Append append : appends) {
      byKey.computeIfAbsent(append.key(), key -> new ArrayList<>()).add(append);
    }
    ChurnAudit audit = new ChurnAudit();
    byKey.forEach((key, asked) ->
        audit.check(key, asked, tokens(values.getOrDefault(key, ""))));
    return audit.violations;
  }

  /** Whatever follows the last semicolon is a token too, though a wrong one. */
  private static List<String> tokens(String value) {
    return value.isEmpty() ? List.of() : List.of(value.split("(?<=;)"));
  }

  private void check(String key, List<Append> asked, List<String> found) {
    Map<String, Integer> places = new HashMap<>();
    for (Append append : asked) places.put(append.token(), places.size());
    Set<String> seen = new HashSet<>();
    Map<String, String> latest = new HashMap<>();
    for (String token : found) {
      if (!places.containsKey(token)) {
        violations.add(key + " holds " + token + " which no client appended");
      } else if (!seen.add(token)) {
        violations.add(key + " holds " + token + " twice");
      } else {
        String client = asked.get(places.get(token)).client();
        checkOrder(key, client, latest.put(client, token), token, places);
      }
    }
    checkNothingLost(asked, seen);
  }

  private void checkOrder(String key, String client, String before,
      String token, Map<String, Integer> places) {
    if (before == null || places.get(before) < places.get(token)) return;
    violations.add("%s holds %s before %s but %s appended it later".formatted(
        key, before, token, client));
  }

  private void checkNothingLost(List<Append> asked, Set<String> seen) {
    for (Append append : asked) {
      if (!append.acknowledged() || seen.contains(append.token())) continue;
      violations.add(append.key() + " lost " + append.token() + " which "
          + append.client() + " was told is there");
    }
  }
}
