package raft.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import raft.json.Json;
import raft.node.ClusterConfig;
import raft.node.Connection;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.Frame.ErrorFrame;
import raft.node.Frame.QueryRequest;
import raft.node.FrameException;
import raft.node.RawJson;
import raft.text.Reason;

/**
 * Brings one command at a time to the leader, which it looks for: it follows
 * hints, learns of nodes that the file does not name, tries the others, waits
 * out elections, and sends the same command again until it is answered or the
 * time is up. That is safe because the state machine knows the command by its
 * client and serial (§8).
 *
 * <p>Not thread-safe.
 */
final class Caller implements AutoCloseable {
  // In milliseconds. With less time left than this a node is not asked: no
  // answer would come in time, and the outcome would be unknown.
  private static final int LEAST = 20;

  // In milliseconds. After this time a node is welcomed anew before it is asked
  // again: its welcome tells who the members are by now. Not sooner, since in an
  // election it is asked often, and a connection costs it a thread.
  private static final int FRESH = 1000;

  // In milliseconds. An answer that has begun may end this late.
  private static final int REST_OF_ANSWER = 100;

  private final ClusterConfig config;
  private final LeaderFinder finder;

  // By node. Between two calls there is one at most. While a leader is looked
  // for, the nodes that were asked in vain stay connected, since they may be
  // asked again soon.
  private final Map<String, Welcomed> connections = new TreeMap<>();

  /** @param fresh until when the members that it told count as recent */
  private record Welcomed(Connection connection, Deadline fresh) {}

  Caller(ClusterConfig config) {
    this(config, new LeaderFinder(config));
  }

  private Caller(ClusterConfig config, LeaderFinder finder) {
    this.config = config;
    this.finder = finder;
  }

  /** One that asks this node only. */
  static Caller at(ClusterConfig config, String node) {
    return new Caller(config,
        new LeaderFinder(config.with(List.of(config.node(node))), true));
  }

  /**
   * What came back.
   *
   * @param alone whether no earlier attempt of this call can have been taken
   */
  record CallResult(Answer answer, boolean alone) {}

  /**
   * Calls until there is an answer.
   *
   * @throws RefusedCommandException if the command is wrong as it stands
   * @throws NothingDoneException    if no node took it in time
   * @throws UnknownOutcomeException if a node may have taken it: also if a
   *     node ended just before it was asked, since that cannot be told apart
   */
  CallResult call(String id, String command, Deadline deadline) {
    return call(new Call(id, request(id, command), false, deadline));
  }

  /**
   * Asks until there is an answer; any node may give it.
   *
   * @param local whether a node may answer from what it knows, however old
   * @throws RefusedCommandException if the query is wrong as it stands
   * @throws NothingDoneException    if there was no answer in time
   */
  Answer query(String id, String query, boolean local, Deadline deadline) {
    ClientRequest checked = request(id, query);
    return call(new Call(id, new QueryRequest(id, checked.command(), local),
        true, deadline)).answer();
  }

  private CallResult call(Call call) {
    try {
      while (call.answer == null) {
        if (call.isOver()) throw call.timeUp();
        attempt(call);
      }
      return new CallResult(call.answer, !call.mayHaveHappened);
    } finally {
      disconnectAllBut(finder.current().id());
    }
  }

  /**
   * What the wire does not carry is refused here, before it is sent. A node
   * would only close the connection, again and again.
   */
  private ClientRequest request(String id, String command) {
    try {
      RawJson json = new RawJson(command);
      json.checkSize(config.maxFrame());
      Json.object(command); // refuses what a JsonObject can hold and JSON not
      return new ClientRequest(id, json);
    } catch (IllegalArgumentException e) {
      throw new RefusedCommandException(e.getMessage());
    }
  }

  private void attempt(Call call) {
    try {
      Connection connection = connection(call);
      connection.write(call.request, call.deadline.patience());
      // Only now: no node obeys a frame that was cut off.
      call.sent = true;
      digest(call, connection.read(patience(call),
          call.deadline.patience() + REST_OF_ANSWER));
    } catch (IOException e) {
      disconnect(finder.current().id());
      turn(call, null, Reason.of(e));
    }
  }

  private Connection connection(Call call) throws IOException {
    String node = finder.current().id();
    if (!connections.containsKey(node)) {
      int most = Math.min(config.dialTimeout(), call.deadline.patience());
      connections.put(node, new Welcomed(Handshake.connect(config,
          finder.current(), most, finder::learn), Deadline.in(FRESH)));
    }
    return connections.get(node).connection();
  }

