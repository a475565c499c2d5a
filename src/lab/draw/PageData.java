package lab.draw;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import raft.Entry;
import raft.Role;
import raft.Status;
import raft.TraceLine;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.script.Part;

/**
 * What the page's script is given, as JSON with these names. Of a server it
 * hears only what changed, so that a long run stays a small file.
 *
 * @param violation null if all promises were kept
 * @param earlier   how many events are left out, before the first
 * @param beginning how everything stood before the first
 * @param messages  by the number of their packet
 * @param rules     by their label
 * @param parts     of the scenario, in order; null if it is none
 * @param labels    what the scenario calls the logs of servers, by server
 */
record PageData(List<String> nodes, BrokenPromise violation, long earlier,
    Beginning beginning, List<Happening> events,
    Map<Long, DrawnPacket> messages, Map<String, Sentence> rules,
    List<Part> parts, Map<String, String> labels) {

  /** A promise that was broken, and the facts that contradict each other. */
  record BrokenPromise(String property, String promise,
      List<Evidence> evidence) {}

  /** A sentence of Figure 2, and the panel in which it stands. */
  record Sentence(String panel, String sentence) {}

  /**
   * An event.
   *
   * @param node    its position among the nodes
   * @param message its packet's number; null if it has none
   * @param quiet   whether it can be left out at first
   * @param past    whether it can have led to the violation
   * @param state   null if it is what it was
   * @param lines   what its server traced, and what changed without a line
   * @param log     null if it is what it was
   * @param peers   what a leader knows of the others; null likewise
   */
  record Happening(long number, long time, EventKind kind, String verb,
      int node, Long message, String text, List<TraceLine> lines,
      boolean quiet, boolean past, State state, LogChange log,
      Map<String, Event.PeerIndexes> peers) {}

  /** Of a server, with Figure 2's names. */
  record State(Role role, long term, String votedFor, String leader,
      long commitIndex, long lastApplied, long durableIndex,
      long snapshotIndex) {

    /** Null if there is none. */
    static State of(Status status) {
      if (status == null) return null;
      return new State(status.role(), status.term(), status.votedFor(),
          status.leader(), status.commitIndex(), status.lastApplied(),
          status.durableIndex(), status.snapshotIndex());
    }
  }

  /** Links are written as {@code n1 → n2}. */
  record Beginning(List<DrawnServer> servers, List<String> cuts) {}

  /** One in the beginning; without a state if it never ran. */
  record DrawnServer(boolean up, boolean paused, State state, List<Item> log,
      Map<String, Event.PeerIndexes> peers) {}

  /** This number of entries stays; then these come. */
  record LogChange(int keep, List<Item> add) {}

  record Item(long term, String brief, String command) {
    private Item(Entry entry) {
      this(entry.term(), Brief.entry(entry), entry.text());
    }

    static List<Item> of(List<Entry> entries) {
      return entries.stream().map(Item::new).toList();
    }
  }

  /**
   * A message.
   *
   * @param from    its sender's position among the nodes
   * @param to      its recipient's
   * @param type    such as {@code RequestVote} or {@code Reply RequestVote}
   * @param good    of a reply: whether it grants or succeeds
   * @param brief   in a few words
   * @param fields  all but the entries, as Figure 2 names them; null if it was
   *                never opened
   * @param entries that it carries
   */
  record DrawnPacket(int from, int to, String type, boolean good, String brief,
      JsonObject fields, List<Item> entries) {}
}
