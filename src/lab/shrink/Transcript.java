package lab.shrink;

import static raft.Role.LEADER;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import raft.AppendEntries;
import raft.Settings;
import raft.Status;
import lab.check.Property;
import lab.sim.Event;
import lab.sim.EventKind;
import lab.sim.Packet;
import lab.sim.Run;

/**
 * A recorded run, written down as the commands of a scenario: which server
 * timed out, which messages were sent and when they arrived, which server
 * went down and came up again. Of time only the order of events is left.
 *
 * <p>Each message is held up under a name of its own when it is made, and
 * released when, and as often as, it arrived.
 */
final class Transcript {
  private static final int BYTES_OF_AN_ENTRY = 100; // roughly
  private static final int HEARTBEAT = 10; // ticks
  private static final int STALLED = 60; // ticks that a disk stands still

  // The text of a crash: of a batch, a disk may keep a part.
  private static final Pattern KEPT =
      Pattern.compile("with (\\d+) of (\\d+) writes kept");

  private final Run run;
  private final boolean slowDisks;
  private final PacketHistory history;
  private final ClientOperations operations;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Status> status = new HashMap<>(); // by node
  private final Set<Long> made = new HashSet<>(); // numbers of requests
  private final Map<String, Long> terms = new HashMap<>(); // told, by link

