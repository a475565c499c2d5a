package lab.hunt;

import lab.broken.InMutant.Script;

/**
 * What a mutant in the other process is to do.
 *
 * @param what    it is to do
 * @param first   of the seeds that are run, or the one that is shrunk
 * @param seeds   how many, at most
 * @param script  that is played; null if none is
 * @param seconds after which the mutant is taken for one that never answers
 */
record MutantTask(Action what, long first, long seeds, Script script,
    long seconds) {

  /** As the subcommands of {@code lab} are called. */
  enum Action { SIM, PLAY, SHRINK }

  static MutantTask sim(long first, long seeds) {
    return new MutantTask(Action.SIM, first, seeds, null, 60 + seeds);
  }

  static MutantTask play(Script script) {
    return new MutantTask(Action.PLAY, 0, 0, script, 30);
  }

  static MutantTask shrink(long seed) {
    return new MutantTask(Action.SHRINK, seed, 1, null, 300);
  }
}
