package lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import lab.sim.Packet;

/** The packets that have left and not arrived: on their way, or held up. */
final class PacketsInFlight {
  private record HeldUp(Packet packet, String label) {}

  private final List<Packet> onTheWay = new ArrayList<>();
  private final List<HeldUp> heldUp = new ArrayList<>();

  /** What a scenario calls such a packet. */
  static String name(Packet packet) {
    return packet.isReply() ? "Reply" : packet.rpc();
  }

  void left(Packet packet) {
    onTheWay.add(packet);
  }

  /** @param label its name; "" if it has none */
  void holdUp(Packet packet, String label) {
    heldUp.add(new HeldUp(packet, label));
  }

  /** Takes the oldest that is on its way; null if there is none. */
  Packet take(String name, String from, String to) {
    Packet found = onTheWay.stream().filter(goes(name, from, to)).findFirst()
        .orElse(null);
    onTheWay.remove(found);
    return found;
  }

  /** The RPC of the oldest request on its way there; null if none is. */
  String request(String from, String to) {
    return onTheWay.stream().filter(packet -> !packet.isReply()
        && packet.from().id().equals(from) && packet.to().id().equals(to))
        .map(Packet::rpc).findFirst().orElse(null);
  }

  /** Takes the requests on their way there, and the replies to them. */
  List<Packet> takeConnection(String from, String to) {
    List<Packet> taken = onTheWay.stream().filter(packet ->
        packet.requestOfExchange().from().id().equals(from)
            && packet.requestOfExchange().to().id().equals(to)).toList();
    onTheWay.removeAll(taken);
    return taken;
  }

  /**
   * Takes the oldest that was held up under this label; null if there is none.
   * One with a label stays there, and can be taken again.
   */
  Packet takeHeldUp(String name, String from, String to, String label) {
    Predicate<Packet> wanted = goes(name, from, to);
    HeldUp found = heldUp.stream().filter(each -> each.label().equals(label)
        && wanted.test(each.packet())).findFirst().orElse(null);
    if (found == null) return null;
    if (label.isEmpty()) heldUp.remove(found);
    return found.packet();
  }

  private static Predicate<Packet> goes(String name, String from, String to) {
    return packet -> name(packet).equals(name)
        && packet.from().id().equals(from) && packet.to().id().equals(to);
  }
}
