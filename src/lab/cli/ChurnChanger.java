package lab.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import raft.Server;
import raft.cli.LocalCluster;
import raft.cli.Terminal;
import raft.client.Handshake;
import raft.client.NothingDoneException;
import raft.client.RefusedCommandException;
import raft.client.UnknownOutcomeException;
import raft.node.ClusterConfig;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.Frame.ChangeMembersRequest;
import raft.node.Frame.ClientReply;
import raft.node.Frame.MembersReply;

/**
 * Changes the members of a cluster under churn, in a thread of its own: one
 * change after the other, as {@code raft members} does, and each outcome is
 * counted. It alone makes changes, so it knows which members there can be: a
 * change that is done must have begun from one of these.
 */
final class ChurnChanger extends Thread {
  private static final int LATER = 3;
  private static final int ASK_MILLIS = 200;
  private static final int MOST_IDLE_MILLIS = 1500;
  private static final int LEAST_CATCH_UP_MILLIS = 500;
  private static final int MOST_CATCH_UP_MILLIS = 4000;
  private static final int SLACK_MILLIS = 3000; // two commitments, an answer
  private static final int PATIENCE_MILLIS = 5000; // as raft members has
  private static final int PAUSE_MILLIS = 50;

  /** What became of a change; where it was refused nothing was changed. */
  enum ChangeOutcome { DONE, REFUSED, UNKNOWN }

  private final LocalCluster cluster;
  private final Random random;
  private final Terminal terminal;
  private final ChurnStatistics statistics;
  private final ChurnMembers members;

  private volatile boolean stopping;

  ChurnChanger(LocalCluster cluster, Random random, Terminal terminal,
      ChurnStatistics statistics) {
    super("changer");
    this.cluster = cluster;
    this.random = random;
    this.terminal = terminal;
    this.statistics = statistics;
    members = new ChurnMembers(cluster.ids());
    setDaemon(true);
  }

  /** Ids of nodes that come later: three that the file does not name. */
  static List<String> later(ClusterConfig config) {
    List<String> ids = new ArrayList<>();
    for (int i = 1; ids.size() < LATER; i++) {
      if (!config.names("n" + i)) ids.add("n" + i);
    }
    return ids;
  }

  @Override public void run() {
    try {
      while (!stopping) {
        sleep(random.nextInt(MOST_IDLE_MILLIS));
        MembersReply leader = leader();
        if (leader == null || leader.members().isJoint()) continue;
        change(leader, ChurnChange.draw(random, ids(leader), leader.node(),
            cluster.everyId()));
      }
    } catch (InterruptedException e) {
      interrupt();
    } catch (RuntimeException e) {
      members.violation("the changer of members failed: " + e);
    }
  }

  private static List<String> ids(MembersReply reply) {
    return reply.members().voters().stream().map(Server::id).toList();
  }

  /** What the leader says; null if none is found. */
  private MembersReply leader() {
    MembersReply leader = null;
    for (NodeAddress node : cluster.everybody().nodes()) {
      try {
        MembersReply reply =
            Handshake.members(cluster.config(), node, ASK_MILLIS);
        if (!reply.leads()) continue;
        if (leader == null || reply.index() > leader.index()) leader = reply;
      } catch (IOException e) {
        continue; // it is down, or too slow; another one may lead
      }
    }
    return leader;
  }

  /**
   * One change. If somebody else leads by now it is asked again for a while:
   * nodes that were removed go on to campaign, and when one of them is to come
   * back the leader steps down before its term.
   */
  private ChangeOutcome change(MembersReply first, List<String> wanted)
      throws InterruptedException {
    long start = System.nanoTime();
    MembersReply leader = first;
    Told told = ask(leader, wanted);
    int asked = 1;
    while (told.elsewhere() && millisSince(start) < PATIENCE_MILLIS) {
      Thread.sleep(PAUSE_MILLIS);
      leader = leader();
      if (leader == null || leader.members().isJoint()) continue;
      told = ask(leader, wanted);
      asked++;
    }
    statistics.change(told.outcome());
    terminal.say("%8s %s -> %s: %s after %d ms%s%s".formatted("members",
        String.join(" ", ids(first)), String.join(" ", wanted),
        told.outcome().name().toLowerCase(Locale.ROOT), millisSince(start),
        asked > 1 ? ", asked " + asked + " times" : "",
        told.why() == null ? "" : " (" + told.why() + ")"));
    return told.outcome();
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** @param elsewhere whether it was refused since somebody else leads */
  private record Told(ChangeOutcome outcome, boolean elsewhere, String why) {}

  private Told ask(MembersReply leader, List<String> wanted) {
    ClusterConfig all = cluster.everybody();
    int millis = LEAST_CATCH_UP_MILLIS
        + random.nextInt(MOST_CATCH_UP_MILLIS - LEAST_CATCH_UP_MILLIS);
    Told told = ask(all.node(leader.node()), new ChangeMembersRequest("change",
        leader.configuration(),
        wanted.stream().map(id -> all.node(id).server().toString()).toList(),
        millis));
    members.changed(ids(leader), wanted, told.outcome());
    return told;
  }

  private Told ask(NodeAddress leader, ChangeMembersRequest request) {
    try {
      ClientReply reply = Handshake.changeMembers(cluster.config(), leader,
          request, request.timeoutMillis() + SLACK_MILLIS);
      return switch (reply.outcome()) {
        case ClientReply.APPLIED -> new Told(ChangeOutcome.DONE, false, null);
        case ClientReply.REFUSED -> new Told(ChangeOutcome.REFUSED,
            !leader.id().equals(reply.leader()), reply.why());
        case ClientReply.INVALID ->
            new Told(ChangeOutcome.REFUSED, false, reply.why());
        default -> new Told(ChangeOutcome.UNKNOWN, false, reply.why());
      };
    } catch (NothingDoneException | RefusedCommandException e) {
      return new Told(ChangeOutcome.REFUSED, false, e.getMessage());
    } catch (UnknownOutcomeException e) {
      return new Told(ChangeOutcome.UNKNOWN, false, e.getMessage());
    }
  }

  // ---- for the thread that started it ----------------------------------

  /** Finishes the change that is under way, and begins no other. */
  void finish() {
    stopping = true;
  }

  /**
   * Makes the nodes of the file members again, and no others; all must be up.
   *
   * @param millis how long it may take
   * @return what was found wrong, from the beginning
   */
  List<String> leadBack(int millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000L;
    while (System.nanoTime() < deadline) {
      MembersReply leader = leader();
      if (leader != null && !leader.members().isJoint()
          && change(leader, cluster.ids()) == ChangeOutcome.DONE) {
        return members.violations();
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    members.violation("within " + millis + " ms of quiet nobody makes "
        + cluster.ids() + " the members");
    return members.violations();
  }
}
