package lab.check;

import java.util.Map;
import java.util.TreeMap;

/** "at most one leader can be elected in a given term. §5.2" */
final class ElectionSafety extends Checker {
  private final Map<Long, Fact> elected = new TreeMap<>(); // by term

  ElectionSafety(ClusterView scene) {
    super(scene);
  }

  @Override void changed(ServerView node) {
    if (!Elections.justWon(node)) return;
    long term = node.status().term();
    Fact now = fact("%s becomes leader of term %d", node.id(), term);
    Fact before = elected.put(term, now);
    if (before != null) throw broken(Property.ELECTION_SAFETY, before, now);
  }
}
