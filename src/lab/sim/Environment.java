package lab.sim;

import lab.check.ServerView;

/**
 * What is around the servers of a run, while nothing is wrong: clocks, network,
 * disks and links. All times are in microseconds.
 */
public interface Environment {
  /** Between two ticks of a clock that is right. */
  long tick();

  /** What a packet takes on its way. */
  long delay(SeededRandom random);

  /** What the disk of this server takes to force what was written. */
  long force(ServerView server, SeededRandom random);

  /** How long a link waits for a reply before it asks again. */
  long replyTimeout(Plan plan, SeededRandom random);

  /**
   * Whether the link of a candidate waits for the reply of its last election
   * before it asks in the next.
   */
  boolean linksArePatient();
}
