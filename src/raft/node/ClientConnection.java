package raft.node;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import raft.Configuration;
import raft.Members;
import raft.Outcome;
import raft.RaftServer;
import raft.ServerClosedException;
import raft.node.Frame.ChangeMembersRequest;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.Frame.CountersRequest;
import raft.node.Frame.MembersRequest;
import raft.node.Frame.QueryRequest;
import raft.node.Frame.SnapshotReply;
import raft.node.Frame.SnapshotRequest;
import raft.node.Frame.StatusRequest;
import raft.node.Frame.TransferRequest;
import raft.node.Frame.Welcome;

/**
 * A thread {@code n1 client 17}: takes one client's requests, one after the
 * other, and answers each when its outcome is known, or known to be unknown.
 */
final class ClientConnection {
  // Before a read's thread sleeps. Most are answered by then, and a thread that
  // is alone loses some microseconds.
  private static final int MOST_YIELDS = 8;

  private final RaftServer server;
  private final Node node;
  private final Wire wire;
  private final Connection connection;

  /**
   * @param server executes the client's commands
   * @param node   tells its status and its counters
   */
  ClientConnection(RaftServer server, Node node, Wire wire,
      Connection connection) {
    this.server = server;
    this.node = node;
    this.wire = wire;
    this.connection = connection;
  }

  /** Serves until the client closes, or says something wrong. */
  void serve() throws IOException, InterruptedException {
    connection.write(welcome());
    while (true) {
      Record request = connection.read(Connection.FOREVER);
      if (request == null) return;
      wire.faults().pass();
      wire.printer().came(wire.node(), "client", request);
      Record reply = answer(request);
      wire.faults().pass();
      write(reply);
    }
  }

  private Welcome welcome() {
    Members members = server.members();
    String text = members.configuration().text();
    return text.isEmpty() ? new Welcome(wire.node(), wire.boot())
        : new Welcome(wire.node(), wire.boot(), text, members.index());
  }

  private void write(Record reply) throws IOException {
    try {
      send(reply);
    } catch (FrameException e) {
      if (!(reply instanceof ClientReply tooLarge)) throw e;
      send(ClientReply.of(tooLarge.id(), new Outcome.Unknown(
          "it was applied, but the answer cannot be sent: "
          + e.getMessage())));
    }
  }

  private void send(Record reply) throws IOException {
    connection.hold(FrameInWords.bytes(reply)); // and the request no more
    wire.printer().sends(wire.node(), "client", reply);
    connection.write(reply);
  }

  private Record answer(Record request)
      throws FrameException, InterruptedException {
    if (request instanceof ClientRequest command) return execute(command);
    if (request instanceof QueryRequest query) return answer(query);
    if (request instanceof StatusRequest status) return node.status(status);
    if (request instanceof CountersRequest counters) {
      return node.counters(counters);
    }
    if (request instanceof SnapshotRequest snapshot) return take(snapshot);
    if (request instanceof MembersRequest members) return node.members(members);
    if (request instanceof ChangeMembersRequest change) return change(change);
    if (request instanceof TransferRequest transfer) return transfer(transfer);
    throw new FrameException("a client's request was expected, not "
        + request.getClass().getSimpleName());
  }

  /** However long that takes: it ends when the snapshot or the node does. */
  private SnapshotReply take(SnapshotRequest request)
      throws InterruptedException {
    try {
      long last = node.requestSnapshot().get().lastIncludedIndex();
      return new SnapshotReply(request.id(), wire.node(), last, null);
    } catch (ExecutionException e) {
      // It may be saved yet: the client hears no reply, and says "unknown".
      if (e.getCause() instanceof ServerClosedException closed) throw closed;
      return new SnapshotReply(request.id(), wire.node(), 0,
          e.getCause().getMessage());
    }
  }

  /** Once the newcomers have caught up it takes as long as a command. */
  private ClientReply change(ChangeMembersRequest request)
      throws InterruptedException {
    int ticks = Math.max(1, request.timeoutMillis() / wire.config().tick());
    Outcome outcome;
    try {
      outcome = await(server.changeMembers(Configuration.of(request.from()),
          request.servers(), ticks),
          (long) request.timeoutMillis() + wire.config().requestTimeout());
    } catch (ServerClosedException | IllegalArgumentException e) {
      outcome = new Outcome.Refused(e.getMessage(), null); // it never got in
    }
    return reply(request.id(), outcome, "members");
  }

  /** Within an election timeout it is done, or given up. */
  private ClientReply transfer(TransferRequest request)
      throws InterruptedException {
    Outcome outcome;
    try {
      outcome = await(server.transferLeadership(request.target()),
          wire.config().requestTimeout());
    } catch (ServerClosedException e) {
      outcome = new Outcome.Refused(e.getMessage(), null);
    }
    return reply(request.id(), outcome, "leader");
  }

  /** @param field of the answer, which is a text and no JSON yet */
  private static ClientReply reply(String id, Outcome outcome, String field) {
    if (!(outcome instanceof Outcome.Applied applied)) {
      return ClientReply.of(id, outcome);
    }
    JsonObject answer = new JsonObject();
    answer.addProperty(field, applied.answer());
    return ClientReply.of(id, new Outcome.Applied(answer.toString()));
  }

  private ClientReply answer(QueryRequest request)
      throws InterruptedException {
    String id = request.id();
    String query = request.command().text();
    try {
      return ClientReply.of(id, request.local()
          ? new Outcome.Applied(server.queryLocally(query)) : query(query));
    } catch (IllegalArgumentException e) {
      return new ClientReply(id, ClientReply.INVALID, null, e.getMessage(),
          null);
    } catch (ServerClosedException e) {
      return ClientReply.of(id, new Outcome.Refused(e.getMessage(), null));
    }
  }

  private Outcome query(String query) throws InterruptedException {
    CompletableFuture<Outcome> answer = server.query(query);
    // It takes a round trip and no disk: often it is there when the others had
    // their turn, and to sleep and be woken costs as much as all the rest.
    for (int i = 0; i < MOST_YIELDS && !answer.isDone(); i++) Thread.yield();
    Outcome outcome = await(answer, wire.config().requestTimeout());
    return outcome instanceof Outcome.Unknown late
        ? new Outcome.Refused(late.why(), null) : outcome; // it does nothing
  }

  private ClientReply execute(ClientRequest request)
      throws InterruptedException {
    String command = request.command().text();
    String id = request.id();
    try {
      request.command().checkSize(wire.config().maxFrame());
      return ClientReply.of(id, propose(command));
    } catch (IllegalArgumentException e) {
      return new ClientReply(id, ClientReply.INVALID, null, e.getMessage(),
          null);
    }
  }

  private Outcome propose(String command) throws InterruptedException {
    try {
      return await(server.propose(command), wire.config().requestTimeout());
    } catch (ServerClosedException e) {
      return new Outcome.Refused(e.getMessage(), null); // it never got in
    }
  }

  private static Outcome await(CompletableFuture<Outcome> outcome, long millis)
      throws InterruptedException {
    try {
      return outcome.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Outcome.Unknown("not committed within " + millis + " ms");
    } catch (ExecutionException e) {
      throw new AssertionError("outcomes do not fail", e);
    }
  }
}
