package house;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The locks of a source file: which fields change, who may touch them as their
 * comments say it, and whether the code keeps to it. It reads words and counts
 * braces, like {@link Source}; what hides behind another name it cannot see.
 */
final class Locks {

  /**
   * A field that may change, or holds something that does.
   *
   * @param lock what must be held by whoever touches it: "this" or the field's
   *             own name; null if its comment names no lock
   * @param said whether its comment says how threads are kept apart at all
   */
  private record Field(String name, int line, String lock, boolean said) {}

  private static final Pattern FIELD = Pattern.compile(
      "^ +(?:(?:private|protected|public|static|final|volatile) )*"
      + "(?!return|throw|package|import)[\\w.]+(?:<.*>)?(?:\\[\\])* (\\w+)"
      + "(?: = .*| =|;)$");
  private static final Pattern COLLECTION = Pattern.compile("= new [\\w.]*\\b"
      + "(StringBuilder|Random|(Array|Linked|Hash|Tree|LinkedHash)(List|Deque|Map|Set))\\b");
  private static final Pattern SAID = Pattern.compile(
      "uarded by|monitor guards|thread only|any thread|thread has ended");
  private static final Pattern WAIT = Pattern.compile("(?<!\\w)(wait|timedWait)\\s*\\(");
  private static final Pattern SYNCHRONIZED =
      Pattern.compile("synchronized\\s*\\(\\s*([\\w.]+)\\s*\\)");

  private final String text;
  private final String code;
  private final List<String> lines;
  private final List<String> codeLines;
  private final List<Source.Method> methods;
  private final List<Integer> starts = new ArrayList<>(); // of the lines
  private final List<Field> fields = new ArrayList<>();

  Locks(String text) {
    this.text = text;
    code = Source.code(text);
    lines = text.lines().toList();
    codeLines = code.lines().toList();
    methods = Source.methods(text);
    starts.add(0);
    for (int i = 0; i < code.length(); i++) {
      if (code.charAt(i) == '\n') starts.add(i + 1);
    }
    for (int i = 0; i < lines.size(); i++) addField(i);
  }

  // ---- fields ----------------------------------------------------------

  private void addField(int i) {
    Matcher field = FIELD.matcher(codeLines.get(i).stripTrailing());
    if (!field.find() || methodAt(i + 1) != null) return;
    String line = codeLines.get(i);
    if (line.contains(" volatile ")) return;
    boolean changes = !line.contains(" final ")
        || COLLECTION.matcher(line).find();
    if (!changes) return;
    String comment = comment(i);
    fields.add(new Field(field.group(1), i + 1, lock(field.group(1), comment),
        SAID.matcher(comment).find()));
  }

  /** What is said in the field's paragraph above it, or for the class. */
  private String comment(int i) {
    int first = i;
    while (!lines.get(first - 1).isBlank()
        && !codeLines.get(first - 1).contains("{")) first--;
    StringBuilder comment = new StringBuilder();
    for (String line : lines.subList(first, i + 1)) comment.append(line);
    String all = comment.toString().replaceAll("\\s*// *|\\s+", " ");
    if (SAID.matcher(all).find()) return all;
    Matcher forTheClass = Pattern.compile("monitor guards (every|the) field")
        .matcher(text.replaceAll("\\s*\\n \\* ?|\\s+", " "));
    return forTheClass.find() ? forTheClass.group() : all;
  }

  private static String lock(String field, String comment) {
    if (comment.matches(".*uarded by (itself|themselves)\\b.*")) return field;
    boolean mine = comment.contains("uarded by this object's monitor")
        || comment.contains("monitor guards");
    return mine ? "this" : null;
  }

  /** Fields that change and do not say who keeps the threads apart. */
  List<String> unexplained() {
    return fields.stream().filter(field -> !field.said())
        .map(field -> field.line() + " " + field.name()).toList();
  }

  /** Whether more than one thread is meant to come here. */
  boolean areNeeded() {
    boolean machine = code.startsWith("package raft.node;")
        || code.startsWith("package lab.maelstrom;");
    return machine && !text.contains("ot thread-safe")
        || Pattern.compile("\\b(synchronized|volatile)\\b").matcher(code).find();
  }

  // ---- who touches them ------------------------------------------------

