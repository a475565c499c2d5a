package lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import raft.Configuration;
import raft.Settings;

/**
 * What all nodes of a cluster have in common.
 *
 * @param configuration at the very beginning
 * @param newcomers     servers that are not in it: they have an empty disk and
 *                      wait to be added
 * @param diskCapacity how many writes may wait before proposals are refused
 * @param seed         election timeouts are drawn from it
 */
public record Setup(Configuration configuration, List<String> newcomers,
    Settings settings, int diskCapacity, long seed) {

  public Setup {
    newcomers = List.copyOf(newcomers);
  }

  /** Without newcomers. */
  public Setup(Configuration configuration, Settings settings,
      int diskCapacity, long seed) {
    this(configuration, List.of(), settings, diskCapacity, seed);
  }

  /** All servers that there are. */
  List<String> servers() {
    List<String> servers = new ArrayList<>(configuration.servers());
    servers.addAll(newcomers);
    return servers;
  }

  /** What this server is started with, each time anew. */
  Configuration initial(String server) {
    return newcomers.contains(server) ? Configuration.UNKNOWN : configuration;
  }

  /** For one process of this node: its life is 1 for the first, then 2. */
  Random random(int process, int life) {
    return new Random(mix(mix(seed, process), life));
  }

  /** Neighbouring seeds and salts give unrelated numbers (SplitMix64). */
  static long mix(long seed, long salt) {
    long z = seed + (salt + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
