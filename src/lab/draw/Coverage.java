package lab.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import raft.Trace;
import raft.TraceLine;
import lab.sim.Event;

/**
 * The rules, with how often each of its rules did each of the things that it can
 * do, over any number of recorded runs. Not thread-safe.
 */
public final class Coverage {
  private static final int WIDTH = 80;
  private static final int INDENT = 19; // of the words

  private final long[] counts = new long[RuleOccurrence.ALL.size()];
  private final Map<String, Long> strangers = new TreeMap<>();
  private long runs;
  private long events;

  /** Counts one more run, from its first event on. */
  public void add(List<Event> run) {
    Recording recording = new Recording(run);
    runs++;
    events += run.size();
    for (Event event : run) count(event, recording.before(event));
  }

  /** Counts all that another has counted. */
  public void add(Coverage other) {
    for (int i = 0; i < counts.length; i++) counts[i] += other.counts[i];
    other.strangers.forEach((line, n) -> strangers.merge(line, n, Long::sum));
    runs += other.runs;
    events += other.events;
  }

  private void count(Event event, Event before) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += RuleOccurrence.ALL.get(i).times(event, before);
    }
    for (TraceLine line : event.lines()) {
      if (line.rule().equals(Trace.BEYOND_FIGURE_2)) continue;
      if (RuleOccurrence.knows(line)) continue;
      strangers.merge(line.what() + " (" + line.rule() + ")", 1L, Long::sum);
    }
  }

  // ---- As a table ------------------------------------------------------

  /** The figure, box by box; what never fired is marked at the margin. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Figure 2 in " + number(runs) + (runs == 1 ? " run" : " runs")
        + " of " + number(events) + " events");
    for (Rule.Box box : Rule.Box.values()) {
      lines.add("");
      lines.add(box.title());
      Rule.of(box).forEach(rule -> addRule(lines, rule));
    }
    addNotes(lines);
    return lines;
  }

  private void addRule(List<String> lines, Rule rule) {
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      if (RuleOccurrence.ALL.get(i).rule() == rule) total += counts[i];
    }
    List<String> sentence = Lines.wrap(rule.sentence(), WIDTH - INDENT);
    lines.add(row(total, rule.name(), sentence.get(0)));
    for (String more : sentence.subList(1, sentence.size())) {
      lines.add(" ".repeat(INDENT) + more);
    }
    for (int i = 0; i < counts.length; i++) {
      RuleOccurrence each = RuleOccurrence.ALL.get(i);
      if (each.rule() != rule) continue;
      lines.add(row(counts[i], "", "  " + (each.refuses() ? "✗ " : "- ")
          + each.words() + (!each.traced() ? " *" : "")));
    }
  }

  private static String row(long count, String label, String words) {
    return "%-3s%-4s%10s  %s".formatted(count == 0 ? ">>" : "", label,
        count == 0 ? "never" : number(count), words);
  }

  /** {@code 12,345}, whatever the locale of the machine. */
  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private void addNotes(List<String> lines) {
    lines.add("");
    lines.add("✗ says no.  * leaves no line in the trace; counted by what"
        + " happened.");
    lines.add("Not counted, since nothing shows them: a vote that is granted"
        + " again, and a");
    lines.add("reply that is dropped because its request is of an older term.");
    strangers.forEach((line, n) ->
        lines.add(row(n, "?", "unknown to this table: " + line)));
    lines.add(never().isEmpty() ? "All of it happened."
        : ">> Never happened: " + String.join("; ", never()));
  }

  /** What never happened, each as its rule's label and its words. */
  public List<String> never() {
    List<String> never = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      RuleOccurrence each = RuleOccurrence.ALL.get(i);
      if (counts[i] == 0) never.add(each.rule() + " " + each.words());
    }
    return never;
  }
}
