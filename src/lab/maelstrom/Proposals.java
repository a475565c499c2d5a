package lab.maelstrom;

import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import raft.Outcome;
import raft.RaftServer;
import raft.Role;
import raft.StateMachine;
import raft.Status;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.FrameException;

/**
 * Proposes a command here if this server leads, else forwards it to the leader,
 * once. Without a leader it waits for one, as long as the request may take, and
 * is then refused. A command without an answer in time has an unknown outcome
 * and is not tried again: the first copy may still be on its way.
 *
 * <p>A forwarded command names the term whose leader it is meant for. A server
 * that does not lead that term now never will: its leader was known already
 * when the command was sent, and after a crash it begins a newer term. So a
 * refusal is final, and may be reported as such (code 11), even if the network
 * delivers the same command a second time.
 *
 * <p>Thread-safe; no method waits.
 */
final class Proposals {
  private final String me;
  private final RaftServer server;
  private final StateMachine stateMachine;
  private final PendingRequests requests;
  private final int requestTimeout;

  /** A command that waits for a leader, until {@code deadline} (nanoTime). */
  private record WaitingCommand(ClientRequest request, long deadline,
      CompletableFuture<ClientReply> reply) {}

  // Guarded by this object's monitor; the oldest first.
  private final Deque<WaitingCommand> waiting = new ArrayDeque<>();

  Proposals(String me, RaftServer server, StateMachine stateMachine,
      PendingRequests requests, int requestTimeout) {
    this.me = me;
    this.server = server;
    this.stateMachine = stateMachine;
    this.requests = requests;
    this.requestTimeout = requestTimeout;
  }

  /** Executes a client's command, here or at the leader. */
  CompletableFuture<ClientReply> execute(ClientRequest request) {
    Status status = server.status();
    if (me.equals(status.leader())) return propose(request, requestTimeout);
    ClientReply objection = check(request);
    if (objection != null) return CompletableFuture.completedFuture(objection);
    if (status.leader() == null) return await(request);
    return execute(request, status, requestTimeout);
  }

  /** A wrong command is not forwarded and waits for no leader. */
  private ClientReply check(ClientRequest request) {
    try {
      stateMachine.read(request.command().text());
      return null;
    } catch (IllegalArgumentException e) {
      return reply(request, ClientReply.INVALID, e.getMessage());
    }
  }

  /** There is a leader, and this many milliseconds are left. */
  private CompletableFuture<ClientReply> execute(ClientRequest request,
      Status status, long millis) {
    if (status.leader().equals(me)) return propose(request, millis);
    return forward(request, status.leader(), status.term(), millis);
  }

  // ---- without a leader ------------------------------------------------

  private synchronized CompletableFuture<ClientReply> await(
      ClientRequest request) {
    WaitingCommand command = new WaitingCommand(request, System.nanoTime()
        + requestTimeout * 1_000_000L, new CompletableFuture<>());
    waiting.add(command);
    return command.reply();
  }

  /** Executes all that wait if there is a leader; refuses the overdue ones. */
  void tick() {
    if (isNothingWaiting()) return;
    Status status = server.status();
    boolean led = status.leader() != null;
    for (WaitingCommand each : take(led)) {
      long millis = (each.deadline() - System.nanoTime()) / 1_000_000;
      if (led && millis > 0) {
        execute(each.request(), status, millis)
            .thenAccept(each.reply()::complete);
      } else {
        refuse(each, "no leader is known");
      }
    }
  }

  private synchronized boolean isNothingWaiting() {
    return waiting.isEmpty();
  }

  /** All that wait, or only those that have waited long enough. */
  private synchronized List<WaitingCommand> take(boolean all) {
    List<WaitingCommand> taken = new ArrayList<>();
    while (!waiting.isEmpty() && (all
        || waiting.getFirst().deadline() - System.nanoTime() <= 0)) {
      taken.add(waiting.removeFirst());
    }
    return taken;
  }

  private void refuse(WaitingCommand command, String why) {
    command.reply().complete(
        reply(command.request(), ClientReply.REFUSED, why));
  }

  /** Refuses all that wait. Nothing may be executed afterwards. */
  void close() {
    take(true).forEach(each -> refuse(each, "this node is stopping"));
  }

  // ---- with a leader ---------------------------------------------------

  private CompletableFuture<ClientReply> propose(ClientRequest request,
      long millis) {
    try {
      return server.propose(request.command().text())
          .copy() // of one that another request may wait for too
          .completeOnTimeout(new Outcome.Unknown("not committed within "
              + millis + " ms"), millis, TimeUnit.MILLISECONDS)
          .thenApply(outcome -> reply(request, outcome));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          reply(request, ClientReply.INVALID, e.getMessage()));
    }
  }

  private CompletableFuture<ClientReply> forward(ClientRequest request,
      String leader, long term, long millis) {
    JsonObject body = MaelstromMessage.body(request);
    body.addProperty("term", term);
    CompletableFuture<ClientReply> answer = new CompletableFuture<>();
    requests.ask(leader, body, frame -> {
      if (!(frame instanceof ClientReply reply)) {
        throw new FrameException("a ClientReply was expected");
      }
      answer.complete(reply);
    });
    return answer.completeOnTimeout(reply(request, ClientReply.UNKNOWN,
        "no answer from " + leader + ", to which it was forwarded"), millis,
        TimeUnit.MILLISECONDS);
  }

  /** Executes a command that a peer forwarded. */
  CompletableFuture<ClientReply> executeForwarded(ClientRequest request,
      JsonObject body) {
    Status status = server.status();
    boolean leads = status.role() == Role.LEADER
        && String.valueOf(body.get("term")).equals("" + status.term());
    if (!leads) return refused(request, "it does not lead that term");
    return propose(request, requestTimeout).thenApply(this::doubtRefusal);
  }

  /** It leads, so another copy of the command might be accepted later. */
  private ClientReply doubtRefusal(ClientReply reply) {
    if (!reply.outcome().equals(ClientReply.REFUSED)) return reply;
    return new ClientReply(reply.id(), ClientReply.UNKNOWN, null, reply.why(),
        null);
  }

  private CompletableFuture<ClientReply> refused(ClientRequest request,
      String why) {
    return CompletableFuture.completedFuture(
        reply(request, ClientReply.REFUSED, why));
  }

  private ClientReply reply(ClientRequest request, Outcome outcome) {
    ClientReply reply = ClientReply.of(request.id(), outcome);
    return reply.why() == null ? reply
        : reply(request, reply.outcome(), reply.why());
  }

  private ClientReply reply(ClientRequest request, String outcome,
      String why) {
    return new ClientReply(request.id(), outcome, null, me + ": " + why, null);
  }
}
