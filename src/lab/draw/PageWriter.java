package lab.draw;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import raft.AppendEntries;
import raft.AppendEntriesReply;
import raft.Entry;
import raft.InstallSnapshotReply;
import raft.Message;
import raft.RequestPreVoteReply;
import raft.RequestVoteReply;
import lab.sim.Event;
import lab.sim.Packet;
import lab.check.Violation;
import lab.script.Part;
import lab.script.Play;

/** Turns a recording into what the page's script is given. */
final class PageWriter {
  private static final int MOST_EVENTS = 5000; // in a page

  private final Gson gson = new Gson(); // it escapes what HTML would misread
  private final Violation violation;
  private final Recording recording;
  private final List<Event> earlier; // left out
  private final List<Event> events;
  private final List<String> nodes;
  private final List<Long> ends;
  private final Uneventful quiet;
  private final CausalPast past;

  private final List<Part> parts; // null if it is no scenario
  private final Map<String, String> labels;

  PageWriter(Play play) {
    this(play.events(), play.violation(), play.parts(), play.labels());
  }

  PageWriter(List<Event> all, Violation violation) {
    this(all, violation, null, Map.of());
  }

  private PageWriter(List<Event> all, Violation violation, List<Part> parts,
      Map<String, String> labels) {
    this.violation = violation;
    this.parts = parts;
    this.labels = labels;
    int first = Math.max(0, all.size() - MOST_EVENTS);
    earlier = all.subList(0, first);
    events = all.subList(first, all.size());
    recording = new Recording(all);
    nodes = recording.nodes();
    ends = Evidence.ends(violation);
    quiet = new Uneventful(recording);
    past = new CausalPast(recording, ends);
  }

  /** JSON that may stand in a script element of an HTML page. */
  String write() {
    return gson.toJson(new PageData(nodes, broken(), earlier.size(),
        new StateBefore(earlier).data(nodes),
        events.stream().map(this::happening).toList(), packets(), rules(),
        parts, labels));
  }

  private PageData.BrokenPromise broken() {
    if (violation == null) return null;
    return new PageData.BrokenPromise(violation.property().toString(),
        violation.property().promise(), Evidence.of(violation));
  }

  private static Map<String, PageData.Sentence> rules() {
    Map<String, PageData.Sentence> rules = new LinkedHashMap<>();
    for (Rule rule : Rule.values()) {
      rules.put(rule.name(), new PageData.Sentence(rule.box().title(),
          rule.sentence()));
    }
    return rules;
  }

  // ---- Events ----------------------------------------------------------

  private PageData.Happening happening(Event event) {
    boolean named = ends.contains(event.number());
    return new PageData.Happening(event.number(), event.time(), event.kind(),
        event.kind().toString(), nodes.indexOf(event.node()),
        event.packet() == null ? null : event.packet().number(), event.text(),
        recording.lines(event), quiet.is(event) && !named, past.holds(event),
        state(event), log(event), peers(event));
  }

  private PageData.State state(Event event) {
    PageData.State now = PageData.State.of(event.status());
    Event earlier = recording.before(event);
    boolean same = earlier != null
        && Objects.equals(PageData.State.of(earlier.status()), now);
    return same ? null : now;
  }

  private PageData.LogChange log(Event event) {
    Event earlier = recording.before(event);
    List<Entry> then = earlier == null ? List.of() : earlier.log();
    List<Entry> now = event.log();
    if (then == now) return null;
    int keep = Untraced.common(then, now);
    if (keep == then.size() && keep == now.size()) return null;
    return new PageData.LogChange(keep,
        PageData.Item.of(now.subList(keep, now.size())));
  }

  private Map<String, Event.PeerIndexes> peers(Event event) {
    Event earlier = recording.before(event);
    Map<String, Event.PeerIndexes> then = earlier == null ? Map.of()
        : earlier.peers();
    return then.equals(event.peers()) ? null : event.peers();
  }

  // ---- Messages --------------------------------------------------------

  private Map<Long, PageData.DrawnPacket> packets() {
    Map<Long, PageData.DrawnPacket> packets = new TreeMap<>();
    for (Event event : events) {
      Packet packet = event.packet();
      if (packet != null) packets.put(packet.number(), packet(packet));
    }
    return packets;
  }

  private PageData.DrawnPacket packet(Packet packet) {
    Message message = packet.message();
    return new PageData.DrawnPacket(nodes.indexOf(packet.from().id()),
        nodes.indexOf(packet.to().id()), type(message), isGood(message),
        Brief.message(packet), fields(message),
        message instanceof AppendEntries append
            ? PageData.Item.of(append.entries()) : List.of());
  }

  private JsonObject fields(Message message) {
    if (message == null) return null;
    JsonObject fields = gson.toJsonTree(message).getAsJsonObject();
    fields.remove("entries");
    return fields;
  }

  private static String type(Message message) {
    if (message == null) return "held";
    String name = message.getClass().getSimpleName();
    return message instanceof Message.Reply
        ? "Reply " + name.replaceAll("Reply$", "") : name;
  }

  private static boolean isGood(Message message) {
    return message instanceof RequestVoteReply vote && vote.voteGranted()
        || message instanceof AppendEntriesReply reply && reply.success()
        || message instanceof RequestPreVoteReply preVote
            && preVote.preVoteGranted()
        || message instanceof InstallSnapshotReply;
  }
}
