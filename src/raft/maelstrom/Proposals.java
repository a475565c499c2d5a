package raft.maelstrom;

import com.google.gson.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import raft.Outcome;
import raft.RaftServer;
import raft.Role;
import raft.StateMachine;
import raft.Status;
import raft.node.ClientReply;
import raft.node.ClientRequest;
import raft.node.RawJson;

/**
 * Where a command goes: into this server's log if it leads, else to the leader,
 * once. What is not answered in time is unknown and is not tried again: the
 * first copy may still be on its way.
 *
 * <p>A forwarded command names the term whose leader it is meant for. Whoever
 * does not lead that term now never will: its leader was known already when the
 * command was sent, and after a crash it begins a newer term. So a refusal is
 * final, and may be reported as such (code 11), even if the network delivers
 * the same command a second time.
 *
 * <p>Thread-safe; nothing here waits.
 */
final class Proposals {
  private final String me;
  private final RaftServer server;
  private final StateMachine stateMachine;
  private final Calls calls;
  private final int requestTimeout;

  Proposals(String me, RaftServer server, StateMachine stateMachine,
      Calls calls, int requestTimeout) {
    this.me = me;
    this.server = server;
    this.stateMachine = stateMachine;
    this.calls = calls;
    this.requestTimeout = requestTimeout;
  }

  /** Has a client's command executed, here or elsewhere. */
  CompletableFuture<ClientReply> execute(ClientRequest request) {
    ClientReply objection = check(request);
    if (objection != null) return CompletableFuture.completedFuture(objection);
    Status status = server.status();
    if (status.leader() == null) {
      return refused(request, "no leader is known");
    }
    if (status.leader().equals(me)) return propose(request);
    return forward(request, status.leader(), status.term());
  }

  private ClientReply check(ClientRequest request) {
    try {
      stateMachine.check(request.command().text());
      return null;
    } catch (IllegalArgumentException e) {
      return reply(request, ClientReply.INVALID, e.getMessage());
    }
  }

  private CompletableFuture<ClientReply> propose(ClientRequest request) {
    return server.propose(request.command().text())
        .completeOnTimeout(new Outcome.Unknown("not committed within "
            + requestTimeout + " ms"), requestTimeout, TimeUnit.MILLISECONDS)
        .thenApply(outcome -> reply(request, outcome));
  }

  private CompletableFuture<ClientReply> forward(ClientRequest request,
      String leader, long term) {
    JsonObject body = Letter.body(request);
    body.addProperty("term", term);
    return calls.ask(leader, body, requestTimeout).thenApply(answer ->
        answer instanceof ClientReply reply ? reply
            : reply(request, ClientReply.UNKNOWN, "no answer from " + leader
                + ", to whom it was forwarded"));
  }

  /** Has a command executed that a peer forwarded. */
  CompletableFuture<ClientReply> executeForwarded(ClientRequest request,
      JsonObject body) {
    ClientReply objection = check(request);
    if (objection != null) return CompletableFuture.completedFuture(objection);
    Status status = server.status();
    boolean leads = status.role() == Role.LEADER
        && String.valueOf(body.get("term")).equals("" + status.term());
    if (!leads) return refused(request, "it does not lead that term");
    return propose(request).thenApply(this::doubtRefusal);
  }

  /** It leads: should another copy come, that one may be accepted. */
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
    if (outcome instanceof Outcome.Applied applied) {
      return new ClientReply(request.id(), ClientReply.APPLIED,
          new RawJson(applied.answer()), null, null);
    }
    if (outcome instanceof Outcome.Refused refused) {
      return reply(request, ClientReply.REFUSED, refused.why());
    }
    return reply(request, ClientReply.UNKNOWN,
        ((Outcome.Unknown) outcome).why());
  }

  private ClientReply reply(ClientRequest request, String outcome,
      String why) {
    return new ClientReply(request.id(), outcome, null, me + ": " + why, null);
  }
}
