package lab.cli;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import raft.cli.LocalCluster;
import raft.client.Handshake;
import raft.client.NothingDoneException;
import raft.client.UnknownOutcomeException;
import raft.node.Frame.ClientReply;
import raft.node.Frame.StatusReply;

/** Has leaders hand over at random, in a thread of its own. */
final class ChurnTransfers extends Thread {
  private static final int MOST_PEACE_MILLIS = 2000;
  private static final int TRY_MILLIS = 2000;

  private final LocalCluster cluster;
  private final Random random;
  private final ChurnStatistics statistics;

  ChurnTransfers(LocalCluster cluster, Random random,
      ChurnStatistics statistics) {
    super("transfers");
    this.cluster = cluster;
    this.random = random;
    this.statistics = statistics;
    setDaemon(true);
  }

  @Override public void run() {
    try {
      while (true) {
        sleep(random.nextInt(MOST_PEACE_MILLIS));
        Optional<StatusReply> leader = cluster.leader();
        if (leader.isPresent()) {
          statistics.transfer(isDone(leader.get().node()));
        }
      }
    } catch (InterruptedException e) {
      return; // it is over
    }
  }

  /** To any node, which may be down, no member, or the leader itself. */
  private boolean isDone(String leader) {
    List<String> all = cluster.everyId();
    try {
      ClientReply reply = Handshake.transfer(cluster.everybody(),
          cluster.everybody().node(leader),
          all.get(random.nextInt(all.size())), TRY_MILLIS);
      return reply.outcome().equals(ClientReply.APPLIED);
    } catch (NothingDoneException | UnknownOutcomeException e) {
      return false; // the leader was killed meanwhile, or is frozen
    }
  }
}
