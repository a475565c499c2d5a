package raft.cli;

import java.util.List;
import java.util.Optional;
import raft.Configuration;
import raft.Server;
import raft.client.Handshake;
import raft.client.NothingDoneException;
import raft.client.RefusedCommandException;
import raft.client.UnknownOutcomeException;
import raft.json.Json;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.ChangeMembersRequest;
import raft.node.Frame.ClientReply;
import raft.node.Frame.MembersReply;

/** One change of the members: finds the leader, asks it, shows progress. */
final class MembersChange {
  private static final int ROUND_MILLIS = 500;
  private static final int PAUSE_MILLIS = 100;
  private static final int PROGRESS_MILLIS = 1000;
  private static final int SLACK_MILLIS = 10_000; // two commitments, an answer

  // A leader may be elected, or another change end, in this time.
  private static final int PATIENCE_MILLIS = 5000;

  private final ClusterConfig config;
  private final WantedMembers wanted;
  private final int millis;
  private final Terminal terminal;
  private final long deadline =
      System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;

  /** @param millis how long new ones may take to catch up */
  MembersChange(ClusterConfig config, WantedMembers wanted, int millis,
      Terminal terminal) {
    this.config = config;
    this.wanted = wanted;
    this.millis = millis;
    this.terminal = terminal;
  }

  // ---- making it -------------------------------------------------------

  /** Whatever comes of it is said, and is the exit status. */
  int make() throws InterruptedException {
    try {
      return attempts();
    } catch (WantedMembers.ImpossibleException e) {
      terminal.complain("no: " + e.getMessage());
      return Exit.NO;
    } catch (RefusedCommandException e) {
      terminal.complain("refused: " + e.getMessage());
      return Exit.USAGE;
    } catch (NothingDoneException e) {
      terminal.complain("nothing was done: " + e.getMessage());
      return Exit.NOTHING_DONE;
    } catch (UnknownOutcomeException e) {
      terminal.complain("outcome unknown: " + e.getMessage() + ". It is safe to"
          + " ask again for the same; raft members shows what became of it");
      return Exit.UNKNOWN;
    }
  }

  private int attempts() throws InterruptedException {
    String said = null;
    while (true) {
      MembersPoll.Found found = MembersPoll.take(config, ROUND_MILLIS);
      String why = found.trouble();
      Optional<MembersPoll.NodeMembers> leader = found.leader();
      if (leader.isPresent()) {
        MembersReply now = leader.get().reply();
        ClientReply reply = ask(leader.get());
        if (!mayBeTakenSoon(reply, now)) return told(reply, now.members());
        why = reply.why();
        if (!why.equals(said)) terminal.complain(why);
        said = why;
      }
      if (System.nanoTime() > deadline) throw new NothingDoneException(why);
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Somebody else leads by now, or another change must end first. */
  private static boolean mayBeTakenSoon(ClientReply reply, MembersReply asked) {
    boolean settled = !asked.members().isJoint() && asked.committed();
    return reply.outcome().equals(ClientReply.REFUSED)
        && (!asked.node().equals(reply.leader()) || !settled);
  }

  private ClientReply ask(MembersPoll.NodeMembers leader)
      throws InterruptedException {
    Configuration now = leader.reply().members();
    List<Server> to = wanted.applied(now.voters().stream()
        .map(this::withAddress).toList());
    ChangeMembersRequest request = new ChangeMembersRequest("members",
        now.text(), to.stream().map(Server::toString).toList(), millis);
    Thread progress = new Thread(() -> showProgress(leader.node()), "progress");
    progress.setDaemon(true);
    progress.start();
    try {
      return Handshake.changeMembers(config, leader.node(), request,
          millis + SLACK_MILLIS);
    } finally {
      progress.interrupt();
      progress.join();
    }
  }

  /** A snapshot of an earlier version names the servers without addresses. */
  private Server withAddress(Server server) {
    return server.address().isEmpty() && config.names(server.id())
        ? config.node(server.id()).server() : server;
  }

  private void showProgress(NodeAddress leader) {
    String last = "";
    try {
      while (true) {
        Thread.sleep(PROGRESS_MILLIS);
        String line = progress(leader);
        if (!line.isEmpty() && !line.equals(last)) terminal.complain(line);
        last = line;
      }
    } catch (InterruptedException answered) {
      return;
    }
  }

  private String progress(NodeAddress leader) throws InterruptedException {
    return NodePoll.take(List.of(leader), PROGRESS_MILLIS, node -> {
      MembersPoll.NodeMembers reply = MembersPoll.ask(config, node,
          PROGRESS_MILLIS);
      return reply.reply() == null ? "" : MembersTable.progress(reply.reply());
    }, node -> "").get(0);
  }

  private int told(ClientReply reply, Configuration before) {
    switch (reply.outcome()) {
      case ClientReply.APPLIED -> {
        String members = Json.object(reply.answer().text())
            .get("members").getAsString();
        terminal.say("done: the members are "
            + Configuration.of(members).inWords() + wanted.strangers(before));
        return Exit.DONE;
      }
      case ClientReply.INVALID -> throw new RefusedCommandException(reply.why());
      case ClientReply.REFUSED -> throw new NothingDoneException(reply.why());
      default -> throw new UnknownOutcomeException(reply.why());
    }
  }
}
