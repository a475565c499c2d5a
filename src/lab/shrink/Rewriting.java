package lab.shrink;

import java.util.ArrayList;
import java.util.List;

/**
 * Says the same in fewer and plainer words, wherever the violation does not
 * mind: a message that need not wait is delivered at once, and what belongs
 * together becomes one command.
 */
final class Rewriting {
  private static final int TERMS = 30; // more, and an election stays as it is
  private static final int ANEW = 100_000; // nobody wishes for so much yet

  private final Trials trials;

  Rewriting(Trials trials) {
    this.trials = trials;
  }

  private List<String> lines() {
    return trials.best();
  }

  private Letter letter(int i) {
    return Letter.of(lines().get(i));
  }

  // ---- Messages --------------------------------------------------------

  /** Messages wait only where they must. */
  void straighten() {
    for (int i = 0; i < lines().size(); i++) {
      Letter letter = letter(i);
      if (letter != null && letter.is("hold")) straighten(i, letter);
    }
    for (int i = 0; i < lines().size(); i++) {
      Letter letter = letter(i);
      if (letter != null && !letter.label().isEmpty()) unname(letter.label());
      else if (lines().get(i).endsWith(" again")) wishAnew(i);
    }
  }

  private void straighten(int held, Letter letter) {
    List<Integer> released = new ArrayList<>();
    for (int i = held + 1; i < lines().size(); i++) {
      if (lines().get(i).equals(letter.with("release") + letter.label())) {
        released.add(i);
      }
    }
    if (released.isEmpty()) {
      replace(held, letter.with("drop"));
      return;
    }
    int first = released.get(0);
    String now = released.size() == 1 ? letter.with("deliver")
        : letter.with("duplicate") + letter.label();
    boolean done = move(held, first, now) || moveBack(first, held, now);
    if (!done && released.size() == 2) duplicateLate(held, released, letter);
  }

  /** It is first delivered where it was, and the copy comes at once. */
  private void duplicateLate(int held, List<Integer> released, Letter letter) {
    List<String> changed = new ArrayList<>(lines());
    changed.set(released.get(1), letter.with("deliver"));
    changed.remove((int) released.get(0));
    changed.remove(held);
    trials.keeps(changed);
  }

  /** A new client will do, if it need not be the same. */
  private void wishAnew(int i) {
    String[] words = lines().get(i).split(" ");
    replace(i, "propose " + words[1] + " x=" + (ANEW + i));
  }

  private void unname(String label) {
    trials.keeps(lines().stream().map(line -> line.endsWith(label)
        ? line.substring(0, line.length() - label.length()) : line).toList());
  }

  // ---- Exchanges and elections -----------------------------------------

  /** Commands that say more at once. */
  void combine() {
    for (int i = 0; i < lines().size(); i++) {
      Letter letter = letter(i);
      if (letter != null && letter.is("deliver")) exchange(i, letter);
    }
    for (int i = 0; i < lines().size(); i++) elect(i);
    for (int i = 0; i + 1 < lines().size();) {
      if (!join(i)) i++;
    }
  }

  private void exchange(int asked, Letter letter) {
    int answered = lines().indexOf("deliver " + letter.reply());
    if (answered < asked) return;
    String now = "exchange " + letter.way();
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
    for (int term = 1; term <= TERMS; term++) {
      List<String> changed = new ArrayList<>(lines());
      changed.subList(first, end).clear();
      changed.add(first,
          "elect " + candidate + " term " + term + " by" + voters);
      if (trials.keeps(changed)) return true;
    }
    return false;
  }

  /** Two neighbours become one, if they are of a kind. */
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

  /** Servers and wishes are numbered in the order in which they appear. */
  void number() {
    trials.keeps(Servers.inOrder(lines()));
    List<String> wishes = new ArrayList<>();
    for (String line : lines()) {
      String wish = wish(line);
      if (wish != null && !wishes.contains(wish)) wishes.add(wish);
    }
    trials.keeps(lines().stream().map(line -> wish(line) == null ? line
        : line.replaceFirst("x=\\d+",
            "x=" + (wishes.indexOf(wish(line)) + 1))).toList());
  }

  private static String wish(String line) {
    if (!line.matches("propose s\\d x=\\d+( again)?")) return null;
    return line.split(" ")[2];
  }
}
