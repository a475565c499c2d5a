package lab.maelstrom;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What clients asked and heard, and whether it is linearizable: whether the
 * operations on each key can be put in an order, each at some moment between
 * its request and its answer, in which a simple register would have answered
 * the same. The search is Wing and Gong's (1993), and with Lowe (2017) it never
 * looks twice at the same operations done with the same value left.
 */
final class History {
  private static final long NEVER = Long.MAX_VALUE;

  /** Its outcome is unknown: the operation stays open for ever. */
  static final String UNKNOWN = "unknown";

  private record Invocation(JsonObject request, long begin, long end,
      String result) {

    /** Whether the register could have answered so; null is no value. */
    boolean fits(String value) {
      if (result.equals(UNKNOWN)) return true;
      return result.equals(switch (request.get("type").getAsString()) {
        case "write" -> "write_ok";
        case "read" -> value == null ? "20" : "read_ok " + value;
        default -> value == null ? "20"
            : value.equals(text("from")) ? "cas_ok" : "22";
      });
    }

    String after(String value) {
      return switch (request.get("type").getAsString()) {
        case "write" -> text("value");
        case "read" -> value;
        default -> text("from").equals(value) ? text("to") : value;
      };
    }

    private String text(String name) {
      return CanonicalJson.text(request.get(name));
    }
  }

  private record Tried(BitSet done, String value) {}

  private final Map<String, List<Invocation>> byKey = new TreeMap<>();
  private final Map<String, Integer> results = new TreeMap<>();
  private long moment;

  /** A client asks now. */
  synchronized long begin() {
    return ++moment;
  }

  /** A client hears the answer now, or gives up: null. */
  synchronized void end(long begin, JsonObject request, JsonObject answer) {
    String result = result(answer);
    results.merge(result.split(" ")[0], 1, Integer::sum);
    boolean nothingHappened = List.of("10", "11", "12").contains(result);
    if (nothingHappened) return;
    long end = result.equals(UNKNOWN) ? NEVER : ++moment;
    byKey.computeIfAbsent(request.get("key").toString(),
        key -> new ArrayList<>())
        .add(new Invocation(request, begin, end, result));
  }

  private static String result(JsonObject answer) {
    if (answer == null) return UNKNOWN;
    String type = answer.get("type").getAsString();
    if (type.equals("read_ok")) {
      return "read_ok " + CanonicalJson.text(answer.get("value"));
    }
    if (!type.equals("error")) return type;
    int code = answer.get("code").getAsInt();
    return code == 13 ? UNKNOWN : Integer.toString(code);
  }

  /** How many operations ended so: read_ok, 22, unknown, ... */
  synchronized int count(String result) {
    return results.getOrDefault(result, 0);
  }

  synchronized List<String> keys() {
    return List.copyOf(byKey.keySet());
  }

  /** The keys whose operations fit in no order. */
  synchronized List<String> notLinearizable() {
    List<String> keys = new ArrayList<>();
    byKey.forEach((key, operations) -> {
      if (!new Search(operations).fits(null)) keys.add(key);
    });
    return keys;
  }

  /** All operations on one key, for the message of a failed test. */
  synchronized String about(String key) {
    StringBuilder lines = new StringBuilder();
    byKey.get(key).stream().sorted((a, b) -> Long.compare(a.begin, b.begin))
        .forEach(operation -> lines.append(operation).append('\n'));
    return lines.toString();
  }

  @Override public synchronized String toString() {
    return results.toString();
  }

  private static final class Search {
    private final List<Invocation> operations;
    private final BitSet done = new BitSet();
    private final Set<Tried> tried = new HashSet<>();

    Search(List<Invocation> operations) {
      this.operations = operations;
    }

    /** Whether what is not done yet fits, with this value to begin with. */
    boolean fits(String value) {
      long firstEnd = firstEnd();
      if (firstEnd == NEVER) return true;
      if (!tried.add(new Tried((BitSet) done.clone(), value))) return false;
      for (int i = 0; i < operations.size(); i++) {
        Invocation next = operations.get(i);
        boolean possible = !done.get(i) && next.begin() < firstEnd
            && next.fits(value);
        if (!possible) continue;
        done.set(i);
        if (fits(next.after(value))) return true;
        done.clear(i);
      }
      return false;
    }

    private long firstEnd() {
      long first = NEVER;
      for (int i = 0; i < operations.size(); i++) {
        if (!done.get(i)) first = Math.min(first, operations.get(i).end());
      }
      return first;
    }
  }
}
