package lab.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import raft.Status;
import raft.TraceLine;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.sim.Packet;

/** A recorded run, and what its events have to do with each other. */
final class Recording {
  private final List<Event> events;

  // By the number of the event, and of the packet; never walked.
  private final Map<Long, Event> before = new HashMap<>();
  private final Map<Long, Event> sends = new HashMap<>();

  Recording(List<Event> events) {
    this.events = List.copyOf(events);
    Map<String, Event> latest = new HashMap<>();
    for (Event event : events) {
      before.put(event.number(), latest.put(event.node(), event));
      if (event.kind() == EventKind.SEND) {
        sends.put(event.packet().number(), event);
      }
    }
  }

  List<Event> events() {
    return events;
  }

  /** All nodes with an event, sorted by number: n2 before n10. */
  List<String> nodes() {
    return events.stream().map(Event::node).distinct().sorted(
        Comparator.comparing(String::length)
            .thenComparing(Comparator.naturalOrder())).toList();
  }

  /** What happened to the same node before; null if nothing did. */
  Event before(Event event) {
    return before.get(event.number());
  }

  /** When this packet left; null if the recording began later. */
  Event sent(Packet packet) {
    return sends.get(packet.number());
  }

  /** What its server traced, and what changed without a line. */
  List<TraceLine> lines(Event event) {
    List<TraceLine> untraced = Untraced.lines(event, before(event));
    if (untraced.isEmpty()) return event.lines();
    List<TraceLine> lines = new ArrayList<>(untraced);
    lines.addAll(event.lines());
    return List.copyOf(lines);
  }

  /** Whether it changed the state of its server that Figure 2 names. */
  boolean changesServer(Event event) {
    if (!lines(event).isEmpty()) return true;
    Event earlier = before(event);
    if (earlier == null || earlier.status() == null) return true;
    return differ(earlier.status(), event.status());
  }

  private static boolean differ(Status one, Status other) {
    return one.term() != other.term() || one.role() != other.role()
        || one.commitIndex() != other.commitIndex()
        || one.lastApplied() != other.lastApplied()
        || one.lastIndex() != other.lastIndex()
        || !Objects.equals(one.votedFor(), other.votedFor());
  }
}
