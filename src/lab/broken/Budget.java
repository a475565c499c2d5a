package lab.broken;

/**
 * How much to hunt. It is counted in seeds and not in seconds, so that a slow
 * machine changes no verdict.
 *
 * @param seeds  at most this many, beginning with 1
 * @param lemmas whether lemmas and laws count, or only what somebody outside
 *               would notice: Figure 3, clients, liveness
 */
public record Budget(long seeds, boolean lemmas) {
  Budget withoutLemmas() {
    return new Budget(seeds, false);
  }
}
