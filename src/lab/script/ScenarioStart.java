package lab.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import raft.Configuration;
import raft.Entry;
import raft.Settings;
import lab.sim.Setup;
import lab.check.Operation;

/** How a scenario begins: the commands before anything happens. */
final class ScenarioStart {
  static final int HEARTBEAT = 10; // ticks
  private static final int MOST_NODES = 9;
  private static final int BATCH_BYTES = 100_000;
  private static final int DISK_CAPACITY = 1000;
  private static final int SEED = 1;

  private final boolean recording;
  private int nodes = 3;
  private int newcomers;
  private boolean noOp;
  private boolean stickiness;
  private boolean preVote;
  private boolean checkQuorum;
  private int batch = 100;
  private int chunk = 4000;
  private int keep;
  private final Map<String, List<Long>> logs = new TreeMap<>(); // their terms

  /** @param recording whether to keep the events, and so the trace */
  ScenarioStart(boolean recording) {
    this.recording = recording;
  }

  void nodes(LineWords words) {
    int count = words.number("how many");
    if (count < 1 || count > MOST_NODES) {
      throw words.wrong("from 1 to " + MOST_NODES + " nodes");
    }
    nodes = count;
  }

  /** Servers beside the nodes, which wait to be added. */
  void newcomers(LineWords words) {
    newcomers = words.number("how many");
    if (nodes + newcomers > MOST_NODES) {
      throw words.wrong("at most " + MOST_NODES + " servers in all");
    }
  }

  /** All servers, newcomers included. */
  private List<String> servers() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= nodes + newcomers; i++) names.add("s" + i);
    return names;
  }

  void noOp(LineWords words) {
    noOp = isOn(words);
  }

  void stickiness(LineWords words) {
    stickiness = isOn(words);
  }

  void preVote(LineWords words) {
    preVote = isOn(words);
  }

  void checkQuorum(LineWords words) {
    checkQuorum = isOn(words);
  }

  private static boolean isOn(LineWords words) {
    boolean on = words.takeIf("on");
    if (!on) words.take("off", "the end, or 'on'");
    return on;
  }

  void batch(LineWords words) {
    batch = words.number("most entries of a message");
    if (batch < 1) throw words.wrong("a message needs room for an entry");
  }

  void chunk(LineWords words) {
    chunk = words.number("most bytes of a snapshot in a message");
    if (chunk < 4) throw words.wrong("a character can have 4 bytes");
  }

  void keep(LineWords words) {
    keep = words.number("how many entries");
  }

  /** The mutant that plays it; the player has chosen it already. */
  void mutant(LineWords words) {
    words.take("a patch of lab-notes/broken, without .patch");
  }

  /** {@code s1=1,2 s2=1}: terms of the entries that are on disk. */
  void logs(LineWords words) {
    for (String word : words.rest()) {
      String[] parts = word.split("=", 2);
      boolean wellFormed = servers().contains(parts[0])
          && parts.length == 2 && parts[1].matches("[1-9]\\d*(,[1-9]\\d*)*");
      if (!wellFormed) throw words.wrong(word + " is not like s1=1,1,2");
      logs.put(parts[0], terms(parts[1]));
    }
  }

  /** {@code 1,1,2}. */
  static List<Long> terms(String text) {
    return Arrays.stream(text.split(",")).map(Long::valueOf).toList();
  }

  /** All are up, and know of the newest term in any log. */
  ScriptedCluster build() {
    Settings settings =
        new Settings(HEARTBEAT, 30, 60, batch, BATCH_BYTES, noOp,
            Settings.APPLY_ENTRIES, Settings.UNCOMMITTED_BYTES,
            new Settings.Snapshotting(0, 0, keep, 1 << 24, chunk),
            new Settings.Calm(stickiness, preVote, checkQuorum));
    ScriptedCluster cluster = new ScriptedCluster(new Setup(
        new Configuration(servers().subList(0, nodes)),
        servers().subList(nodes, nodes + newcomers), settings, DISK_CAPACITY,
        SEED), recording);
    long newest = logs.values().stream().flatMap(List::stream)
        .max(Long::compare).orElse(0L);
    for (ScriptedServer server : cluster.servers()) {
      server.begin(newest, log(logs.getOrDefault(server.id(), List.of()),
          cluster.clients()));
    }
    return cluster;
  }

  private static List<Entry> log(List<Long> terms, Clients clients) {
    List<Entry> log = new ArrayList<>();
    for (long term : terms) {
      log.add(Entry.command(term, old(term, log.size() + 1, clients)));
    }
    return log;
  }

  /** A command of a client of its own, for each term and index. */
  private static String old(long term, int index, Clients clients) {
    String value = term + "." + index;
    Operation operation = new Operation("client-" + value, 1,
        Operation.Verb.PUT, "old", value, null);
    clients.call(operation);
    return operation.command();
  }
}
