package lab.hunt;

import lab.broken.InMutant.Script;

/**
 * What is asked of a mutant in the other process.
 *
 * @param what    to do
 * @param first   of the seeds that are run, or the one that is shrunk
 * @param seeds   how many, at most
 * @param script  that is played; null if none is
 * @param seconds after which the mutant is taken for one that never answers
 */
record Question(Kind what, long first, long seeds, Script script,
    long seconds) {

  /** What can be asked. */
  enum Kind { SIM, PLAY, SHRINK }

  static Question sim(long first, long seeds) {
    return new Question(Kind.SIM, first, seeds, null, 60 + seeds);
  }

  static Question play(Script script) {
    return new Question(Kind.PLAY, 0, 0, script, 30);
  }

  static Question shrink(long seed) {
    return new Question(Kind.SHRINK, seed, 1, null, 300);
  }
}
