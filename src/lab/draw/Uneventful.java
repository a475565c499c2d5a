package lab.draw;

import java.util.HashSet;
import java.util.Set;
import raft.AppendEntries;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.sim.Packet;

/**
 * Which events a reader can do without at first, since nobody was another
 * thereafter: heartbeats that found all well, writes before their force, a
 * client that came to the wrong server.
 */
final class Uneventful {
  private final Recording recording;

  // Requests by number, if they or their replies changed whoever got them.
  private final Set<Long> telling = new HashSet<>();

  Uneventful(Recording recording) {
    this.recording = recording;
    for (Event event : recording.events()) {
      boolean heard = event.kind() == EventKind.RECEIVE;
      if (heard && recording.changesServer(event)) {
        telling.add(request(event.packet()).number());
      }
    }
  }

  boolean is(Event event) {
    return switch (event.kind()) {
      case SEND, RECEIVE, LOSE -> isHeartbeat(request(event.packet()));
      case ASK, SILENCE, WRITE, DURABLE, TICK, TIMEOUT, PROPOSE ->
          !recording.changesServer(event);
      case ANSWER -> event.text().contains(": Refused[");
      default -> false;
    };
  }

  private boolean isHeartbeat(Packet request) {
    return request.message() instanceof AppendEntries
        && !request.carriesEntries() && !telling.contains(request.number());
  }

  private static Packet request(Packet packet) {
    return packet.isReply() ? packet.request() : packet;
  }
}
