package lab.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import raft.Entry;
import raft.cli.LocalCluster;
import raft.cli.LocalNode;
import raft.cli.Polling;
import raft.cli.Terminal;
import raft.client.KvClient;
import raft.client.NothingDoneException;
import raft.client.UnknownOutcomeException;
import raft.node.Frame.StatusReply;
import raft.node.disk.DataDirectory;
import raft.node.disk.LogContents;
import raft.node.disk.SnapshotContents;

/**
 * Nodes are killed and frozen, and leaders hand over, at random while clients
 * append and read, and at the end everything is looked at: nothing lost, nothing
 * twice, all logs equal.
 */
final class Churn {
  private static final int CLIENTS = 8;
  private static final int STEP_MILLIS = 10;

  private final LocalCluster cluster;
  private final List<ChurnSchedule.PlannedFault> faults;
  private final Terminal terminal;
  private final int quietMillis;
  private final ChurnStatistics statistics = new ChurnStatistics();
  private final List<ChurnClient> clients = new ArrayList<>();
  private final ChurnChanger changer; // null if the members stay
  private final ChurnTransfers transfers;
  private final List<String> violations = new ArrayList<>();

  // Up to where some node has a snapshot instead of its log, at the end.
  private long replacedTo;

  // How long all logs are, once they are.
  private long length;

  // Who is down, and until when, in milliseconds after the beginning.
  private final Map<String, Integer> downUntil = new TreeMap<>();

  /**
   * @param cluster     with nodes that come later, the members are changed
   * @param seed        of the clients' choices
   * @param quietMillis how long it waits at most for what comes by itself
   *                    where no node is killed, such as a leader
   */
  Churn(LocalCluster cluster, List<ChurnSchedule.PlannedFault> faults,
      long seed, Terminal terminal, int quietMillis) {
    this.cluster = cluster;
    this.faults = faults;
    this.terminal = terminal;
    this.quietMillis = quietMillis;
    ChurnReads reads = new ChurnReads();
    for (int i = 1; i <= CLIENTS; i++) {
      clients.add(new ChurnClient(cluster.config(), "c" + i,
          new Random(seed + i), statistics, reads));
    }
    changer = cluster.everyId().equals(cluster.ids()) ? null
        : new ChurnChanger(cluster, new Random(seed), terminal, statistics);
    transfers = new ChurnTransfers(cluster, new Random(seed), statistics);
  }

  /**
   * Runs it.
   *
   * @return a line for each violation; none if all is well
   */
  List<String> run(int millis) throws IOException, InterruptedException {
    cluster.startAll();
    awaitLeader();
    startLater();
    clients.forEach(Thread::start);
    if (changer != null) changer.start();
    transfers.start();
    strike(millis);
    transfers.interrupt();
    transfers.join(quietMillis);
    mendAll();
    if (changer != null) leadBack();
    finishClients();
    if (violations.isEmpty()) audit();
    terminal.say("");
    terminal.say(statistics + ", " + violations.size() + " violations");
    return violations;
  }

  private void awaitLeader() throws InterruptedException {
    boolean comes = Polling.comesTrue(quietMillis,
        () -> cluster.leader().isPresent()
            && cluster.statuses(0).size() == cluster.ids().size());
    if (comes) return;
    throw new NothingDoneException("no leader within " + quietMillis + " ms");
  }

  /** They ask a node of the file what they join, so that must not be down. */
  private void startLater() throws IOException, InterruptedException {
    List<String> all = cluster.everyId();
    for (String id : all) if (!cluster.isRunning(id)) cluster.start(id);
    if (Polling.comesTrue(quietMillis,
        () -> cluster.statuses(0).size() == all.size())) return;
    throw new NothingDoneException("not all nodes that come later run within "
        + quietMillis + " ms");
  }

  // ---- faults -----------------------------------------------------------

