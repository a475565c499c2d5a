package raft.sim.draw;

import raft.sim.HandDriven;

/** Runs that tests look at. */
final class Runs {
  private Runs() {}

  /** n1 leads three servers, and "a" is committed on n1 and n2. */
  static HandDriven committed() {
    return new HandDriven(3).elect("n1", "n2").exchange("n1", "n2")
        .propose("n1", "a").exchange("n1", "n2");
  }

  /**
   * n2 forgets what it promised, and so n3, which never heard of "a", is
   * elected in the next term: Leader Completeness is broken.
   */
  static HandDriven lost() {
    return committed().lose("n1", "n3").crash("n2").wipe("n2").restart("n2")
        .exchange("n1", "n3", false).elect("n3", "n2");
  }
}
