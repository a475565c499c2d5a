package lab.draw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import raft.TraceLine;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.sim.Packet;
import lab.check.Violation;
import lab.draw.TextLine.Ink;

/**
 * A recorded run for the terminal: a column for each node, a line for each
 * event, and beside it what was said and which rules fired. Time runs down.
 */
public final class TextDiagram {
  private static final int WIDTH = 100; // of a line, for up to 5 nodes
  private static final int LEFT = 9; // the event's number, and a mark
  private static final int LEAST_WORDS = 36; // columns
  private static final char[] MARKS = {'①', '②'}; // of the two facts

  private final Recording recording;
  private final List<Evidence> evidence;
  private final CausalPast past;
  private final Lifelines lifelines;
  private final boolean coloured;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private TextDiagram(Recording recording, List<Evidence> evidence,
      CausalPast past,
      boolean coloured) {
    this.recording = recording;
    this.evidence = evidence;
    this.past = past;
    this.coloured = coloured;
    lifelines = new Lifelines(recording, LEFT);
    width = Math.max(WIDTH, lifelines.right() + LEAST_WORDS);
  }

  /**
   * The lines, at most 100 columns wide for up to 5 nodes. Events that changed
   * no server are left out.
   *
   * @param events    in their order, as a run recorded them
   * @param violation what the run ended with; null if it kept all promises
   * @param most      how many events at most, the last ones
   * @param coloured  whether there may be codes for a terminal's colours
   */
  public static List<String> lines(List<Event> events, Violation violation,
      int most, boolean coloured) {
    Recording recording = new Recording(events);
    List<Long> ends = Evidence.ends(violation);
    CausalPast past = violation == null ? null : new CausalPast(recording,
        ends);
    TextDiagram diagram = new TextDiagram(recording, Evidence.of(violation),
        past, coloured);
    diagram.draw(most, ends);
    if (violation != null) diagram.explain(violation);
    return diagram.lines;
  }

  private void draw(int most, List<Long> ends) {
    Uneventful quiet = new Uneventful(recording);
    List<Long> loud = recording.events().stream()
        .filter(event -> !quiet.is(event) || ends.contains(event.number()))
        .map(Event::number).toList();
    int first = Math.max(0, loud.size() - most);
    Set<Long> shown = new HashSet<>(loud.subList(first, loud.size()));
    head(first);
    for (Event event : recording.events()) {
      lifelines.happened(event);
      if (shown.contains(event.number())) draw(event);
    }
  }

  private void head(int left) {
    TextLine strip = new TextLine(width);
    strip.put(0, "event", Ink.PLAIN);
    lifelines.drawNames(strip);
    strip.put(lifelines.right(), "Lt3 c7: leader, term 3, commitIndex 7",
        Ink.PLAIN);
    add(strip);
    if (left > 0) lines.add("    ⋮    (" + left + " events before)");
  }

  // ---- One event -------------------------------------------------------

  private void draw(Event event) {
    List<String> words = Lines.wrap(words(event), width - lifelines.right());
    TextLine strip = new TextLine(width);
    strip.put(0, "%6d %c".formatted(event.number(), mark(event)), Ink.PLAIN);
    lifelines.draw(strip);
    drawArrow(strip, event);
    if (event.kind() != EventKind.LOSE) {
      strip.put(lifelines.column(event.node()), Lifelines.cell(event),
          ink(event));
    }
    addWords(strip, words.get(0), event);
    for (String more : words.subList(1, words.size())) {
      TextLine next = new TextLine(width);
      lifelines.draw(next);
      addWords(next, more, event);
    }
  }

  private void addWords(TextLine strip, String words, Event event) {
    strip.put(lifelines.right(), words,
        words.contains("refuses") ? Ink.BAD : Ink.PLAIN);
    if (past != null && !past.holds(event)) strip.inkAll(Ink.ASIDE);
    add(strip);
  }

  private void add(TextLine strip) {
    lines.add(strip.toString(coloured));
  }

  /** Which fact this is, or that it can have led to none of them. */
  private char mark(Event event) {
    for (int i = 0; i < evidence.size(); i++) {
      if (evidence.get(i).event() == event.number()) return MARKS[i];
    }
    return past == null || past.holds(event) ? ' ' : '·';
  }

  private static Ink ink(Event event) {
    if (event.status() == null) return Ink.PLAIN;
    return Ink.valueOf(event.status().role().name());
  }

  // ---- Messages --------------------------------------------------------

  private void drawArrow(TextLine strip, Event event) {
    switch (event.kind()) {
      case RECEIVE -> drawArrival(strip, event);
      case LOSE -> drawLoss(strip, event.packet());
      default -> { } // a sending has words only
    }
  }

  private void drawArrival(TextLine strip, Event event) {
    char stroke = event.packet().isReply() ? '╌' : '─';
    int from = lifelines.column(event.packet().from().id());
    int to = lifelines.column(event.node());
    int end = to + Lifelines.cell(event).length();
    if (from < to) {
      strip.rule(from + 1, to - 1, stroke);
      strip.put(to - 1, "▶", Ink.PLAIN);
    } else {
      strip.rule(end + 1, from, stroke);
      strip.put(end, "◀", Ink.PLAIN);
    }
    strip.put(from, "●", Ink.PLAIN);
  }

  private void drawLoss(TextLine strip, Packet packet) {
    int from = lifelines.column(packet.from().id());
    int to = lifelines.column(packet.to().id());
    int end = from < to ? to - 2 : to + 2;
    strip.rule(Math.min(from, end) + 1, Math.max(from, end), '─');
    strip.put(from, "●", Ink.PLAIN);
    strip.put(end, "✗", Ink.BAD);
  }

  // ---- Words -----------------------------------------------------------

  private String words(Event event) {
    StringBuilder words = new StringBuilder();
    words.append(event.packet() == null ? event.kind() : message(event));
    if (!event.text().isEmpty()) words.append(' ').append(event.text());
    String separator = " | ";
    for (TraceLine line : recording.lines(event)) {
      words.append(separator).append(line.what());
      words.append(" (").append(line.rule()).append(')');
      separator = ", ";
    }
    return Brief.visible(words.toString());
  }

  private static String message(Event event) {
    Packet packet = event.packet();
    String brief = Brief.message(packet);
    return switch (event.kind()) {
      case RECEIVE -> brief;
      case SEND -> "sends " + brief + " to " + packet.to().id();
      case LOSE -> brief + " is lost";
      default -> event.kind() + " " + brief;
    };
  }

  // ---- The violation ---------------------------------------------------

  private void explain(Violation violation) {
    lines.add("");
    lines.addAll(Lines.wrap("✗ Broken: " + violation.property() + ": "
        + violation.property().promise(), WIDTH));
    for (int i = 0; i < evidence.size(); i++) {
      Evidence fact = evidence.get(i);
      String event = fact.event() == 0 ? "" : "event " + fact.event() + ": ";
      lines.addAll(Lines.wrap(Brief.visible(MARKS[i] + " " + event
          + fact.text()), WIDTH));
    }
    lines.add("· cannot have led to it");
  }
}
