package lab.draw;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.sim.Event;
import lab.sim.EventKind;

/**
 * All that can have led to some events: all that happened before them on the
 * same node, and before that, where messages came from. This is "happened
 * before" as Lamport means it (Time, Clocks, and the Ordering of Events in a
 * Distributed System, 1978); clients are outside of it.
 */
final class CausalPast {
  private final Set<Long> numbers = new HashSet<>();

  // Up to which event, by number, each node's story matters.
  private final Map<String, Long> horizon = new HashMap<>();

  /** @param ends numbers of the events; they belong to it */
  CausalPast(Recording recording, List<Long> ends) {
    List<Event> events = recording.events();
    for (int i = events.size() - 1; i >= 0; i--) {
      Event event = events.get(i);
      if (ends.contains(event.number())) matters(event);
      if (leads(event)) add(recording, event);
    }
    events.stream().filter(event -> event.kind() == EventKind.LOSE)
        .filter(event -> isMissed(recording, event))
        .forEach(event -> numbers.add(event.number()));
  }

  boolean holds(Event event) {
    return numbers.contains(event.number());
  }

  /** A message that is lost changes no server, so it has led to nothing. */
  private boolean leads(Event event) {
    return event.kind() != EventKind.LOSE
        && event.number() <= horizon.getOrDefault(event.node(), 0L);
  }

  private void add(Recording recording, Event event) {
    numbers.add(event.number());
    if (event.kind() != EventKind.RECEIVE) return;
    Event sent = recording.sent(event.packet());
    if (sent != null) matters(sent);
  }

  private void matters(Event event) {
    horizon.merge(event.node(), event.number(), Math::max);
  }

  /** A message from the past that never came is part of the explanation. */
  private boolean isMissed(Recording recording, Event lost) {
    Event sent = recording.sent(lost.packet());
    return sent != null && holds(sent);
  }
}
