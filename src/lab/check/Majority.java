package lab.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import raft.Configuration;
import raft.Server;

/**
 * What a majority is, counted once more: were the servers asked, a checker
 * would repeat their mistakes.
 */
final class Majority {
  private Majority() {}

  /** Whether these servers can decide: of each set more than half. */
  static boolean decides(Configuration members, Set<String> some) {
    return isMajority(members.voters(), some)
        && (members.next().isEmpty() || isMajority(members.next(), some));
  }

  private static boolean isMajority(List<Server> servers, Set<String> some) {
    long present =
        servers.stream().filter(each -> some.contains(each.id())).count();
    return 2 * present > servers.size();
  }

  /** Whether both have the same servers, in whatever order. */
  static boolean areSame(Configuration one, Configuration other) {
    return areSame(one.voters(), other.voters())
        && areSame(one.next(), other.next());
  }

  /** The same, of one set each. */
  static boolean areSame(List<Server> some, List<Server> others) {
    return new HashSet<>(some).equals(new HashSet<>(others));
  }
}