  private void strike(int millis) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int next = 0;
    int now = 0;
    int line = 1000;
    while (now < millis && violations.isEmpty()) {
      mend(now);
      while (next < faults.size() && faults.get(next).at() <= now) {
        strike(faults.get(next++), now);
      }
      checkOthersRun();
      if (now >= line) {
        show(line / 1000);
        line += 1000;
      }
      Thread.sleep(STEP_MILLIS);
      now = (int) ((System.nanoTime() - start) / 1_000_000);
    }
  }

  private void strike(ChurnSchedule.PlannedFault fault, int now)
      throws IOException, InterruptedException {
    if (downUntil.containsKey(fault.node())) return;
    downUntil.put(fault.node(), now + fault.lasts());
    statistics.fault(fault);
    if (fault.freeze()) cluster.node(fault.node()).freeze();
    else cluster.node(fault.node()).kill();
  }

  private void mend(int now) throws IOException, InterruptedException {
    for (String id : cluster.everyId()) {
      if (downUntil.getOrDefault(id, Integer.MAX_VALUE) > now) continue;
      downUntil.remove(id);
      LocalNode node = cluster.node(id);
      if (node.isFrozen()) node.thaw();
      else cluster.start(id);
    }
  }

  private void mendAll() throws IOException, InterruptedException {
    mend(Integer.MAX_VALUE - 1);
  }

  private void checkOthersRun() {
    for (String id : cluster.everyId()) {
      if (downUntil.containsKey(id) || cluster.isRunning(id)) continue;
      violations.add("it was not killed, but " + cluster.node(id).end());
    }
  }

  private void show(int second) {
    StringBuilder line = new StringBuilder("%4d s ".formatted(second));
    for (String id : cluster.everyId()) {
      line.append(" %s %-6s".formatted(id, how(id)));
    }
    terminal.say(line + " | " + statistics.brief());
  }

  private String how(String id) {
    if (!downUntil.containsKey(id)) return "up";
    return cluster.node(id).isFrozen() ? "frozen" : "killed";
  }

  // ---- the end ---------------------------------------------------------

  /** So that everything can be compared, the members are those of the file. */
  private void leadBack() throws InterruptedException {
    changer.finish();
    changer.join(quietMillis);
    violations.addAll(changer.leadBack(quietMillis));
  }

  private void finishClients() throws InterruptedException {
    terminal.say("all nodes are up again, the clients finish");
    clients.forEach(ChurnClient::finish);
    long deadline = System.nanoTime() + quietMillis * 1_000_000L;
    for (ChurnClient client : clients) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      client.join(Math.max(1, millis));
      client.giveUp();
    }
    for (ChurnClient client : clients) {
      client.join(quietMillis);
      violations.addAll(client.violations());
    }
  }

  private void audit() throws InterruptedException {
    List<ChurnAudit.Append> appends = new ArrayList<>();
    clients.forEach(client -> appends.addAll(client.appends()));
    terminal.say("read everything back: " + appends.size() + " appends");
    try {
      violations.addAll(ChurnAudit.violations(appends, readBack()));
    } catch (NothingDoneException | UnknownOutcomeException e) {
      violations.add("nothing can be read back: " + e.getMessage());
    }
    if (Polling.comesTrue(quietMillis, this::areLogsEquallyLong)) {
      compareLogs();
      return;
    }
    violations.add("no equally long logs within " + quietMillis
        + " ms of quiet: " + cluster.statuses(0));
  }

  private Map<String, String> readBack() {
    Map<String, String> values = new TreeMap<>();
    try (KvClient auditor = new KvClient(cluster.config(), quietMillis,
        "auditor", 1)) {
      for (String key : auditor.keys()) {
        values.put(key, auditor.get(key).orElse(""));
      }
    }
    return values;
  }

  /** Whether all nodes are up and have applied the same number of entries. */
  private boolean areLogsEquallyLong() throws InterruptedException {
    List<StatusReply> all = cluster.statuses(0).stream()
        .filter(node -> cluster.ids().contains(node.node())).toList();
    if (all.size() < cluster.ids().size()) return false;
    length = all.get(0).lastIndex();
    return all.stream().allMatch(node ->
        node.lastIndex() == length && node.lastApplied() == length);
  }

  private void compareLogs() throws InterruptedException {
    terminal.say("compare what is on the disks: entries 1.." + length
        + ", as far as no snapshot has replaced them");
    for (String id : cluster.everyId()) cluster.node(id).kill();
    Map<String, NavigableMap<Long, Entry>> logs = new TreeMap<>();
    for (String id : cluster.ids()) logs.put(id, logOnDisk(id));
    String first = cluster.ids().get(0);
    logs.forEach((id, log) -> {
      boolean same = log.tailMap(replacedTo, false)
          .equals(logs.get(first).tailMap(replacedTo, false));
      if (!same) violations.add("the logs of " + first
          + " and " + id + " differ within 1.." + length);
    });
  }

  /** By index, as far as all logs went; a no-op may have come after that. */
  private NavigableMap<Long, Entry> logOnDisk(String id) {
    DataDirectory.Inspection disk = DataDirectory.inspect(cluster.data(id));
    violations.addAll(disk.refusals());
    SnapshotContents snapshot = disk.log().snapshot();
    if (snapshot != null) {
      replacedTo = Math.max(replacedTo, snapshot.lastIncludedIndex());
    }
    NavigableMap<Long, Entry> log = new TreeMap<>();
    for (LogContents.Stored stored : disk.log().entries()) {
      if (stored.index() <= length) log.put(stored.index(), stored.entry());
    }
    return log;
  }
}