  /** Places where a field is touched and its lock may not be held. */
  List<String> touchedWithout() {
    List<String> places = new ArrayList<>();
    for (Field field : fields) {
      if (field.lock() == null) continue;
      Matcher named = Pattern.compile("(?<![\\w.]|::)(?:this[.])?("
          + field.name() + ")\\b(?!\\s*[(])").matcher(code);
      while (named.find()) {
        if (isTaken(named.start(1))) continue;
        if (isHeld(field.lock(), named.start(1), new HashSet<>())) continue;
        places.add(line(named.start()) + " " + field.name());
      }
    }
    return places;
  }

  /** Whether the lock that is named at this offset is being taken there. */
  private boolean isTaken(int offset) {
    String before = code.substring(Math.max(0, offset - 20), offset);
    return before.matches("(?s).*synchronized\\s*[(]\\s*");
  }

  /** At an offset; outside all methods nobody touches anything. */
  private boolean isHeld(String lock, int offset, Set<String> asked) {
    Source.Method method = methodAt(line(offset));
    if (method == null || Character.isUpperCase(method.name().charAt(0))) {
      return true; // a declaration, or nobody else has it yet
    }
    int start = start(method);
    String head = code.substring(start, code.indexOf("{", start));
    if (lock.equals("this") && head.contains("synchronized")) return true;
    if (code.substring(start, offset).contains("assert Thread.holdsLock("
        + lock + ")")) return true;
    if (Source.enclosing(code, start, offset).stream()
        .anyMatch(block -> takes(block, lock))) return true;
    return head.contains("private ") && isCalledHolding(lock, method, asked);
  }

  private static boolean takes(String head, String lock) {
    Matcher taken = SYNCHRONIZED.matcher(head);
    return taken.find() && taken.group(1).equals(lock);
  }

  /** Whether it is called, and everybody who calls it holds the lock. */
  private boolean isCalledHolding(String lock, Source.Method method,
      Set<String> asked) {
    if (!asked.add(method.name())) return true;
    Matcher call = Pattern.compile("(?<![\\w.])" + method.name() + "\\b"
        + "(?=\\s*[(]|\\s*[),;])").matcher(code);
    boolean called = false;
    while (call.find()) {
      int line = line(call.start());
      boolean declared = methods.stream().anyMatch(each ->
          each.name().equals(method.name()) && each.first() <= line
          && call.start() < code.indexOf("{", start(each)));
      if (declared) continue;
      called = true;
      if (!isHeld(lock, call.start(), asked)) return false;
    }
    return called;
  }

  // ---- waiting ---------------------------------------------------------

  /** Waits that are not asked again whether what they wait for is there. */
  List<String> waitsOutsideLoops() {
    List<String> places = new ArrayList<>();
    Matcher wait = WAIT.matcher(code);
    while (wait.find()) {
      Source.Method method = methodAt(line(wait.start()));
      boolean looped = Source.enclosing(code, start(method), wait.start())
          .stream().anyMatch(head -> head.matches("(?s).*\\bwhile\\s*\\(.*"));
      if (!looped) places.add(line(wait.start()) + " wait");
    }
    return places;
  }

  /** Where only one of those who wait is woken, and perhaps the wrong one. */
  List<String> wakesOfOne() {
    List<String> places = new ArrayList<>();
    Matcher wake = Pattern.compile("\\bnotify\\s*[(]").matcher(code);
    while (wake.find()) places.add(line(wake.start()) + " notify");
    return places;
  }

  /** Locks that are neither this object nor a field guarded by itself. */
  List<String> locksOfOthers() {
    List<String> places = new ArrayList<>();
    Matcher taken = SYNCHRONIZED.matcher(code);
    while (taken.find()) {
      String lock = taken.group(1);
      boolean own = lock.equals("this") || fields.stream()
          .anyMatch(field -> lock.equals(field.lock()));
      if (!own) places.add(line(taken.start()) + " " + lock);
    }
    return places;
  }

  // ---- places ----------------------------------------------------------

  private Source.Method methodAt(int line) {
    return methods.stream().filter(method -> method.holds(line)).findFirst()
        .orElse(null);
  }

  private int start(Source.Method method) {
    return starts.get(method.first() - 1);
  }

  private int line(int offset) {
    int found = Collections.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
