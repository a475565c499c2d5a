package lab.shrink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out what can be left out: first whole kinds of commands and whole
 * servers, then stretches, at last one command after the other (Zeller and
 * Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002).
 */
final class Reduction {
  private static final int FIRST_PARTS = 8; // of the schedule

  static final Pattern SERVER = Pattern.compile("\\bs(\\d)\\b");
  private static final Pattern COUNT = Pattern.compile("nodes (\\d+)");
  private static final int DEFAULT_COUNT = 3; // of servers

  private final Trials trials;

  Reduction(Trials trials) {
    this.trials = trials;
  }

  /** Afterwards no single command can be left out, unless the limit is hit. */
  void reduce() {
    leaveOutStretches(1 + trials.best().size() / FIRST_PARTS);
    for (String kind : List.of("drop", "silence", "tick", "disk", "propose",
        "crash", "power-loss")) {
      leaveOut(line -> line.startsWith(kind));
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
      int servers = servers(trials.best());
      for (int i = servers; i >= 1 && !again; i--) {
        for (int k = i - 1; k >= 1 && !again; k--) {
          again = servers > 2
              && trials.keeps(without(k, without(i, trials.best())));
        }
      }
      for (int i = servers; i >= 1 && !again; i--) {
        again = servers > 1 && trials.keeps(without(i, trials.best()));
      }
    }
  }

  private void leaveOutLinks() {
    TreeSet<String> links = new TreeSet<>();
    for (String line : trials.best()) {
      if (line.contains(" -> ")) links.add(link(line));
    }
    for (String link : links) {
      leaveOut(line -> line.contains(" -> ")
          && link(line).equals(link));
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

  // ---- The servers of a schedule ---------------------------------------

  /** How many servers a schedule has. */
  static int servers(List<String> lines) {
    for (String line : lines) {
      Matcher count = COUNT.matcher(line);
      if (count.matches()) return Integer.parseInt(count.group(1));
    }
    return DEFAULT_COUNT;
  }

  /** The schedule without this server; those after it move up. */
  static List<String> without(int number, List<String> lines) {
    Map<String, String> names = new TreeMap<>();
    for (int i = number + 1; i <= 9; i++) names.put("s" + i, "s" + (i - 1));
    List<String> rest = new ArrayList<>();
    rest.add("nodes " + (servers(lines) - 1));
    for (String line : lines) {
      boolean gone = COUNT.matcher(line).matches()
          || (line + " ").contains(" s" + number + " ");
      if (!gone) rest.add(renamed(line, names));
    }
    return rest;
  }

  /** The command with other names of servers. */
  static String renamed(String line, Map<String, String> names) {
    return SERVER.matcher(line).replaceAll(
        name -> names.getOrDefault(name.group(), name.group()));
  }

  /** {@code s1 s2}, for messages in both directions. */
  static String link(String line) {
    Matcher name = SERVER.matcher(line);
    List<String> ends = new ArrayList<>();
    while (name.find()) ends.add(name.group());
    Collections.sort(ends);
    return String.join(" ", ends);
  }
}
