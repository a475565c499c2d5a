package lab.maelstrom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import raft.node.KeptTrace;
import raft.node.TracePrinter;

/**
 * One node in this JVM, with the test as its whole network: what the node says
 * is read from a queue, and what others say to it the test makes up. Single
 * quotes stand for double ones.
 */
final class OneNode implements AutoCloseable {
  /** It campaigns soon, and asks a silent peer several times a term. */
  static final Times EAGER = new Times(5, 10, 300, 300, 50, 1000);

  /** It campaigns in ten minutes. */
  static final Times PATIENT = new Times(5, 10, 600_000, 600_000, 50, 5000);

  /** The same, but soon tells its clients that it does not know. */
  static final Times CURT = new Times(5, 10, 600_000, 600_000, 50, 500);

  /** Of term 1, as message 900. */
  static final String HEARTBEAT_OF_N2 = "{'type':'AppendEntries','msg_id':900,"
      + "'id':'n2-n1-1','term':1,'leaderId':'n2','prevLogIndex':0,"
      + "'prevLogTerm':0,'entries':[],'leaderCommit':0}";

  private static final long SECONDS = 10;

  final MaelstromNode node;
  final KeptTrace notices = new KeptTrace();
  private final BlockingQueue<JsonObject> said = new LinkedBlockingQueue<>();
  private final TracePrinter printer;
  long term; // in which it was elected

  OneNode(Times times, Path data) {
    printer = new TracePrinter("test", TracePrinter.Level.OFF, notices);
    node = new MaelstromNode(times, data, line -> said.add(
        JsonParser.parseString(line).getAsJsonObject()),
        printer);
  }

  static JsonObject json(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
  }

  /** The node gets this. */
  void hear(String src, String body) {
    node.receive("{'src':'%s','dest':'n1','body':%s}".formatted(src, body)
        .replace('\'', '"'));
  }

  /** The next message with such a body; what comes before it is dropped. */
  JsonObject next(Predicate<JsonObject> wanted) throws InterruptedException {
    JsonObject message = said.poll(SECONDS, TimeUnit.SECONDS);
    while (message != null && !wanted.test(message.getAsJsonObject("body"))) {
      message = said.poll(SECONDS, TimeUnit.SECONDS);
    }
    if (message == null) throw new AssertionError("it says no such thing");
    return message;
  }

  /** The body of the next message of this type. */
  JsonObject nextOf(String type) throws InterruptedException {
    return next(body -> body.get("type").getAsString().equals(type))
        .getAsJsonObject("body");
  }

  /** The next message of this type to this peer. */
  JsonObject nextMessage(String peer, String type)
      throws InterruptedException {
    JsonObject message = next(body -> true);
    while (!message.get("dest").getAsString().equals(peer)
        || !isA(type, message)) {
      message = next(body -> true);
    }
    return message;
  }

  /** The answer to the request with this msg_id. */
  JsonObject answerTo(int id) throws InterruptedException {
    return next(body -> repliesTo(id, body)).getAsJsonObject("body");
  }

  /** Whether there is an answer to this request among what was said. */
  boolean hasAnswered(int id) {
    return said.stream()
        .anyMatch(message -> repliesTo(id, message.getAsJsonObject("body")));
  }

  /** How many messages of this type were said and not yet looked at. */
  long count(String type) {
    return said.stream().filter(message -> isA(type, message)).count();
  }

  private static boolean repliesTo(int id, JsonObject body) {
    JsonElement answered = body.get("in_reply_to");
    return answered != null && answered.getAsInt() == id;
  }

  /** A client asks, and is answered. */
  JsonObject ask(int id, String body) throws InterruptedException {
    request(id, body);
    return answerTo(id);
  }

  /** A client asks. */
  void request(int id, String body) {
    JsonObject request = json(body);
    request.addProperty("msg_id", id);
    hear("c1", request.toString());
  }

  /** It is told who it is, with these others, and agrees. */
  OneNode initialized(String... ids) throws InterruptedException {
    ask(1, "{'type':'init','node_id':'n1','node_ids':['%s']}"
        .formatted(String.join("','", ids)));
    return this;
  }

  // ---- what peers say --------------------------------------------------

  /** n2 leads term 1, and n1 knows it. */
  OneNode followingN2() throws InterruptedException {
    initialized("n1", "n2", "n3");
    hear("n2", HEARTBEAT_OF_N2);
    answerTo(900);
    return this;
  }

  /** It is the only one, and so elects itself. */
  OneNode leadingAlone() throws InterruptedException {
    String read = "{'type':'read','key':'is there a leader?'}";
    while (ask(1, read).get("code").getAsInt() == 11) Thread.yield();
    return this;
  }

  /** n1 leads, by the votes of all that were asked. */
  OneNode leading() throws InterruptedException {
    initialized("n1", "n2", "n3");
    return elected();
  }

  /** Every vote that n1 asks for is granted until it leads. */
  OneNode elected() throws InterruptedException {
    JsonObject message = next(body -> true);
    while (!isA("AppendEntries", message)) {
      if (isA("RequestVote", message)) grant(message);
      message = next(body -> true);
    }
    term = term(message);
    return this;
  }

  static boolean isA(String type, JsonObject message) {
    return message.getAsJsonObject("body").get("type").getAsString()
        .equals(type);
  }

  /** Whoever was asked for this vote grants it. */
  void grant(JsonObject message) {
    reply(message.get("dest").getAsString(), message.getAsJsonObject("body"),
        "{'type':'RequestVoteReply','voteGranted':true}");
  }

  /** A peer answers this request, in the request's term. */
  void reply(String peer, JsonObject request, String fields) {
    JsonObject reply = json(fields);
    reply.add("id", request.get("id"));
    reply.add("term", request.get("term"));
    reply.add("in_reply_to", request.get("msg_id"));
    hear(peer, reply.toString());
  }

  /** The answer to this request, while n2 stores whatever n1 sends it. */
  JsonObject answerWithHelp(int id) throws InterruptedException {
    JsonObject message = next(body -> true);
    while (!repliesTo(id, message.getAsJsonObject("body"))) {
      boolean toN2 = message.get("dest").getAsString().equals("n2");
      if (toN2 && isA("AppendEntries", message)) success("n2", message);
      message = next(body -> true);
    }
    return message.getAsJsonObject("body");
  }

  /** The peer stored what this AppendEntries brought. */
  void success(String peer, JsonObject message) {
    reply(peer, message.getAsJsonObject("body"), "{'type':"
        + "'AppendEntriesReply','success':true,'conflictTerm':0,"
        + "'conflictIndex':0}");
  }

  /** The AppendEntries that brings a command; this peer stores all before. */
  JsonObject nextCommandTo(String peer) throws InterruptedException {
    JsonObject message = nextMessage(peer, "AppendEntries");
    while (!message.toString().contains("\"client\"")) {
      success(peer, message);
      message = nextMessage(peer, "AppendEntries");
    }
    return message;
  }

  static long term(JsonObject message) {
    return message.getAsJsonObject("body").get("term").getAsLong();
  }

  @Override public void close() {
    node.close();
    printer.close();
  }
}
