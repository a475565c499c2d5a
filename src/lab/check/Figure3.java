package lab.check;

import static raft.Role.LEADER;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import raft.Entry;
import raft.Status;

/**
 * Figure 3 of the paper: "Raft guarantees that each of these properties is true
 * at all times." Its five properties, in its order and words. The lemmas, each
 * a checker of its own, are why they are true.
 */
final class Figure3 extends Checker {

  /** The first entry that was seen of an index and a term. */
  private record FirstSeen(Entry entry, long previousTerm, Fact fact) {}

  private final Map<Long, Fact> elected = new TreeMap<>(); // by term
  private final Map<Long, Map<Long, FirstSeen>> byIndexAndTerm =
      new HashMap<>();
  private final CommittedEntries committed;
  private long compared; // with leaders, up to this index

  /** @param committed is told what servers commit */
  Figure3(ClusterView cluster, CommittedEntries committed) {
    super(cluster);
    this.committed = committed;
  }

  @Override void started(ServerView node) {
    LogView log = node.log();
    for (long i = log.firstIndex(); i <= log.lastIndex(); i++) {
      logMatching(node, i, log.entry(i));
    }
  }

  @Override void deleted(ServerView node, long first, List<Entry> entries) {
    leaderAppendOnly(node, first, entries);
  }

  @Override void appended(ServerView node, long index, Entry entry) {
    logMatching(node, index, entry);
  }

  @Override void changed(ServerView node) {
    electionSafety(node);
    stateMachineSafety(node); // so that what it commits is known to the next
    leaderCompleteness(node);
  }

  // ---- Election Safety -------------------------------------------------

  /** "at most one leader can be elected in a given term. §5.2" */
  private void electionSafety(ServerView node) {
    if (!node.justWon()) return;
    long term = node.status().term();
    Fact now = fact("%s becomes leader of term %d", node.id(), term);
    Fact before = elected.put(term, now);
    if (before != null) throw broken(Property.ELECTION_SAFETY, before, now);
  }

  // ---- Leader Append-Only ----------------------------------------------

  /**
   * "a leader never overwrites or deletes entries in its log; it only appends
   * new entries. §5.3"
   */
  private void leaderAppendOnly(ServerView node, long first,
      List<Entry> entries) {
    if (!node.leadsOn()) return;
    throw broken(Property.LEADER_APPEND_ONLY,
        fact("%s leads term %d", node.id(), node.status().term()),
        fact("%s deletes, from %d on, %s", node.id(), first, entries));
  }

  // ---- Log Matching ----------------------------------------------------

  /**
   * "if two logs contain an entry with the same index and term, then the logs
   * are identical in all entries up through the given index. §5.3"
   *
   * <p>It is enough that index and term determine the entry and the term before
   * it: then they determine the one before as well, and so on to the beginning.
   * So each entry need be looked at once, when it is appended.
   */
  private void logMatching(ServerView node, long index, Entry entry) {
    long previousTerm = node.log().term(index - 1);
    Map<Long, FirstSeen> byTerm =
        byIndexAndTerm.computeIfAbsent(index, each -> new TreeMap<>());
    FirstSeen known = byTerm.get(entry.term());
    if (known != null && known.entry().equals(entry)
        && known.previousTerm() == previousTerm) return;
    Fact fact = fact("the log of %s has at %d, after an entry of term %d, %s",
        node.id(), index, previousTerm, entry);
    if (known != null) throw broken(Property.LOG_MATCHING, known.fact(), fact);
    byTerm.put(entry.term(), new FirstSeen(entry, previousTerm, fact));
  }

  // ---- Leader Completeness ---------------------------------------------

  /**
   * "if a log entry is committed in a given term, then that entry will be
   * present in the logs of the leaders for all higher-numbered terms. §5.4"
   *
   * <p>A new leader is compared with all that is committed, and an entry that
   * becomes committed with all that lead, of which one may have a newer term.
   */
  private void leaderCompleteness(ServerView node) {
    if (node.justWon()) {
      for (long i = 1; i <= compared; i++) compare(i, node);
    }
    while (compared < committed.lastIndex()) {
      compared++;
      for (ServerView each : cluster().nodes()) {
        boolean leads = each.isUp() && each.status().role() == LEADER;
        if (leads) compare(compared, each);
      }
    }
  }

  private void compare(long index, ServerView leader) {
    CommittedEntries.Committed entry = committed.at(index);
    long term = leader.status().term();
    if (term <= entry.term() || leader.holds(index, entry.entry())) return;
    throw broken(Property.LEADER_COMPLETENESS, entry.fact(),
        fact("%s leads term %d and has, at %d, %s", leader.id(), term, index,
            leader.log().describe(index)));
  }

  // ---- State Machine Safety --------------------------------------------

  /**
   * "if a server has applied a log entry at a given index to its state machine,
   * no other server will ever apply a different log entry for the same index.
   * §5.4.3"
   *
   * <p>Entries are applied in the step that commits them, so a server's
   * commitIndex says what it applied; {@link AppliesInOrder} sees to that.
   */
  private void stateMachineSafety(ServerView node) {
    Status now = node.status();
    long last = node.log().lastIndex();
    if (now.commitIndex() > last) {
      throw broken(Property.STATE_MACHINE_SAFETY,
          fact("the log of %s ends at %d", node.id(), last),
          fact("%s commits up to %d", node.id(), now.commitIndex()));
    }
    for (long i = node.firstCommitted(); i <= now.commitIndex(); i++) {
      commits(node, i, node.log().entry(i));
    }
  }

  private void commits(ServerView node, long index, Entry entry) {
    Fact fact = fact("%s commits, at %d, %s", node.id(), index, entry);
    if (index > committed.lastIndex()) {
      committed.add(entry, node.status().term(), fact);
      return;
    }
    CommittedEntries.Committed before = committed.at(index);
    if (before.entry().equals(entry)) return;
    throw broken(Property.STATE_MACHINE_SAFETY, before.fact(), fact);
  }
}
