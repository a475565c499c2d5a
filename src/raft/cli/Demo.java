package raft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import raft.client.Handshake;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.client.UnknownOutcomeException;
import raft.node.ClusterConfig;
import raft.node.Frame.StatusReply;

/** The story that {@code raft demo} tells, act by act. */
final class Demo {
  private static final int WRITES = 100;
  private static final int MORE_WRITES = 100; // more than a leader keeps
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
    StatusReply leader = awaitLeader(0);
    if (leader.snapshotIndex() > 0) {
      narrator.add(("Meanwhile %s took a snapshot of 1..%d, and discarded its"
          + " log up to there, but for the end.").formatted(leader.node(),
              leader.snapshotIndex()));
    }
    long start = System.nanoTime();
    cluster.start(id);
    StatusReply end = narrator.await(patience, this::sameLog)
        .orElseThrow(() -> late(id + " did not catch up"));
    narrator.say("%s caught up %d ms after its start:".formatted(id,
        millisSince(start)));
    narrator.quote(id + " t.*|.* \\(SN4\\)");
    narrator.table(cluster.config());
    showLog(end);
    compareStates();
  }

  /**
   * The status of the one with the shortest log, if all have the same, as far
   * as they have not discarded it, all applied.
   */
  private Optional<StatusReply> sameLog() throws InterruptedException {
    List<StatusReply> all = cluster.statuses(WHOLE_LOG);
    int shortest = all.stream().mapToInt(node -> node.log().size()).min()
        .orElse(0);
    boolean same = all.size() == cluster.ids().size()
        && all.stream().map(node -> end(node.log(), shortest)).distinct()
            .count() == 1
        && all.stream().map(StatusReply::lastIndex).distinct().count() == 1
        && all.stream().allMatch(node -> node.lastApplied()
            == node.lastIndex());
    return all.stream().filter(node -> same && node.log().size() == shortest)
        .findFirst();
  }

  private static <T> List<T> end(List<T> list, int count) {
    return list.subList(list.size() - count, list.size());
  }

  private void showLog(StatusReply node) {
    narrator.tell("");
    if (node.log().isEmpty()) { // the snapshot that it was sent has them all
      narrator.tell("%s has the entries 1..%d in its snapshot, and no others."
          .formatted(node.node(), node.snapshotIndex()));
      return;
    }
    narrator.tell("All logs are equal, entry by entry, %d..%d. The newest:"
        .formatted(node.lastIndex() - node.log().size() + 1,
            node.lastIndex()));
    LogLines.newestFirst(node).stream().limit(3).forEach(narrator::tell);
  }

  /** The states are what stands in the snapshots; so each takes one. */
  private void compareStates() throws IOException, InterruptedException {
    narrator.nextAct();
    long index = narrator.await(patience, this::sameSnapshot)
        .orElseThrow(() -> late("there is no snapshot of the same index"));
    List<List<String>> states = new ArrayList<>();
    for (String id : cluster.ids()) states.add(state(id, index));
    List<String> state = states.get(0);
    if (states.stream().distinct().count() > 1) {
      throw new NothingDoneException("the states differ at index " + index);
    }
    narrator.say(("Each node took a snapshot of 1..%d. The same %d lines are in"
        + " all of them, such as").formatted(index, state.size()));
    narrator.add(state.get(state.size() - 1));
  }

  /** Its last index, if it is the same for all; each node takes one now. */
  private Optional<Long> sameSnapshot() throws InterruptedException {
    List<Long> indexes = NodePoll.take(cluster.config().nodes(), patience,
        this::snapshot, node -> 0L);
    boolean same = indexes.stream().distinct().count() == 1;
    return same ? Optional.of(indexes.get(0)).filter(index -> index > 0)
        : Optional.empty();
  }

  private long snapshot(ClusterConfig.NodeAddress node) {
    try {
      return Handshake.snapshot(cluster.config(), node, patience)
          .lastIncludedIndex();
    } catch (NothingDoneException | UnknownOutcomeException e) {
      return 0;
    }
  }

  /** Without the last line, and the first: it says when the file was begun. */
  private List<String> state(String id, long index) throws IOException {
    List<String> lines = Files.readAllLines(cluster.data(id)
        .resolve("snapshot-" + index + ".jsonl"));
    return lines.subList(1, lines.size() - 1);
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
