package lab.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says the same in fewer and simpler commands, as long as they show the
 * violation: a message that need not wait is delivered at once, and commands
 * that belong together become one.
 */
final class Simplification {

  /**
   * A command about one message, such as {@code hold Reply s1 -> s2 as m7}.
   *
   * @param verb  what becomes of it
   * @param route which one it is: {@code Reply s1 -> s2}
   * @param label {@code as m7}; empty if it has none
   */
  record MessageCommand(String verb, String route, String label) {
    private static final Pattern FORM =
        Pattern.compile("(\\w+) (\\w+ s\\d -> s\\d)( as \\w+)?");

    /** Null if the line is no such command. */
    static MessageCommand of(String line) {
      Matcher form = FORM.matcher(line);
      if (!form.matches()) return null;
      String label = form.group(3) == null ? "" : form.group(3);
      return new MessageCommand(form.group(1), form.group(2), label);
    }

    boolean is(String otherVerb) {
      return verb.equals(otherVerb);
    }

    /** Another command about the same message, without a label. */
    String with(String otherVerb) {
      return otherVerb + " " + route;
    }

    /** {@code s1 -> s2}. */
    String link() {
      return route.substring(route.indexOf(' ') + 1);
    }

    /** The reply to this request. */
    String reply() {
      String[] words = route.split(" ");
      return "Reply " + words[3] + " -> " + words[1];
    }
  }

  private static final int MOST_TERMS = 30; // tried for an election
  private static final int UNUSED_VALUE = 100_000; // and those above it

  private final Trials trials;

  Simplification(Trials trials) {
    this.trials = trials;
  }

  private List<String> lines() {
    return trials.best();
  }

  private MessageCommand message(int i) {
    return MessageCommand.of(lines().get(i));
  }

  // ---- Messages --------------------------------------------------------

  /** Messages wait only where the violation needs it. */
  void straighten() {
    for (int i = 0; i < lines().size(); i++) {
      MessageCommand message = message(i);
      if (message != null && message.is("hold")) straighten(i, message);
    }
    for (int i = 0; i < lines().size(); i++) {
      MessageCommand message = message(i);
      if (message != null && !message.label().isEmpty()) {
        unname(message.label());
      } else if (lines().get(i).endsWith(" again")) {
        proposeAsNewClient(i);
      }
    }
  }

  private void straighten(int held, MessageCommand message) {
    List<Integer> released = new ArrayList<>();
    for (int i = held + 1; i < lines().size(); i++) {
      if (lines().get(i).equals(message.with("release") + message.label())) {
        released.add(i);
      }
    }
    if (released.isEmpty()) {
      replace(held, message.with("drop"));
      return;
    }
    int first = released.get(0);
    String now = released.size() == 1 ? message.with("deliver")
        : message.with("duplicate") + message.label();
    boolean done = move(held, first, now) || moveBack(first, held, now);
    if (!done && released.size() == 2) duplicateLate(held, released, message);
  }

  /** It is first delivered where it was, and the copy comes at once. */
  private void duplicateLate(int held, List<Integer> released,
      MessageCommand message) {
    List<String> changed = new ArrayList<>(lines());
    changed.set(released.get(1), message.with("deliver"));
    changed.remove((int) released.get(0));
    changed.remove(held);
    trials.keeps(changed);
  }

  /** A new client proposes, if it need not be the same one. */
  private void proposeAsNewClient(int i) {
    String[] words = lines().get(i).split(" ");
    replace(i, "propose " + words[1] + " x=" + (UNUSED_VALUE + i));
  }

  private void unname(String label) {
    trials.keeps(lines().stream().map(line -> line.endsWith(label)
        ? line.substring(0, line.length() - label.length()) : line).toList());
  }

  // ---- Exchanges and elections -----------------------------------------

  /** Several commands become one that says the same. */
  void combine() {
    for (int i = 0; i < lines().size(); i++) {
      MessageCommand message = message(i);
      if (message != null && message.is("deliver")) exchange(i, message);
    }
    for (int i = 0; i < lines().size(); i++) elect(i);
    for (int i = 0; i + 1 < lines().size();) {
      if (!join(i)) i++;
    }
  }

