package lab.figure16;

import java.util.List;
import lab.check.ServerView;
import lab.sim.Environment;
import lab.sim.Plan;
import lab.sim.SeededRandom;

/**
 * What the cluster of a trial is like. Times are in microseconds.
 *
 * @param delay        of each message, one way
 * @param voteForce    what a disk takes to force the vote for another
 * @param termForce    what it takes to force a term with no vote in it
 * @param ownForce     what it takes to force a candidate's vote for itself
 * @param lateness     the longest delay of an election timer
 * @param patientLinks whether a candidate that begins a new election waits for
 *                     a peer's answer in the last one before it asks again
 * @param logLengths   of n1, which leads first, and of the others; all entries
 *                     are of one term
 */
public record Conditions(int delay, int voteForce, int termForce, int ownForce,
    int lateness, boolean patientLinks, List<Integer> logLengths)
    implements Environment {

  /**
   * "a cluster of five servers with a broadcast time of roughly 15ms" (Figure
   * 16), "the servers in each trial had different log lengths, so some
   * candidates were not eligible to become leader" (§9.3): n4 and n5, since
   * without n1 no majority has logs as short as theirs.
   */
  public static final Conditions PAPER = new Conditions(2_500, 10_000, 0, 0, 0,
      false, List.of(5, 4, 3, 2, 1));

  public Conditions {
    logLengths = List.copyOf(logLengths);
  }

  // ---- As the simulation sees it ---------------------------------------

  /** The finest that virtual time knows; see {@link Timeouts}. */
  @Override public long tick() {
    return 1;
  }

  @Override public long delay(SeededRandom random) {
    return delay;
  }

  @Override public long force(ServerView server, SeededRandom random) {
    String vote = server.status().votedFor();
    if (vote == null) return termForce;
    return vote.equals(server.id()) ? ownForce : voteForce;
  }

  /** Longer than a trial: no message is lost but those to the dead leader. */
  @Override public long replyTimeout(Plan plan, SeededRandom random) {
    return 2 * Trial.LIMIT;
  }

  @Override public boolean linksArePatient() {
    return patientLinks;
  }

  // ---- Variants --------------------------------------------------------

  Conditions withTermForce(int force) {
    return new Conditions(delay, voteForce, force, ownForce, lateness,
        patientLinks, logLengths);
  }

  Conditions withOwnForce(int force) {
    return new Conditions(delay, voteForce, termForce, force, lateness,
        patientLinks, logLengths);
  }

  Conditions withLateness(int most) {
    return new Conditions(delay, voteForce, termForce, ownForce, most,
        patientLinks, logLengths);
  }

  Conditions withPatientLinks() {
    return new Conditions(delay, voteForce, termForce, ownForce, lateness, true,
        logLengths);
  }
}
