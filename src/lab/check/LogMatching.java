package lab.check;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import raft.Entry;

/**
 * "if two logs contain an entry with the same index and term, then the logs are
 * identical in all entries up through the given index. §5.3"
 *
 * <p>It is enough that index and term determine the entry and the term before
 * it: then they determine the one before as well, and so on to the beginning.
 * So each entry need be looked at once, when it is appended.
 */
final class LogMatching extends Checker {
  private record Known(Entry entry, long previousTerm, Fact fact) {}

  private final Map<Long, Map<Long, Known>> byIndexAndTerm = new HashMap<>();

  LogMatching(ClusterView scene) {
    super(scene);
  }

  @Override void started(ServerView node) {
    LogView log = node.log();
    for (long i = log.firstIndex(); i <= log.lastIndex(); i++) {
      appended(node, i, log.entry(i));
    }
  }

  @Override void appended(ServerView node, long index, Entry entry) {
    long previousTerm = node.log().term(index - 1);
    Map<Long, Known> byTerm = at(index);
    Known known = byTerm.get(entry.term());
    if (known == null) {
      byTerm.put(entry.term(), new Known(entry, previousTerm,
          describe(node, index, entry, previousTerm)));
    } else if (!known.entry().equals(entry)
        || known.previousTerm() != previousTerm) {
      throw broken(Property.LOG_MATCHING, known.fact(),
          describe(node, index, entry, previousTerm));
    }
  }

  private Fact describe(ServerView node, long index, Entry entry,
      long previous) {
    return fact("the log of %s has at %d, after an entry of term %d, %s",
        node.id(), index, previous, entry);
  }

  private Map<Long, Known> at(long index) {
    return byIndexAndTerm.computeIfAbsent(index, each -> new TreeMap<>());
  }
}
