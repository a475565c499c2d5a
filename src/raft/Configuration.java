package raft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The servers of the cluster, and what a majority of them is (§5.2, §5.3).
 * Every decision that needs a majority asks here, so that there is one place
 * that knows what the word means.
 *
 * @param servers all server ids, without repetition; at least one
 */
public record Configuration(List<String> servers) {

  public Configuration {
    servers = List.copyOf(servers);
    if (servers.isEmpty()) throw new IllegalArgumentException("no servers");
    if (new TreeSet<>(servers).size() < servers.size()) {
      throw new IllegalArgumentException("a server is named twice");
    }
  }

  /** All servers but this one, which must be among them. */
  public List<String> others(String id) {
    List<String> others = new ArrayList<>(servers);
    boolean known = others.remove(id);
    if (!known) throw new IllegalArgumentException(id + " not in " + servers);
    return List.copyOf(others);
  }

  /** Whether these servers, each counted once, are more than half of all. */
  public boolean isMajority(Set<String> some) {
    long present = servers.stream().filter(some::contains).count();
    return present > servers.size() / 2;
  }

  /**
   * The highest index that a majority of servers holds: the largest N for
   * which "a majority of matchIndex[i] ≥ N".
   *
   * @param matchIndex for each server the highest index it is known to hold
   */
  public long heldByMajority(Map<String, Long> matchIndex) {
    long[] held = servers.stream().mapToLong(matchIndex::get).toArray();
    Arrays.sort(held);
    return held[(held.length - 1) / 2];
  }
}
