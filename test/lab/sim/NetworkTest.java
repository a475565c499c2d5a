package lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import raft.Settings;
import lab.check.Property;

/** What packets do, read from the events of whole runs. */
class NetworkTest {
  private static final Settings SETTINGS =
      new Settings(10, 30, 60, 3, 100_000, true);
  private static final FaultLevels ROUGH =
      FaultLevels.NONE.with(Fault.LOSS, 0.2)
      .with(Fault.HEAVY_TAIL, 0.05).with(Fault.REORDERING, 60)
      .with(Fault.DUPLICATION, 0.2).with(Fault.KILLS, 700)
      .with(Fault.CUTS, 500);

  private static List<Event> events(boolean connections) {
    return events(connections, ROUGH.with(Fault.PAUSES, 900));
  }

  private static List<Event> events(boolean connections, FaultLevels faults) {
    Run run = Run.of(new Plan(1, 5, SETTINGS, connections, 3, 2, 20_000,
        new DrawnEnvironment(500, 500), 8_000, faults),
        EnumSet.allOf(Property.Group.class), true);
    assertTrue(run.isClean(), run::report);
    return run.events();
  }

  /** How often each packet was received, in the order of their arrival. */
  private static List<Packet> received(List<Event> events) {
    List<Packet> received = new ArrayList<>();
    for (Event event : events) {
      if (event.kind() == EventKind.RECEIVE) received.add(event.packet());
    }
    return received;
  }

  @Test void withoutPausesWhateverIsSentIsSeenToArriveOrToBeLost() {
    for (boolean connections : new boolean[] {true, false}) {
      Set<Packet> underWay = new LinkedHashSet<>();
      List<Event> events = events(connections, ROUGH);
      long late = events.get(events.size() - 1).time() - 5_000_000;

      for (Event event : events) {
        if (event.kind() == EventKind.SEND && event.time() < late) {
          underWay.add(event.packet());
        } else if (event.kind() == EventKind.RECEIVE
            || event.kind() == EventKind.LOSE) {
          underWay.remove(event.packet());
        }
      }

      assertEquals(Set.of(), underWay);
    }
  }

  @Test void aConnectionDeliversNothingTwice() {
    List<Packet> received = received(events(true));

    assertEquals(received.stream().distinct().count(), received.size());
  }

  @Test void aConnectionKeepsTheOrderOfRequests() {
    Map<String, Long> latest = new HashMap<>();

    for (Packet packet : received(events(true))) {
      if (packet.isReply()) continue;
      String link = packet.from() + " -> " + packet.to();
      Long before = latest.put(link, packet.number());
      assertTrue(before == null || before < packet.number(), link);
    }
  }

  @Test void aConnectionForgetsARequestThatWasGivenUp() {
    List<Packet> silent = new ArrayList<>();

    for (Event event : events(true)) {
      if (event.kind() == EventKind.SILENCE) silent.add(event.packet());
      if (event.kind() != EventKind.RECEIVE) continue;
      assertFalse(silent.contains(event.packet().request()), event::toString);
    }
    assertFalse(silent.isEmpty());
  }

  @Test void datagramsComeTwiceAndOutOfOrder() {
    List<Packet> received = received(events(false));

    assertTrue(received.stream().distinct().count() < received.size());
    assertTrue(disorder(received) > 0);
  }

  private static int disorder(List<Packet> received) {
    int disorder = 0;
    Map<String, Long> latest = new HashMap<>();
    for (Packet packet : received) {
      Long before = latest.put(packet.from() + " -> " + packet.to(),
          packet.number());
      if (before != null && before > packet.number()) disorder++;
    }
    return disorder;
  }

  @Test void oneRequestIsUnderWayOnALink() {
    for (boolean connections : new boolean[] {true, false}) {
      Map<String, Packet> underWay = new HashMap<>();
      for (Event event : events(connections)) watch(event, underWay);
    }
  }

  private static void watch(Event event, Map<String, Packet> underWay) {
    Packet packet = event.packet();
    switch (event.kind()) {
      case SEND -> {
        if (packet.isReply()) return;
        String link = packet.from() + " -> " + packet.to();
        assertEquals(null, underWay.put(link, packet), event::toString);
      }
      case RECEIVE -> {
        if (packet.isReply()) underWay.values().remove(packet.request());
      }
      case SILENCE -> underWay.values().remove(packet);
      case CRASH, POWER_LOSS, BREAK -> underWay.values().removeIf(
          each -> each.from().id().equals(event.node()));
      default -> { } // is none of a link's business
    }
  }
}
