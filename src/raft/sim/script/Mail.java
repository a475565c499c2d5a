package raft.sim.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import raft.Message;
import raft.RequestVote;
import raft.sim.Packet;

/** What has left its sender and has not arrived: on its way, or held up. */
final class Mail {
  private final List<Packet> onTheWay = new ArrayList<>();
  private final List<Packet> heldUp = new ArrayList<>();

  /** What a script calls such a packet. */
  static String name(Packet packet) {
    if (packet.message() instanceof Message.Reply) return "Reply";
    return packet.message() instanceof RequestVote ? "RequestVote"
        : "AppendEntries";
  }

  void left(Packet packet) {
    onTheWay.add(packet);
  }

  void holdUp(Packet packet) {
    heldUp.add(packet);
  }

  /** Takes the oldest on its way; null if there is none. */
  Packet take(String name, String from, String to) {
    return take(onTheWay, name, from, to);
  }

  /** Takes the oldest that was held up; null if there is none. */
  Packet takeHeldUp(String name, String from, String to) {
    return take(heldUp, name, from, to);
  }

  private static Packet take(List<Packet> packets, String name, String from,
      String to) {
    Predicate<Packet> wanted = packet -> name(packet).equals(name)
        && packet.from().id().equals(from) && packet.to().id().equals(to);
    Packet found = packets.stream().filter(wanted).findFirst().orElse(null);
    packets.remove(found);
    return found;
  }
}
