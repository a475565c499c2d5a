package lab.course;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the algorithm may use: itself, plain values and collections, and all
 * that the project's own version of it uses. It opens no files, knows no network
 * and no clock, starts no threads and ends no process. Compiled code is asked,
 * before any of it runs.
 */
final class Permitted {
  private static final Pattern OWN =
      Pattern.compile("raft[.](kv[.]|json[.]|text[.])?[^.]+");

  // Of java.lang what is a value, a failure, or has no method that does harm.
  private static final Pattern VALUES = Pattern.compile("java[.]lang[.]("
      + "Object|String|StringBuilder|CharSequence|Character|Boolean|Byte|Short"
      + "|Integer|Long|Float|Double|Number|Math|StrictMath|Enum|Record|Iterable"
      + "|Comparable|AutoCloseable|Throwable|Void|\\w*Exception|\\w*Error)");
  private static final Pattern COLLECTIONS = Pattern.compile(
      "java[.]util[.](?!Scanner|Formatter|Timer|ServiceLoader|Properties"
      + "|ResourceBundle|Locale|UUID)[A-Z][\\w$]*"
      + "|java[.]util[.](function|stream)[.][\\w$]+");
  private static final Pattern PARALLEL =
      Pattern.compile(".*#parallel(Stream)?");
  // Printing is how one looks for a mistake.
  private static final Pattern PRINTING = Pattern.compile(
      "java[.]lang[.]System(#out|#err|#arraycopy|#lineSeparator)?"
      + "|java[.]io[.]PrintStream(#print|#println|#printf|#format)?");
  // What the compiler names where the source does not.
  private static final Pattern COMPILED = Pattern.compile(
      "java[.]lang[.]invoke[.](MethodHandles([$]Lookup)?"
      + "|LambdaMetafactory#(alt)?[mM]etafactory|LambdaMetafactory"
      + "|StringConcatFactory(#makeConcat\\w*)?)"
      + "|java[.]lang[.]runtime[.]ObjectMethods(#bootstrap)?"
      + "|java[.]lang[.]Class(#getName|#getSimpleName"
      + "|#desiredAssertionStatus)?");

  private static final List<Map.Entry<Pattern, String>> REASONS = List.of(
      reason("java[.](io|nio)[.].*", "the algorithm opens no files"),
      reason("java[.]net[.].*", "the algorithm knows no network"),
      reason("java[.]lang[.](Thread|Process|Runtime).*|java[.]util[.]concurrent"
          + "[.].*|.*Timer.*|.*#parallel.*",
          "the algorithm starts no threads and no processes"),
      reason("java[.]lang[.]System#(exit|halt).*",
          "the algorithm does not end its process"),
      reason("java[.]lang[.]System#(nano|current).*|java[.]time[.].*",
          "the algorithm has no clock: time is tick()"),
      reason("java[.]lang[.](reflect|invoke|Class).*",
          "the algorithm uses no reflection"));

  private final Set<String> usedByProduct = new TreeSet<>();

  /** @param product the code of the project's own algorithm, by class */
  Permitted(Map<String, byte[]> product) throws IOException {
    for (byte[] code : product.values()) {
      usedByProduct.addAll(ClassFile.names(code));
    }
  }

  private static Map.Entry<Pattern, String> reason(String names, String why) {
    return Map.entry(Pattern.compile(names), why);
  }

  /**
   * What is not permitted in these classes, one line for each name.
   *
   * @throws IOException if one is no class file
   */
  List<String> refused(Map<String, byte[]> classes) throws IOException {
    Set<String> lines = new TreeSet<>();
    for (Map.Entry<String, byte[]> each : classes.entrySet()) {
      for (String name : ClassFile.names(each.getValue())) {
        if (!permits(name)) {
          lines.add(each.getKey() + " uses " + name.replace('#', '.') + ": "
              + why(name));
        }
      }
    }
    return List.copyOf(lines);
  }

  private boolean permits(String name) {
    if (usedByProduct.contains(name)) return true;
    if (PARALLEL.matcher(name).matches()) return false;
    String owner = name.replaceFirst("#.*", "");
    return OWN.matcher(owner).matches() || VALUES.matcher(owner).matches()
        || COLLECTIONS.matcher(owner).matches()
        || PRINTING.matcher(name).matches()
        || COMPILED.matcher(name).matches();
  }

  private static String why(String name) {
    return REASONS.stream()
        .filter(each -> each.getKey().matcher(name).matches())
        .map(Map.Entry::getValue).findFirst()
        .orElse("it is neither a value nor a collection");
  }
}
