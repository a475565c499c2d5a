package lab.check;

import java.util.ArrayList;
import java.util.List;
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

  private final List<Map<Long, Known>> byIndexAndTerm = new ArrayList<>();

  LogMatching(Scene scene) {
    super(scene);
  }

  @Override void started(Seen node) {
    for (int i = 0; i < node.log().size(); i++) {
      appended(node, i + 1, node.log().get(i));
    }
  }

  @Override void appended(Seen node, long index, Entry entry) {
    long previousTerm = index == 1 ? 0
        : node.log().get((int) index - 2).term();
    Known known = at(index).get(entry.term());
    if (known == null) {
      at(index).put(entry.term(), new Known(entry, previousTerm,
          describe(node, index, entry, previousTerm)));
    } else if (!known.entry().equals(entry)
        || known.previousTerm() != previousTerm) {
      throw broken(Property.LOG_MATCHING, known.fact(),
          describe(node, index, entry, previousTerm));
    }
  }

  private Fact describe(Seen node, long index, Entry entry, long previous) {
    return fact("the log of %s has at %d, after an entry of term %d, %s",
        node.id(), index, previous, entry);
  }

  private Map<Long, Known> at(long index) {
    while (byIndexAndTerm.size() < index) byIndexAndTerm.add(new TreeMap<>());
    return byIndexAndTerm.get((int) index - 1);
  }
}
