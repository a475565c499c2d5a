package lab.shrink;

import static raft.Role.LEADER;
import static lab.sim.EventKind.CRASH;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.AppendEntries;
import raft.RequestVote;
import raft.Settings;
import raft.Status;
import lab.sim.Event;
import lab.sim.Packet;
import lab.sim.Run;

/**
 * A recorded run, written down as the commands of a scenario: who timed out,
 * what was said to whom and when it arrived, who fell and rose again. Of time
 * nothing is left but the order of events, and of chance nothing at all.
 *
 * <p>Each message is held up under a name of its own when it is made, and
 * released when, and as often as, it arrived.
 */
final class Transcript {
  private static final int BYTES_OF_AN_ENTRY = 100; // roughly
  private static final int HEARTBEAT = 10; // ticks
  private static final int STALLED = 60; // ticks that a disk stands still

  // What falling machines say; of a batch a disk may keep a part.
  private static final Pattern KEPT =
      Pattern.compile("with (\\d+) of (\\d+) writes kept");

  private final Run run;
  private final boolean slowDisks;
  private final Fates fates;
  private final Wishes wishes;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Status> status = new HashMap<>(); // by node
  private final Set<Long> made = new HashSet<>(); // numbers of requests
  private final Map<String, Long> terms = new HashMap<>(); // told, by link

  private Transcript(Run run, boolean slowDisks) {
    this.run = run;
    this.slowDisks = slowDisks;
    fates = new Fates(run.events());
    wishes = new Wishes(Quarry.isClients(run.violation()));
  }

  /**
   * @param run       with its events
   * @param slowDisks whether disks force when they did in the run; otherwise
   *                  they always do at once
   */
  static List<String> of(Run run, boolean slowDisks) {
    Transcript transcript = new Transcript(run, slowDisks);
    transcript.begin();
    run.events().forEach(transcript::write);
    return transcript.lines;
  }

  private void begin() {
    Settings settings = run.plan().settings();
    int batch = settings.batchBytes() == 1 ? 1 : Math.min(
        settings.batchEntries(), settings.batchBytes() / BYTES_OF_AN_ENTRY);
    add("nodes " + run.plan().nodes());
    if (batch < 100) add("batch " + batch);
    if (settings.noOp()) add("no-op on");
    if (!slowDisks) return;
    for (int i = 1; i <= run.plan().nodes(); i++) add("disk s" + i + " slow");
  }

  private void add(String line) {
    lines.add(line);
  }

  private static String id(String node) {
    return "s" + node.substring(1);
  }

  private void write(Event event) {
    String node = id(event.node());
    switch (event.kind()) {
      case START -> {
        if (status.containsKey(event.node())) add("restart " + node);
      }
      case CRASH, POWER_LOSS, BREAK -> falls(event, node);
      case TICK, TIMEOUT -> elapses(event, node);
      case ASK, SEND -> speaks(event.packet());
      case RECEIVE -> hears(event);
      case SILENCE -> add("silence " + route(event.packet()));
      case PROPOSE -> add("propose " + node + " " + wishes.of(event.text()));
      case FORCE -> {
        if (slowDisks) add("force " + node);
      }
      default -> { } // it shows in what becomes of messages
    }
    status.put(event.node(), event.status());
  }

  /** What becomes of writes that were not forced matters, not why it fell. */
  private void falls(Event event, String node) {
    Matcher kept = KEPT.matcher(event.text());
    int first = kept.matches() ? Integer.parseInt(kept.group(1)) : 0;
    int all = kept.matches() ? Integer.parseInt(kept.group(2)) : 0;
    if (!slowDisks || all == 0) {
      add((event.kind() == CRASH ? "crash " : "power-loss ") + node);
    } else if (first == all) {
      add("crash " + node);
    } else {
      add("power-loss " + node + (first == 0 ? "" : " keeping " + first));
    }
  }

  private void elapses(Event event, String node) {
    Status before = status.get(event.node());
    if (event.status().term() > before.term()) add("timeout " + node);
    else if (before.role() == LEADER && event.status().role() != LEADER) {
      add("tick " + node + " " + STALLED);
    }
  }

  private void speaks(Packet packet) {
    if (!fates.leaves(packet)) return;
    if (packet.isReply()) {
      if (slowDisks) keep(packet);
    } else if (made.add(packet.number())) {
      asks(packet);
    } else if (slowDisks) {
      keep(packet); // it had to wait for the disk
    }
  }

  private void asks(Packet packet) {
    Long told = terms.put(route(packet), packet.message().term());
    boolean first = told == null || told != packet.message().term();
    boolean empty = packet.message() instanceof AppendEntries append
        && append.entries().isEmpty();
    if (empty && !first) {
      add("tick " + id(packet.from().id()) + " " + HEARTBEAT);
    }
    keep(packet);
  }

  private void keep(Packet packet) {
    if (fates.arrives(packet)) add("hold " + named(packet));
    else add("drop " + name(packet));
  }

  private void hears(Event event) {
    add("release " + named(event.packet()));
    if (event.packet().isReply() || slowDisks) return;
    Packet reply = fates.reply(event);
    if (reply != null) keep(reply);
    else add("drop Reply " + id(event.packet().to().id()) + " -> "
        + id(event.packet().from().id()));
  }

  private static String named(Packet packet) {
    return name(packet) + " as m" + packet.number();
  }

  private static String name(Packet packet) {
    String name = packet.isReply() ? "Reply"
        : packet.message() instanceof RequestVote ? "RequestVote"
        : "AppendEntries";
    return name + " " + route(packet);
  }

  private static String route(Packet packet) {
    return id(packet.from().id()) + " -> " + id(packet.to().id());
  }
}
