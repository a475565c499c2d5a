package lab.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which members a cluster can have, by what became of each change that was
 * asked for. They are asked for one after the other. Its monitor guards the
 * fields.
 */
final class ChurnMembers {

  /** A change of which it is not known whether it was made. */
  private record UnknownChange(Set<String> from, Set<String> to) {}

  private final List<String> violations = new ArrayList<>();
  private Set<String> last; // of the last change that is done
  private final List<UnknownChange> unknown = new ArrayList<>(); // since then

  /** @param first of the beginning */
  ChurnMembers(List<String> first) {
    last = new TreeSet<>(first);
  }

  /** A change was asked for, and this became of it. */
  synchronized void changed(List<String> from, List<String> to,
      ChurnChanger.ChangeOutcome outcome) {
    Set<String> old = new TreeSet<>(from);
    Set<String> wanted = new TreeSet<>(to);
    switch (outcome) {
      case UNKNOWN -> unknown.add(new UnknownChange(old, wanted));
      case DONE -> done(old, wanted);
      default -> { }
    }
  }

  private void done(Set<String> from, Set<String> to) {
    Set<Set<String>> possible = possible();
    // Who asks again for what was done meanwhile is told that it is done.
    if (!possible.contains(from) && !possible.contains(to)) {
      violations.add("the members were changed from " + from + " to " + to
          + ", but they could only be one of " + possible);
    }
    last = to;
    unknown.clear();
  }

  private Set<Set<String>> possible() {
    Set<Set<String>> possible = new LinkedHashSet<>(Set.of(last));
    int before;
    do {
      before = possible.size();
      for (UnknownChange each : unknown) {
        if (possible.contains(each.from())) possible.add(each.to());
      }
    } while (possible.size() > before);
    return possible;
  }

  /** Reports what a check outside of this class found wrong. */
  synchronized void violation(String what) {
    violations.add(what);
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }
}