  private void exchange(int asked, MessageCommand message) {
    int answered = lines().indexOf("deliver " + message.reply());
    if (answered < asked) return;
    String now = "exchange " + message.link();
    if (!moveBack(answered, asked, now)) move(asked, answered, now);
  }

  private void elect(int i) {
    if (!lines().get(i).startsWith("timeout ")) return;
    String candidate = lines().get(i).substring("timeout ".length());
    String request = "exchange " + candidate + " -> ";
    StringBuilder voters = new StringBuilder();
    int end = i + 1;
    for (; end < lines().size(); end++) {
      String line = lines().get(end);
      if (!line.startsWith(request)) break;
      voters.append(line.substring(request.length() - 1));
      if (elect(i, end + 1, candidate, voters.toString())) return;
    }
  }

  private boolean elect(int first, int end, String candidate, String voters) {
    for (int term = 1; term <= MOST_TERMS; term++) {
      List<String> changed = new ArrayList<>(lines());
      changed.subList(first, end).clear();
      changed.add(first,
          "elect " + candidate + " term " + term + " by" + voters);
      if (trials.keeps(changed)) return true;
    }
    return false;
  }

  /** Two commands, one after the other, become one if they are alike. */
  private boolean join(int i) {
    String one = lines().get(i);
    String next = lines().get(i + 1);
    if (one.equals(next) && one.startsWith("exchange ")) {
      return move(i, i + 1, one.replace("exchange", "replicate"));
    }
    if (one.equals(next) && one.startsWith("replicate ")) {
      return move(i, i + 1, one);
    }
    if (!start(one).equals(start(next))) return false;
    return move(i, i + 1, one + next.substring(start(next).length()));
  }

  /** What two commands must share to become one; all of it, if they cannot. */
  private static String start(String line) {
    if (line.matches("(exchange|replicate) s\\d -> .*")) {
      return line.substring(0, line.indexOf("->") + 2);
    }
    if (line.matches("(crash|restart|power-loss) .*")) {
      return line.substring(0, line.indexOf(' '));
    }
    return line;
  }

  // ---- Changes ---------------------------------------------------------

  private boolean replace(int i, String line) {
    List<String> changed = new ArrayList<>(lines());
    changed.set(i, line);
    return trials.keeps(changed);
  }

  /** The first goes, and this stands where the later one stood. */
  private boolean move(int first, int later, String line) {
    List<String> changed = new ArrayList<>(lines());
    changed.set(later, line);
    changed.remove(first);
    return trials.keeps(changed);
  }

  /** The later one goes, and this stands where the first stood. */
  private boolean moveBack(int later, int first, String line) {
    List<String> changed = new ArrayList<>(lines());
    changed.set(first, line);
    changed.remove(later);
    return trials.keeps(changed);
  }

  // ---- Names -----------------------------------------------------------

  /** Servers and values are numbered in the order in which they appear. */
  void number() {
    trials.keeps(inOrder(lines()));
    List<String> puts = new ArrayList<>();
    for (String line : lines()) {
      String put = put(line);
      if (put != null && !puts.contains(put)) puts.add(put);
    }
    trials.keeps(lines().stream().map(line -> put(line) == null ? line
        : line.replaceFirst("x=\\d+",
            "x=" + (puts.indexOf(put(line)) + 1))).toList());
  }

  /** {@code x=1} in {@code propose s1 x=1}; null if the line is another. */
  private static String put(String line) {
    if (!line.matches("propose s\\d x=\\d+( again)?")) return null;
    return line.split(" ")[2];
  }

  /** The schedule with its servers numbered as they appear in it. */
  static List<String> inOrder(List<String> lines) {
    Map<String, String> names = new TreeMap<>();
    for (String line : lines) {
      Matcher name = Reduction.SERVER.matcher(line);
      while (name.find()) {
        names.putIfAbsent(name.group(), "s" + (names.size() + 1));
      }
    }
    for (int i = 1; i <= Reduction.servers(lines); i++) {
      names.putIfAbsent("s" + i, "s" + (names.size() + 1));
    }
    return lines.stream().map(line -> Reduction.renamed(line, names)).toList();
  }
}
