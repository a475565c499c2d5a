package lab.check;

import java.util.ArrayList;
import java.util.List;

/** State machines that applied as much are equal: each answer shows it. */
final class EqualStates extends Checker {
  private record KnownResult(AppliedCommand applied, Fact fact) {}

  private final List<KnownResult> known = new ArrayList<>();
  private final CommandCounts counts;

  EqualStates(ClusterView cluster, CommittedEntries committed) {
    super(cluster);
    counts = new CommandCounts(committed);
  }

  @Override void started(ServerView node) {
    counts.restart(node);
  }

  @Override void restored(ServerView node) {
    counts.restart(node);
  }

  @Override void applied(ServerView node, AppliedCommand applied) {
    int count = counts.add(node);
    Fact fact = fact("%s applies its command %d: %s", node.id(), count,
        applied);
    if (count > known.size()) known.add(new KnownResult(applied, fact));
    else compare(known.get(count - 1), new KnownResult(applied, fact));
  }

  private static void compare(KnownResult before, KnownResult now) {
    if (now.applied().equals(before.applied())) return;
    throw broken(Property.EQUAL_STATES, before.fact(), now.fact());
  }

  @Override void ended() {
    for (ServerView node : cluster().nodes()) {
      for (ServerView other : cluster().nodes()) compare(node, other);
    }
  }

  private void compare(ServerView node, ServerView other) {
    if (!node.isUp() || !other.isUp()) return;
    if (counts.of(node) != counts.of(other)) return;
    if (node.snapshot().equals(other.snapshot())) return;
    throw broken(Property.EQUAL_STATES,
        fact("%s applied %d commands: %s", node.id(), counts.of(node),
            node.snapshot()),
        fact("%s applied as many: %s", other.id(), other.snapshot()));
  }
}
