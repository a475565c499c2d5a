package raft.sim.broken;

/**
 * How long to hunt.
 *
 * @param seeds   at most so many, beginning with 1
 * @param seconds at most so long, in real time, and a little more
 * @param lemmas  whether lemmas and laws count, or only what somebody outside
 *                would notice: Figure 3, clients, liveness
 */
public record Budget(long seeds, long seconds, boolean lemmas) {
  Budget withoutLemmas() {
    return new Budget(seeds, seconds, false);
  }
}