  /** A frozen leader must not take all the time that the call has. */
  private int patience(Call call) {
    int attempt = Math.max(1000, 3 * config.electionTimeoutMax());
    return Math.min(attempt, call.deadline.patience());
  }

  private void digest(Call call, Record frame) throws IOException {
    ClientReply reply = reply(call, frame);
    switch (reply.outcome()) {
      case ClientReply.APPLIED -> {
        finder.works();
        call.answer = Answer.parse(reply.answer().text());
      }
      case ClientReply.INVALID -> throw call.refused(reply.why());
      case ClientReply.REFUSED -> {
        call.sent = false;
        turn(call, reply.leader(), reply.why());
      }
      default -> turn(call, null, reply.why());
    }
  }

  private static ClientReply reply(Call call, Record frame)
      throws IOException {
    if (frame instanceof ClientReply reply
        && reply.id().equals(call.id)) return reply;
    if (frame == null) throw new IOException("it closed the connection");
    if (frame instanceof ErrorFrame error) {
      call.sent = false; // it was not obeyed
      throw new FrameException(error.why());
    }
    throw new FrameException("it did not answer " + call.id);
  }

  /** This node did not answer the command: after a pause, asks the next. */
  private void turn(Call call, String leader, String why) {
    String asked = finder.current().id();
    call.failed(asked, why);
    // The next welcome may tell where the leader is, or who the members are.
    if (leader == null ? isStale(asked) : !finder.knows(leader)) {
      disconnect(asked);
    }
    pause(finder.turnTo(leader), call);
  }

  /** Not all clients of a dead leader come again at once: half of it, or more. */
  private static void pause(int millis, Call call) {
    int some = millis - ThreadLocalRandom.current().nextInt(millis / 2 + 1);
    try {
      Thread.sleep(Math.min(some, Math.max(0, call.deadline.millisLeft())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw call.noAnswer("was interrupted");
    }
  }

  /** A node that was removed hears of no leader, ever. */
  private boolean isStale(String node) {
    return connections.containsKey(node)
        && connections.get(node).fresh().isOver();
  }

  private void disconnect(String node) {
    Welcomed welcomed = connections.remove(node);
    if (welcomed != null) welcomed.connection().close();
  }

  private void disconnectAllBut(String node) {
    connections.forEach((other, welcomed) -> {
      if (!other.equals(node)) welcomed.connection().close();
    });
    connections.keySet().removeIf(other -> !other.equals(node));
  }

  @Override public void close() {
    disconnectAllBut(null);
  }

  /** One command, from the first attempt to the last. */
  private static final class Call {
    final String id;
    final Record request;
    final boolean isQuery; // nothing can happen
    final Deadline deadline;

    // What came of the latest attempt at each node, in the order of asking.
    final Map<String, String> troubles = new LinkedHashMap<>();
    Answer answer;
    boolean sent; // whole, and not answered, in the current attempt
    boolean mayHaveHappened; // in an earlier one; stays true

    Call(String id, Record request, boolean isQuery, Deadline deadline) {
      this.id = id;
      this.request = request;
      this.isQuery = isQuery;
      this.deadline = deadline;
    }

    /** Whether there is no time for another attempt; for one there must be. */
    boolean isOver() {
      return deadline.isOver()
          || !troubles.isEmpty() && deadline.millisLeft() < LEAST;
    }

    void failed(String node, String why) {
      troubles.put(node, why);
      mayHaveHappened |= sent && !isQuery;
      sent = false;
    }

    RuntimeException timeUp() {
      return noAnswer("within " + deadline.millis() + " ms");
    }

    RuntimeException noAnswer(String when) {
      List<String> all = new ArrayList<>();
      troubles.forEach((node, why) -> all.add(node + ": " + why));
      String why = all.isEmpty() ? ": no time was left to ask anybody"
          : " (" + String.join("; ", all) + ")";
      return mayHaveHappened
          ? new UnknownOutcomeException("no answer " + when + ", and it may"
              + " yet happen" + why)
          : new NothingDoneException((isQuery ? "no answer "
              : "no leader took it ") + when + why);
    }

    /** It cannot be taken as it stands; an earlier attempt may have been. */
    RuntimeException refused(String why) {
      return mayHaveHappened ? new UnknownOutcomeException(why)
          : new RefusedCommandException(why);
    }
  }
}
