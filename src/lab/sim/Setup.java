package lab.sim;

import java.util.Random;
import raft.Configuration;
import raft.Settings;

/**
 * What all nodes of a cluster have in common.
 *
 * @param diskCapacity how many writes may wait before proposals are refused
 * @param seed         election timeouts are drawn from it
 */
public record Setup(Configuration configuration, Settings settings,
    int diskCapacity, long seed) {

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
