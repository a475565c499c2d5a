package lab.check;

import static raft.Role.LEADER;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import raft.Configuration;
import raft.Entry;
import raft.Outcome;

/**
 * Why there are never two majorities that decide without each other, although
 * the members change. That each decision is one of a majority of what its
 * leader has in use is looked at by {@link GrantedVotes} and {@link
 * CommittedByMajority}. Here, what it has in use is the latest in its own log;
 * and what is committed goes from C to C-old,new to C-new, each of which shares
 * servers with the next in every majority. And what a client is told of a
 * change is true.
 */
final class Configurations extends Checker {
  private final CommittedEntries committed;
  private final Map<String, TreeMap<Long, Configuration>> inLogs =
      new TreeMap<>(); // by server, then by index

  // When a leader last began to change to these: by leader and servers.
  private final Map<String, Fact> begun = new TreeMap<>();
  private long compared; // with what was committed before, up to this index

  Configurations(ClusterView cluster, CommittedEntries committed) {
    super(cluster);
    this.committed = committed;
  }

  // ---- What is in the logs ---------------------------------------------

  private TreeMap<Long, Configuration> inLog(ServerView node) {
    return inLogs.computeIfAbsent(node.id(), each -> new TreeMap<>());
  }

  @Override void started(ServerView node) {
    inLog(node).clear();
    LogView log = node.log();
    for (long i = log.firstIndex(); i <= log.lastIndex(); i++) {
      note(node, i, log.entry(i));
    }
  }

  @Override void restored(ServerView node) {
    started(node);
  }

  @Override void deleted(ServerView node, long first,
      List<Entry> entries) {
    inLog(node).tailMap(first, true).clear();
  }

  @Override void appended(ServerView node, long index, Entry entry) {
    note(node, index, entry);
    Configuration now = entry.configuration();
    if (now == null || !now.isJoint() || node.status().role() != LEADER) return;
    begun.put(change(node, new Configuration(now.next(), List.of())),
        fact("%s appends, at %d, %s", node.id(), index, entry));
  }

  private void note(ServerView node, long index, Entry entry) {
    if (entry.configuration() == null) return;
    inLog(node).put(index, entry.configuration());
  }

  // ---- What is in use --------------------------------------------------

  @Override void uses(ServerView node) {
    Configuration latest = inLog(node).isEmpty() ? before(node)
        : inLog(node).lastEntry().getValue();
    if (Majority.areSame(latest, node.configuration())) return;
    if (inLog(node).isEmpty() && isOfSnapshot(node)) return;
    throw broken(Property.LATEST_IN_USE,
        fact("the latest configuration in the log of %s is [%s]", node.id(),
            latest),
        fact("%s has [%s] in use", node.id(), node.configuration()));
  }

  /** What its log began after: a snapshot, or nothing. */
  private Configuration before(ServerView node) {
    long edge = node.log().firstIndex() - 1;
    if (edge > 0) return committed.configurationAt(edge);
    return cluster().initial().isVoter(node.id()) ? cluster().initial()
        : Configuration.UNKNOWN;
  }

  /**
   * A newcomer whose log goes on as before when it gets a snapshot learns of
   * the initial configuration from it, at the latest when it starts again.
   */
  private boolean isOfSnapshot(ServerView node) {
    long index = node.status().snapshotIndex();
    return index > 0 && Majority.areSame(node.configuration(),
        committed.configurationAt(index));
  }

  // ---- What is committed -----------------------------------------------

  @Override void changed(ServerView node) {
    while (compared < committed.lastIndex()) {
      compared++;
      Entry entry = committed.at(compared).entry();
      if (entry.configuration() == null) continue;
      Configuration before = committed.configurationAt(compared - 1);
      if (follows(before, entry.configuration())) continue;
      throw broken(Property.ONE_DECIDES,
          fact("the members were [%s]", before), committed.at(compared).fact());
    }
  }

  private static boolean follows(Configuration before, Configuration now) {
    if (Majority.areSame(before, now)) return true; // asked for again
    return before.isJoint()
        ? !now.isJoint() && Majority.areSame(before.next(), now.voters())
        : now.isJoint() && Majority.areSame(before.voters(), now.voters());
  }

  // ---- What clients are told -------------------------------------------

  private static String change(ServerView leader, Configuration to) {
    return leader.id() + ": " + new TreeSet<>(to.servers());
  }

  @Override void changed(ServerView node, Configuration to, long asked,
      Outcome outcome) {
    Fact told = fact("%s says of a change to [%s]: %s", node.id(), to, outcome);
    if (outcome instanceof Outcome.Applied && !committed.wereMembers(to)) {
      throw broken(Property.CHANGE_IS_TOLD,
          fact("no server has committed [%s]", to), told);
    }
    Fact append = begun.get(change(node, to));
    if (outcome instanceof Outcome.Refused && append != null
        && append.event() >= asked) {
      throw broken(Property.CHANGE_IS_TOLD, append, told);
    }
  }
}
