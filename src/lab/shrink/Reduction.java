package lab.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Leaves out whatever can be left out: first whole sorts of commands and whole
 * servers, then stretches, at last one command after the other (Zeller and
 * Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002).
 */
final class Reduction {
  private static final int COARSE = 8; // parts, to begin with

  private final Trials trials;

  Reduction(Trials trials) {
    this.trials = trials;
  }

  /** Afterwards no single command can be left out, unless patience ended. */
  void reduce() {
    leaveOutStretches(1 + trials.best().size() / COARSE);
    for (String sort : List.of("drop", "silence", "tick", "disk", "propose",
        "crash", "power-loss")) {
      leaveOut(line -> line.startsWith(sort));
    }
    leaveOutServers();
    leaveOutStretches();
    leaveOutServers();
    leaveOutLinks();
    leaveOutStretches();
  }

  private void leaveOut(Predicate<String> unwanted) {
    List<String> rest = new ArrayList<>(trials.best());
    if (rest.removeIf(unwanted)) trials.keeps(rest);
  }

  // ---- Servers and links -----------------------------------------------

  /** Two at a time if need be: four have the same majority as five. */
  private void leaveOutServers() {
    for (boolean again = true; again;) {
      again = false;
      int nodes = nodes();
      for (int i = nodes; i >= 1 && !again; i--) {
        for (int k = i - 1; k >= 1 && !again; k--) {
          again = nodes > 2 && trials.keeps(
              Servers.without(k, Servers.without(i, trials.best())));
        }
      }
      for (int i = nodes; i >= 1 && !again; i--) {
        again = nodes > 1
            && trials.keeps(Servers.without(i, trials.best()));
      }
    }
  }

  private int nodes() {
    return Servers.count(trials.best());
  }

  private void leaveOutLinks() {
    TreeSet<String> links = new TreeSet<>();
    for (String line : trials.best()) {
      if (line.contains(" -> ")) links.add(Servers.link(line));
    }
    for (String link : links) {
      leaveOut(line -> line.contains(" -> ")
          && Servers.link(line).equals(link));
    }
  }

  // ---- Stretches -------------------------------------------------------

  void leaveOutStretches() {
    int before;
    do {
      before = trials.best().size();
      for (int length = before / 2; length >= 1; length /= 2) {
        leaveOutStretches(length);
      }
    } while (trials.best().size() < before && !trials.isOver());
  }

  private void leaveOutStretches(int length) {
    for (int first = 0; first < trials.best().size() && !trials.isOver();) {
      List<String> rest = new ArrayList<>(trials.best());
      int end = Math.min(first + length, rest.size());
      rest.subList(first, end).clear();
      if (!trials.keeps(rest)) first += length;
    }
  }
}
