package raft.node;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A peer that is called by a real node, and answers as a test wants it to: it
 * makes a reply of a request, or null, and then it says nothing.
 */
final class FakePeer implements AutoCloseable {
  private final String id;
  private final ServerSocket listening;
  private final List<Stranger> callers = new CopyOnWriteArrayList<>();
  private final BlockingQueue<JsonObject> requests =
      new LinkedBlockingQueue<>();
  private volatile UnaryOperator<JsonObject> answers;

  FakePeer(ClusterConfig config, String id, UnaryOperator<JsonObject> answers) {
    this.id = id;
    this.answers = answers;
    try {
      listening = FreePorts.listen(config.node(id).peer().getPort(), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new Thread(this::accept, "fake " + id).start();
  }

  void answers(UnaryOperator<JsonObject> other) {
    answers = other;
  }

  /** The yes that a healthy peer would say. */
  static JsonObject yes(JsonObject request) {
    JsonObject reply = new JsonObject();
    reply.addProperty("type", type(request) + "Reply");
    reply.add("id", request.get("id"));
    reply.add("term", request.get("term"));
    reply.addProperty(switch (type(request)) {
      case "RequestVote" -> "voteGranted";
      case "RequestPreVote" -> "preVoteGranted";
      default -> "success";
    }, true);
    if (isVote(request)) return reply;
    reply.addProperty("conflictTerm", 0);
    reply.addProperty("conflictIndex", 0);
    return reply;
  }

  /** Or for a pre-vote. */
  static boolean isVote(JsonObject request) {
    return !type(request).equals("AppendEntries");
  }

  private static String type(JsonObject request) {
    return request.get("type").getAsString();
  }

  /** The last log index that this AppendEntries speaks of. */
  static long lastIndex(JsonObject request) {
    return request.get("prevLogIndex").getAsLong()
        + request.getAsJsonArray("entries").size();
  }

  private void accept() {
    try {
      while (true) {
        Stranger caller = new Stranger(listening.accept());
        callers.add(caller);
        new Thread(() -> serve(caller), "fake " + id).start();
      }
    } catch (IOException e) {
      return; // the test is over
    }
  }

  private void serve(Stranger caller) {
    try {
      JsonObject hello = caller.receive();
      if (hello == null) return;
      caller.send("{\"type\":\"Welcome\",\"node\":\"" + id + "\",\"boot\":5}");
      JsonObject request = caller.receive();
      while (request != null) {
        // Decided before a test can see the request, and change its mind.
        JsonObject reply = answers.apply(request);
        requests.add(request);
        if (reply != null) caller.send(reply.toString());
        request = caller.receive();
      }
    } catch (UncheckedIOException e) {
      return; // the caller hung up
    }
  }

  /** The next request that came, from any connection. */
  JsonObject request() throws InterruptedException {
    JsonObject request = requests.poll(10, TimeUnit.SECONDS);
    if (request != null) return request;
    throw new AssertionError("no request came to " + id);
  }

  /** Forgets the requests that came so far. */
  void forget() {
    requests.clear();
  }

  int requestCount() {
    return requests.size();
  }

  /** How often this was called. */
  int callerCount() {
    return callers.size();
  }

  /** Hangs up on everybody who called, and goes on listening. */
  void hangUp() {
    callers.forEach(Stranger::close);
  }

  @Override public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hangUp();
  }
}
