package lab.draw;

import java.util.HashSet;
import java.util.Set;
import raft.AppendEntries;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.sim.Packet;

/**
 * Events that changed no server's state, and are hidden at first: heartbeats
 * that found nothing to do, writes before their force, a client that asked the
 * wrong server.
 */
final class Uneventful {
  private final Recording recording;

  // Requests by number, if they or their replies changed their receiver.
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
      case SNAPSHOT_WRITE -> true;
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
