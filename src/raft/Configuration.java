package raft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * "the set of servers participating in the consensus algorithm" (§6), and what
 * a majority of them is (§5.2, §5.3). Every decision that needs a majority asks
 * here, so that there is one place that knows what the word means.
 *
 * <p>While the cluster changes from C<sub>old</sub> to C<sub>new</sub> it is in
 * "joint consensus", C<sub>old,new</sub>.
 *
 * <p>A configuration is an entry's content too. Its text names the servers,
 * and both sets while it is joint: {@code n1 n2 n3 -> n3 n4 n5}. Immutable.
 *
 * @param voters those of C, or of C<sub>old</sub> while joint; none if this
 *               server was never told who its cluster is
 * @param next   those of C<sub>new</sub> while joint, else none
 */
public record Configuration(List<Server> voters, List<Server> next)
    implements Command {
  private static final String JOINT = " -> ";
  private static final int MOST = 100; // servers in one of the sets

  /** Of a server that has not been told its cluster yet: it decides nothing. */
  public static final Configuration UNKNOWN =
      new Configuration(List.of(), List.of());

  public Configuration {
    voters = List.copyOf(voters);
    next = List.copyOf(next);
    if (voters.isEmpty() && !next.isEmpty()) {
      throw new IllegalArgumentException("nobody to change from");
    }
    check(voters);
    check(next);
  }

  private static void check(List<Server> servers) {
    if (servers.size() > MOST) {
      throw new IllegalArgumentException(servers.size() + " servers are more"
          + " than " + MOST);
    }
    if (new TreeSet<>(ids(servers)).size() == servers.size()) return;
    throw new IllegalArgumentException("a server is named twice: " + servers);
  }

  /** One that is not joint, of servers with these ids and no addresses. */
  public Configuration(List<String> ids) {
    this(ids.stream().map(id -> new Server(id, "")).toList(), List.of());
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is no configuration
   */
  public static Configuration of(String text) {
    int joint = text.indexOf(JOINT);
    if (joint < 0) return new Configuration(servers(text), List.of());
    String next = text.substring(joint + JOINT.length());
    if (next.isEmpty()) {
      throw new IllegalArgumentException("nobody to change to");
    }
    return new Configuration(servers(text.substring(0, joint)), servers(next));
  }

  private static List<Server> servers(String text) {
    if (text.isEmpty()) return List.of();
    return Arrays.stream(text.split(" ", -1)).map(Server::of).toList();
  }

  @Override public String text() {
    return isJoint() ? words(voters) + JOINT + words(next) : words(voters);
  }

  private static String words(List<Server> servers) {
    return String.join(" ", servers.stream().map(Server::toString).toList());
  }

  /** The ids alone: {@code n1 n2 n3 -> n3 n4 n5}. */
  @Override public String inWords() {
    String ids = String.join(" ", ids(voters));
    return isJoint() ? ids + JOINT + String.join(" ", ids(next)) : ids;
  }

  /** C<sub>old,new</sub>, from this one to these servers. */
  Configuration jointWith(List<Server> servers) {
    assert !isJoint() : "one change at a time";
    return new Configuration(voters, servers);
  }

  /** C<sub>new</sub> of this C<sub>old,new</sub>. */
  Configuration afterJoint() {
    return new Configuration(next, List.of());
  }

  /** Whether both have the same servers at the same addresses, in any order. */
  boolean sameAs(Configuration other) {
    return sameAs(voters, other.voters) && sameAs(next, other.next);
  }

  private static boolean sameAs(List<Server> some, List<Server> others) {
    return some.size() == others.size() && some.containsAll(others);
  }

  /** Whether this is C<sub>old,new</sub>. */
  public boolean isJoint() {
    return !next.isEmpty();
  }

  /** Every server, once; one of both sets with its address in the new one. */
  public List<Server> all() {
    List<Server> all = new ArrayList<>(voters);
    for (Server each : next) {
      all.removeIf(old -> old.id().equals(each.id()));
      all.add(each);
    }
    return all;
  }

  /** The ids of all servers. */
  public List<String> servers() {
    return ids(all());
  }

  private static List<String> ids(List<Server> servers) {
    return servers.stream().map(Server::id).toList();
  }

  /** The ids of all servers but this one, whether or not it is among them. */
  public List<String> others(String id) {
    return servers().stream().filter(each -> !each.equals(id)).toList();
  }

  /** Whether this server's vote counts, in one of the sets at least. */
  public boolean isVoter(String id) {
    return isIn(voters, id) || isIn(next, id);
  }

  private static boolean isIn(List<Server> servers, String id) {
    for (Server each : servers) if (each.id().equals(id)) return true;
    return false;
  }

  /** Whether these servers, each counted once, are enough for a decision. */
  public boolean isMajority(Set<String> some) {
    // MC2. "Agreement (for elections and entry commitment) requires separate
    //      majorities from both the old and new configurations." (§6)
    return isMajorityOf(voters, some)
        && (!isJoint() || isMajorityOf(next, some));
  }

  /** More than half; of none there is no majority. */
  private static boolean isMajorityOf(List<Server> servers, Set<String> some) {
    int present = 0;
    for (Server each : servers) if (some.contains(each.id())) present++;
    return present > servers.size() / 2;
  }

  /**
   * The highest index that enough servers hold: the largest N for which "a
   * majority of matchIndex[i] ≥ N", of both sets while joint (MC2).
   *
   * @param matchIndex for each server the highest index it is known to hold, or
   *                   another number that it has reached; of one that is not
   *                   named nothing is known
   */
  public long heldByMajority(Map<String, Long> matchIndex) {
    long held = heldByMajorityOf(voters, matchIndex);
    return isJoint() ? Math.min(held, heldByMajorityOf(next, matchIndex))
        : held;
  }

  private static long heldByMajorityOf(List<Server> servers,
      Map<String, Long> matchIndex) {
    if (servers.isEmpty()) return 0;
    long[] held = new long[servers.size()];
    for (int i = 0; i < held.length; i++) {
      held[i] = matchIndex.getOrDefault(servers.get(i).id(), 0L);
    }
    Arrays.sort(held);
    return held[(held.length - 1) / 2];
  }

  /** {@link #text}. */
  @Override public String toString() {
    return text();
  }
}