  private Transcript(Run run, boolean slowDisks) {
    this.run = run;
    this.slowDisks = slowDisks;
    history = new PacketHistory(run.events());
    operations = new ClientOperations(
        run.violation().property().group() == Property.Group.CLIENT);
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
    if (run.plan().changes().newcomers() > 0) {
      add("newcomers " + run.plan().changes().newcomers());
    }
    if (settings.calm().stickiness()) add("stickiness on");
    if (settings.calm().preVote()) add("pre-vote on");
    if (settings.calm().checkQuorum()) add("check-quorum on");
    if (batch < 100) add("batch " + batch);
    if (settings.noOp()) add("no-op on");
    Settings.Snapshotting snapshots = settings.snapshots();
    if (snapshots.entries() > 0) {
      add("chunk " + snapshots.chunkBytes());
      add("keep " + snapshots.keptEntries());
    }
    if (!slowDisks) return;
    for (int i = 1; i <= run.plan().servers(); i++) add("disk s" + i + " slow");
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
      case PROPOSE ->
          add("propose " + node + " " + operations.of(event.text()));
      case CHANGE -> add("change " + node + ": "
          + event.text().replaceAll("\\bn(\\d)", "s$1").replace(",", ""));
      case FORCE -> {
        if (slowDisks) add("force " + node);
      }
      case SNAPSHOT -> add("snapshot " + node + " begin");
      case SNAPSHOT_SAVE -> add("snapshot " + node + " save");
      case SNAPSHOT_END -> add("snapshot " + node + " end");
      default -> { } // it shows in what becomes of messages
    }
    status.put(event.node(), event.status());
  }

  /** Only the writes that were kept matter, not why it went down. */
  private void falls(Event event, String node) {
    Matcher kept = KEPT.matcher(event.text());
    int first = kept.matches() ? Integer.parseInt(kept.group(1)) : 0;
    int all = kept.matches() ? Integer.parseInt(kept.group(2)) : 0;
    if (!slowDisks || all == 0) {
      add((event.kind() == EventKind.CRASH ? "crash " : "power-loss ") + node);
    } else if (first == all) {
      add("crash " + node);
    } else {
      add("power-loss " + node + (first == 0 ? "" : " keeping " + first));
    }
  }

  private void elapses(Event event, String node) {
    Status before = status.get(event.node());
    boolean asks = event.lines().stream()
        .anyMatch(line -> line.rule().equals("PV1"));
    if (asks || event.status().term() > before.term()) add("timeout " + node);
    else if (before.role() == LEADER && event.status().role() != LEADER) {
      add("tick " + node + " " + STALLED);
    }
  }

  private void speaks(Packet packet) {
    if (!history.leaves(packet)) return;
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
    if (history.arrives(packet)) add("hold " + named(packet));
    else add("drop " + name(packet));
  }

  private void hears(Event event) {
    add("release " + named(event.packet()));
    if (event.packet().isReply() || slowDisks) return;
    Packet reply = history.reply(event);
    if (reply != null) keep(reply);
    else add("drop Reply " + id(event.packet().to().id()) + " -> "
        + id(event.packet().from().id()));
  }

  private static String named(Packet packet) {
    return name(packet) + " as m" + packet.number();
  }

  private static String name(Packet packet) {
    return (packet.isReply() ? "Reply " : packet.rpc() + " ") + route(packet);
  }

  private static String route(Packet packet) {
    return id(packet.from().id()) + " -> " + id(packet.to().id());
  }

  /**
   * What became of each packet of a run: whether it left, whether it arrived,
   * and which reply was made for which arrival of a request.
   */
  static final class PacketHistory {
    /** A request that arrived, and whose reply has not left yet. */
    private record Arrival(long event, String node) {}

    // None of these is ever walked. By the number of a packet:
    private final Set<Long> sent = new HashSet<>();
    private final Set<Long> arrived = new HashSet<>();
    private final Map<Long, Deque<Arrival>> unanswered = new HashMap<>();

    // By the number of the event in which its request arrived:
    private final Map<Long, Packet> replies = new HashMap<>();

    PacketHistory(List<Event> events) {
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
      sent.add(packet.number());
      if (!packet.isReply()) return;
      Arrival arrival = waiting(packet.request()).poll();
      if (arrival != null) replies.put(arrival.event(), packet);
    }

    private void receives(Event event, Packet packet) {
      arrived.add(packet.number());
      if (packet.isReply()) return;
      waiting(packet).add(new Arrival(event.number(), event.node()));
    }

    private Deque<Arrival> waiting(Packet request) {
      return unanswered.computeIfAbsent(request.number(),
          each -> new ArrayDeque<>());
    }

    boolean arrives(Packet packet) {
      return arrived.contains(packet.number());
    }

    boolean leaves(Packet packet) {
      return sent.contains(packet.number());
    }

    /** The reply to the request that arrived here; null if none left. */
    Packet reply(Event event) {
      assert event.kind() == EventKind.RECEIVE;
      return replies.get(event.number());
    }
  }

  /**
   * The operations of a run's clients, in the words of a scenario. Each value
   * becomes a number of its own.
   */
  static final class ClientOperations {
    // As Operation#toString writes it: c1-4 append k0 c1.4, or c1-5 get k0.
    private static final Pattern OPERATION =
        Pattern.compile("(\\S+-\\d+) (\\w+) k(\\d+)(.*)");
    private static final Pattern VALUE = Pattern.compile("c\\d+[.]\\d+ ");

    private final boolean detailed;
    private final Map<String, String> known = new HashMap<>(); // never walked
    private final Map<String, Integer> values = new HashMap<>(); // likewise

    /** @param detailed whether it matters what is asked for */
    ClientOperations(boolean detailed) {
      this.detailed = detailed;
    }

    /** As it comes after {@code propose s1}. */
    String of(String operation) {
      Matcher parts = OPERATION.matcher(operation);
      if (!parts.matches()) throw new IllegalArgumentException(operation);
      String before = known.get(parts.group(1));
      if (before != null) return before + " again";
      String words = detailed ? detailed(parts) : "x=" + (known.size() + 1);
      known.put(parts.group(1), words);
      return words;
    }

    private String detailed(Matcher parts) {
      String key = "x" + parts.group(3);
      String rest = parts.group(4);
      return switch (parts.group(2)) {
        case "put" -> key + "=" + numbers(rest);
        case "append" -> "append " + key + "=" + numbers(rest);
        case "cas" -> cas(key, rest.substring(1));
        default -> parts.group(2) + " " + key;
      };
    }

    /** It ends in the new value, and what stands before that is the old one. */
    private String cas(String key, String values) {
      int last = values.lastIndexOf(' ', values.length() - 2) + 1;
      return "cas " + key + "=" + numbers(values.substring(0, last - 1)) + ":"
          + numbers(values.substring(last));
    }

    private String numbers(String text) {
      StringBuilder numbers = new StringBuilder();
      Matcher found = VALUE.matcher(text + " ");
      while (found.find()) {
        values.putIfAbsent(found.group(), values.size() + 1);
        numbers.append(values.get(found.group()));
      }
      return numbers.length() == 0 ? "nothing" : numbers.toString();
    }
  }
}
