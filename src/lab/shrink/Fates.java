package lab.shrink;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.sim.Packet;

/**
 * What became of each packet of a run: whether it left, how often it arrived,
 * and which reply was made by which arrival of a request.
 */
final class Fates {
  /** A request that arrived, and whose reply has not left yet. */
  private record Arrival(long event, String node) {}

  // None of these is ever walked. By the number of a packet:
  private final Map<Long, Integer> arrivals = new HashMap<>();
  private final Map<Long, Packet> sent = new HashMap<>();
  private final Map<Long, Deque<Arrival>> unanswered = new HashMap<>();

  // By the number of the event in which its request arrived:
  private final Map<Long, Packet> replies = new HashMap<>();

  Fates(List<Event> events) {
    events.forEach(this::look);
  }

  private void look(Event event) {
    Packet packet = event.packet();
    switch (event.kind()) {
      case SEND -> sends(packet);
      case RECEIVE -> receives(event, packet);
      case CRASH, POWER_LOSS, BREAK -> unanswered.values().forEach(waiting ->
          waiting.removeIf(each -> each.node().equals(event.node())));
      default -> { }
    }
  }

  private void sends(Packet packet) {
    sent.put(packet.number(), packet);
    if (!packet.isReply()) return;
    Arrival arrival = waiting(packet.request()).poll();
    if (arrival != null) replies.put(arrival.event(), packet);
  }

  private void receives(Event event, Packet packet) {
    arrivals.merge(packet.number(), 1, Integer::sum);
    if (packet.isReply()) return;
    waiting(packet).add(new Arrival(event.number(), event.node()));
  }

  private Deque<Arrival> waiting(Packet request) {
    return unanswered.computeIfAbsent(request.number(),
        each -> new ArrayDeque<>());
  }

  boolean arrives(Packet packet) {
    return arrivals.containsKey(packet.number());
  }

  boolean leaves(Packet packet) {
    return sent.containsKey(packet.number());
  }

  /** The reply to the request that arrived in this event; null if none left. */
  Packet reply(Event event) {
    assert event.kind() == EventKind.RECEIVE;
    return replies.get(event.number());
  }
}
