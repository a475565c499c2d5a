package lab.draw;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import raft.Role;
import raft.Status;
import lab.sim.Event;
import lab.sim.EventKind;

/** The columns of a diagram in text, and the stroke of each node's line. */
final class Lifelines {
  private static final int LEAST_WIDTH = 9;

  private final List<String> nodes;
  private final int left;
  private final int width; // of a column

  // How each node's line looks; one that never ran has none. Never walked.
  private final Map<String, Character> strokes = new HashMap<>();

  /** @param left where the first column begins */
  Lifelines(Recording recording, int left) {
    nodes = recording.nodes();
    this.left = left;
    width = recording.events().stream()
        .mapToInt(event -> 2 + cell(event).length())
        .reduce(LEAST_WIDTH, Math::max);
  }

  /** Where a node's column begins. */
  int column(String node) {
    return left + width * nodes.indexOf(node);
  }

  /** Where the last one ends. */
  int right() {
    return left + width * nodes.size();
  }

  /** {@code Lt3 c7}: a leader of term 3, commitIndex 7. */
  static String cell(Event event) {
    Status status = event.status();
    if (status == null) return "";
    char role = Character.toUpperCase(status.role().toString().charAt(0));
    return "%ct%d c%d".formatted(role, status.term(), status.commitIndex());
  }

  void happened(Event event) {
    switch (event.kind()) {
      case CRASH, POWER_LOSS, BREAK -> strokes.remove(event.node());
      case PAUSE -> strokes.put(event.node(), '┊');
      default -> follow(event);
    }
  }

  /** A node that is down or paused runs again only after START or RESUME. */
  private void follow(Event event) {
    Character before = strokes.get(event.node());
    boolean begins = event.kind() == EventKind.START
        || event.kind() == EventKind.RESUME;
    boolean lives = before != null && before != '┊';
    if (begins || lives) {
      strokes.put(event.node(), stroke(event.status().role()));
    }
  }

  private static char stroke(Role role) {
    return switch (role) {
      case FOLLOWER -> '│';
      case CANDIDATE -> '╎';
      case LEADER -> '┃';
    };
  }

  void draw(TextLine strip) {
    for (String node : nodes) {
      char stroke = strokes.getOrDefault(node, ' ');
      strip.put(column(node), String.valueOf(stroke), TextLine.Ink.PLAIN);
    }
  }

  void drawNames(TextLine strip) {
    for (String node : nodes) strip.put(column(node), node, TextLine.Ink.PLAIN);
  }
}
