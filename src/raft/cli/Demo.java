package raft.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.node.Frame.StatusReply;

/** The story that {@code raft demo} tells, act by act. */
final class Demo {
  private static final int WRITES = 100;
  private static final int MORE_WRITES = 20;
  private static final int WHOLE_LOG = 1000; // is longer than it can be

  // Trace lines of the rules by which a leader is elected.
  private static final String ELECTION = ".* \\((F2|C[0-9]|RV[0-9]|A2)\\)";

  private static final String NEXT = """

      Try next:
        make run ID=n1 NEW=1        and n2, n3, each in a terminal of its own
        build/raft put x 1          in a fourth one; kill any node; then
        build/raft get x
        build/raft status --watch   who leads, and how far everybody is
        lab-notes/01-three-terminals.md   what to look at while you do it""";

  private final LocalCluster cluster;
  private final KvClient client;
  private final Narrator narrator;
  private final int patience;

  // Every write that was acknowledged, in that order.
  private final Map<String, String> acknowledged = new LinkedHashMap<>();

  // How many of them could not be read back.
  private int missing;

  /** @param cluster of which no node runs yet */
  Demo(LocalCluster cluster, KvClient client, Narrator narrator) {
    this.cluster = cluster;
    this.client = client;
    this.narrator = narrator;
    patience = Math.max(10_000, 10 * cluster.config().electionTimeoutMax());
  }

  /**
   * Plays all acts.
   *
   * @return whether every acknowledged write was there whenever it was read
   * @throws NothingDoneException if something does not happen in time
   * @throws IOException          if a node cannot be started
   */
  boolean play() throws IOException, InterruptedException {
    StatusReply leader = elect();
    write(WRITES);
    killLeader(leader);
    readBack();
    write(MORE_WRITES);
    restart(leader.node());
    readBack();
    stop();
    conclude();
    return missing == 0;
  }

  // ---- the acts --------------------------------------------------------

  private StatusReply elect() throws IOException, InterruptedException {
    narrator.say("Start " + String.join(", ", cluster.ids())
        + ", each a process of its own. There is no leader yet.");
    cluster.startAll();
    StatusReply leader = awaitLeader(0);
    narrator.say("%s leads in term %d. How that came, and by which rules:"
        .formatted(leader.node(), leader.term()));
    quoteElection(leader);
    narrator.table(cluster.config());
    return leader;
  }

  /** Waits for the votes that made the leader, if they are printed late. */
  private void quoteElection(StatusReply leader) throws InterruptedException {
    String elected = narrator.awaitHeard(leader.node() + " t" + leader.term()
        + " leader .*, votes of .*").orElse("");
    for (String voter : cluster.ids()) {
      boolean voted = elected.matches(".*[ \\[]" + voter + "[,\\]].*");
      if (!voted || voter.equals(leader.node())) continue;
      narrator.awaitHeard(voter + " t" + leader.term() + " .* votes for "
          + leader.node() + " .*");
    }
    narrator.quote(ELECTION);
  }

  private StatusReply awaitLeader(long afterTerm) throws InterruptedException {
    Optional<StatusReply> leader = narrator.await(patience, () -> cluster
        .leader().filter(status -> status.term() > afterTerm));
    if (leader.isEmpty()) throw late("nobody was elected");
    return leader.get();
  }

  private void write(int count) throws InterruptedException {
    narrator.nextAct();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) writeNext();
    narrator.say(("%d writes acknowledged in %d ms, each on the disks of a"
        + " majority.").formatted(count, millisSince(start)));
  }

  private void writeNext() {
    int number = acknowledged.size() + 1;
    client.put("k" + number, "v" + number);
    acknowledged.put("k" + number, "v" + number);
  }

  private void killLeader(StatusReply leader) throws InterruptedException {
    narrator.nextAct();
    narrator.listenAnew();
    LocalNode victim = cluster.node(leader.node());
    narrator.say("kill -9 %d: the leader, %s, is dead without a last word."
        .formatted(victim.pid(), leader.node()));
    long killed = System.nanoTime();
    victim.kill();
    StatusReply next = awaitLeader(leader.term());
    narrator.say("%s took over in term %d, %d ms after the kill:".formatted(
        next.node(), next.term(), millisSince(killed)));
    writeNext();
    long written = millisSince(killed);
    quoteElection(next);
    narrator.say("The first write that it acknowledged came " + written
        + " ms after the kill.");
    narrator.table(cluster.config());
  }

  private void readBack() throws InterruptedException {
    narrator.nextAct();
    int lost = 0;
    for (Map.Entry<String, String> write : acknowledged.entrySet()) {
      String found = client.get(write.getKey()).orElse("missing");
      if (found.equals(write.getValue())) continue;
      lost++;
      narrator.add("LOST: %s was acknowledged as %s, and is %s".formatted(
          write.getKey(), write.getValue(), found));
    }
    narrator.say("Read everything back: %d of %d writes are there.".formatted(
        acknowledged.size() - lost, acknowledged.size()));
    missing += lost;
  }

  private void restart(String id) throws IOException, InterruptedException {
    narrator.nextAct();
    narrator.listenAnew();
    narrator.say("Restart " + id + ", with nothing but what is on its disk.");
    long start = System.nanoTime();
    cluster.start(id);
    StatusReply end = narrator.await(patience, this::sameLog)
        .orElseThrow(() -> late(id + " did not catch up"));
    narrator.say("%s caught up %d ms after its start:".formatted(id,
        millisSince(start)));
    narrator.quote(id + " t.*");
    narrator.table(cluster.config());
    showLog(end);
  }

  /** The status of one, with its log, if all have the same, all applied. */
  private Optional<StatusReply> sameLog() throws InterruptedException {
    List<StatusReply> all = cluster.statuses(WHOLE_LOG);
    boolean same = all.size() == cluster.ids().size()
        && all.stream().map(StatusReply::log).distinct().count() == 1
        && all.stream().allMatch(Demo::isAllApplied);
    return same ? Optional.of(all.get(0)) : Optional.empty();
  }

  private static boolean isAllApplied(StatusReply node) {
    return node.lastApplied() == node.lastIndex()
        && node.lastIndex() == node.log().size();
  }

  private void showLog(StatusReply node) {
    narrator.tell("");
    narrator.tell("All logs are equal, entry by entry, 1..%d. The newest:"
        .formatted(node.lastIndex()));
    LogLines.newestFirst(node).stream().limit(3).forEach(narrator::tell);
  }

  private void stop() throws IOException, InterruptedException {
    narrator.nextAct();
    long start = System.nanoTime();
    for (String id : cluster.ids()) cluster.node(id).terminate();
    narrator.say("All nodes were asked to end (SIGTERM), and did, in %d ms."
        .formatted(millisSince(start)));
  }

  private void conclude() {
    narrator.tell("");
    if (missing > 0) {
      narrator.tell(missing + " acknowledged writes were lost. That must not"
          + " happen: it is a mistake in this program.");
    } else {
      narrator.tell(acknowledged.size() + " writes were acknowledged, the"
          + " leader was killed, and nothing is lost.");
      narrator.tell(NEXT);
    }
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private NothingDoneException late(String what) {
    StringBuilder message = new StringBuilder(what + " within " + patience
        + " ms. What the nodes said:");
    for (String id : cluster.ids()) {
      message.append("\n").append(cluster.node(id).lastLines());
    }
    return new NothingDoneException(message.toString());
  }
}
