package lab.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.sim.Event;

/** The state after the events that a page leaves out. */
final class StateBefore {
  private final Map<String, Event> latest = new HashMap<>(); // by node
  private final Set<String> up = new HashSet<>();
  private final Set<String> paused = new HashSet<>();
  private final List<String> cuts = new ArrayList<>();

  StateBefore(List<Event> events) {
    events.forEach(this::happened);
  }

  private void happened(Event event) {
    String node = event.node();
    latest.put(node, event);
    switch (event.kind()) {
      case START -> up.add(node);
      case CRASH, POWER_LOSS, BREAK -> {
        up.remove(node);
        paused.remove(node);
      }
      case PAUSE -> paused.add(node);
      case RESUME -> paused.remove(node);
      case CUT -> cuts.add(link(event));
      case JOIN -> cuts.remove(link(event));
      default -> { } // it changes nothing but status and log
    }
  }

  private static String link(Event event) {
    return event.text() + " → " + event.node();
  }

  PageData.Beginning data(List<String> nodes) {
    return new PageData.Beginning(nodes.stream().map(this::server).toList(),
        cuts);
  }

  private PageData.DrawnServer server(String node) {
    Event event = latest.get(node);
    return new PageData.DrawnServer(up.contains(node), paused.contains(node),
        event == null ? null : PageData.State.of(event.status()),
        event == null ? List.of() : PageData.Item.of(event.log()),
        event == null ? Map.of() : event.peers());
  }
}
