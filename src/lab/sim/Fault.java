package lab.sim;

import java.util.Locale;

/**
 * What can go wrong. For each seed it is drawn which faults are on, and how bad
 * each of them is.
 */
public enum Fault {
  // The network. Shares are of packets.
  LOSS(Unit.SHARE, 0.005, 0.25),
  HEAVY_TAIL(Unit.SHARE, 0.002, 0.05), // late by up to 8 election timeouts
  DUPLICATION(Unit.SHARE, 0.005, 0.2), // datagrams only
  REORDERING(Unit.MILLIS, 1, 60), // each late by up to this
  CUTS(Unit.EVERY, 300, 5000), // other links are cut, this way or that
  CLOGS(Unit.EVERY, 300, 5000), // a link holds all back, then lets it through

  // Processes.
  KILLS(Unit.EVERY, 300, 6000),
  POWER_LOSSES(Unit.EVERY, 300, 6000),
  STEP_CRASHES(Unit.SHARE, 0.0001, 0.003), // of steps, right after it
  PAUSES(Unit.EVERY, 300, 6000),
  SLOW_THREADS(Unit.MILLIS, 1, 20), // between disk, server and wire

  // Disks.
  SLOW_DISKS(Unit.SHARE, 0.005, 0.1), // of forces
  FULL_DISKS(Unit.SHARE, 0.0005, 0.005), // of writes; there is room again
  FAILED_FORCES(Unit.SHARE, 0.0002, 0.002), // this and what follows stay down
  BIT_ROT(Unit.SHARE, 0.02, 0.2), // of crashes
  WIPED_DISKS(Unit.SHARE, 0.02, 0.2), // of crashes

  // Clocks.
  DRIFT(Unit.SHARE, 0.01, 0.3), // faster or slower by up to this
  FREEZES(Unit.EVERY, 300, 6000),

  // Clients.
  LOST_CALLS(Unit.SHARE, 0.01, 0.3), // of calls and of answers
  OLD_SERIALS(Unit.SHARE, 0.02, 0.3), // of operations are sent again later
  OLD_LEADERS(Unit.SHARE, 0.1, 0.9), // of calls go to who led once
  QUITTERS(Unit.SHARE, 0.01, 0.1), // of timeouts: never asks again

  // At the moments that matter most.
  LEADER_FAULTS(Unit.EVERY, 300, 4000),
  AFTER_APPEND(Unit.SHARE, 0.005, 0.2), // a leader has just appended
  AFTER_SEND(Unit.SHARE, 0.005, 0.2), // has sent entries to one, not all
  AFTER_COMMIT(Unit.SHARE, 0.005, 0.2),
  AFTER_VOTE(Unit.SHARE, 0.01, 0.3), // a server has just voted
  LATE_DUPLICATES(Unit.SHARE, 0.002, 0.05), // packets again two terms later
  SAME_LEADER_AGAIN(Unit.EVERY, 400, 4000), // the leader is elected once more

  // Of snapshots.
  FULL_FOR_SNAPSHOTS(Unit.SHARE, 0.01, 0.3), // of writes; there is room again
  AFTER_SNAPSHOT(Unit.SHARE, 0.01, 0.2), // begun, written in part, or saved
  AFTER_CHUNK(Unit.SHARE, 0.005, 0.1), // has come: in mid-transfer
  LATE_CHUNKS(Unit.SHARE, 0.02, 0.3), // and replies, once more, much later
  LONG_CUTS(Unit.EVERY, 500, 5000), // until the server needs a snapshot

  // Of other members.
  IN_A_CHANGE(Unit.SHARE, 0.02, 0.6), // a leader has appended C-old,new, C-new
  NEWCOMER_KILLS(Unit.EVERY, 300, 4000), // one that catches up
  ALL_RESTART(Unit.EVERY, 1000, 8000);

  /** How its level is to be read. */
  enum Unit { SHARE, MILLIS, EVERY }

  private final Unit unit;
  private final double least;
  private final double most;

  Fault(Unit unit, double least, double most) {
    this.unit = unit;
    this.least = least;
    this.most = most;
  }

  /** Whether it can strike only where there are snapshots. */
  boolean isOfSnapshots() {
    return compareTo(FULL_FOR_SNAPSHOTS) >= 0 && compareTo(LONG_CUTS) <= 0;
  }

  /** Whether it can strike only where the members change. */
  boolean isOfChanges() {
    return compareTo(IN_A_CHANGE) >= 0;
  }

  /** The worst value that is ever drawn for this fault. */
  double worst() {
    return unit == Unit.EVERY ? least : most;
  }

  /** How bad it is this time. */
  double draw(SeededRandom random) {
    return random.spread(least, most);
  }

  /** {@code heavy-tail}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code loss 4.1%}, {@code kills every 812 ms}. */
  String describe(double level) {
    return word() + switch (unit) {
      case SHARE -> " %.2f%%".formatted(level * 100);
      case MILLIS -> " %.0f ms".formatted(level);
      case EVERY -> " every %.0f ms".formatted(level);
    };
  }
}
