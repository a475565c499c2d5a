package lab.maelstrom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import raft.node.KeptTrace;
import raft.node.TracePrinter;

/**
 * Nodes in this JVM that keep everything in memory, and a network between them
 * that loses nothing and takes the same time for each message.
 */
final class SlowNetwork implements AutoCloseable {
  private final int millis;
  private final Map<String, MaelstromNode> nodes = new TreeMap<>();
  private final Queue<TracePrinter> printers = new LinkedBlockingQueue<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor();
  private final BlockingQueue<JsonObject> answers =
      new LinkedBlockingQueue<>();
  private final KeptTrace notices = new KeptTrace();
  private int lastId; // of the client's requests

  // How many of a node's requests to a peer are not answered yet: "n1-n2".
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
  private volatile int mostUnderWay;

  SlowNetwork(int millis) {
    this.millis = millis;
  }

  /** Starts a node, which soon knows who it is. */
  synchronized void start(String id, List<String> ids, Times times) {
    TracePrinter printer =
        new TracePrinter(id, TracePrinter.Level.OFF, notices);
    printers.add(printer);
    MaelstromNode node = new MaelstromNode(times, null, this::post, printer);
    nodes.put(id, node);
    node.receive(new MaelstromMessage("c0", id,
        OneNode.json("{'type':'init','msg_id':1,"
        + "'node_id':'%s','node_ids':['%s']}".formatted(id,
        String.join("','", ids)))).toString());
  }

  private synchronized MaelstromNode node(String id) {
    return nodes.get(id);
  }

  /** Takes a message of a node. */
  private void post(String line) {
    JsonObject message = JsonParser.parseString(line).getAsJsonObject();
    if (isRpc(message)) countRequest(message);
    clock.schedule(() -> deliver(message), millis, TimeUnit.MILLISECONDS);
  }

  private void deliver(JsonObject message) {
    String dest = message.get("dest").getAsString();
    if (dest.equals("c1")) {
      answers.add(message.getAsJsonObject("body"));
    } else if (node(dest) != null) {
      if (isReply(message)) countReply(message);
      node(dest).receive(message.toString());
    }
  }

  // ---- requests under way ----------------------------------------------

  private static boolean isRpc(JsonObject message) {
    return OneNode.isA("RequestVote", message)
        || OneNode.isA("AppendEntries", message);
  }

  private static boolean isReply(JsonObject message) {
    return OneNode.isA("RequestVoteReply", message)
        || OneNode.isA("AppendEntriesReply", message);
  }

  private synchronized void countRequest(JsonObject message) {
    int count = underWay.merge(message.get("src").getAsString() + "-"
        + message.get("dest").getAsString(), 1, Integer::sum);
    mostUnderWay = Math.max(mostUnderWay, count);
  }

  private synchronized void countReply(JsonObject message) {
    underWay.merge(message.get("dest").getAsString() + "-"
        + message.get("src").getAsString(), -1, Integer::sum);
  }

  /** The most requests that a node had under way to one peer. */
  int mostUnderWay() {
    return mostUnderWay;
  }

  // ---- the client ------------------------------------------------------

  /** The type of a node's answer, and the text if it is an error. */
  String ask(String id, String body) throws InterruptedException {
    JsonObject request = OneNode.json(body);
    request.addProperty("msg_id", ++lastId);
    String line = new MaelstromMessage("c1", id, request).toString();
    clock.schedule(() -> node(id).receive(line), millis,
        TimeUnit.MILLISECONDS);
    JsonObject answer = answers.poll(20, TimeUnit.SECONDS);
    if (answer == null) return "no answer";
    JsonElement text = answer.get("text");
    return answer.get("type").getAsString()
        + (text == null ? "" : ": " + text.getAsString());
  }

  /** What people were told. */
  List<String> notices() {
    return notices.lines();
  }

  @Override public void close() {
    clock.shutdownNow();
    nodes.values().forEach(MaelstromNode::close);
    printers.forEach(TracePrinter::close);
  }
}
