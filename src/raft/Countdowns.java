package raft;

import static raft.Role.LEADER;

import java.util.List;

/**
 * Beyond Figure 2: time, in ticks. Every countdown of a server stands in one
 * list. A new one is added here, once: the clock counts it down, and a
 * simulator that skips the ticks in which nothing happens knows of it.
 *
 * <p>Not thread-safe; {@link RaftServer}'s lock guards it.
 */
final class Countdowns {
  private final Figure2 figure2;
  private final Figure13 figure13;
  private final Membership membership;
  private final PreVote preVote;
  private final CheckQuorum checkQuorum;
  private final ReadIndex readIndex;
  private final LeadershipTransfer transfer;
  private final Durability durability;
  private final ElectionTimer electionTimer;
  private final Followers followers;

  private final List<Countdown> all = List.of(
      new Countdown(this::electionTicks, this::tickElection),
      new Countdown(this::followerTicks, this::tickFollowers),
      new Countdown(this::stalledDiskTicks, this::tickStalledDisk),
      new Countdown(this::catchUpTicks, this::tickCatchUp),
      new Countdown(this::readTicks, this::tickReads),
      new Countdown(this::transferTicks, this::tickTransfer),
      // A tick reads some entries of a log from disk, and each step applies
      // some; if any are left, so does the next tick.
      new Countdown(this::applyTicks, ticks -> { }));

  Countdowns(Figure2 figure2, Figure13 figure13, Membership membership,
      PreVote preVote, CheckQuorum checkQuorum, ReadIndex readIndex,
      LeadershipTransfer transfer, Durability durability,
      ElectionTimer electionTimer, Followers followers) {
    this.figure2 = figure2;
    this.figure13 = figure13;
    this.membership = membership;
    this.preVote = preVote;
    this.checkQuorum = checkQuorum;
    this.readIndex = readIndex;
    this.transfer = transfer;
    this.durability = durability;
    this.electionTimer = electionTimer;
    this.followers = followers;
  }

  void tick(int ticks) {
    for (Countdown countdown : all) countdown.tick().accept(ticks);
  }

  /** The ticks until the next one ends, if nothing else happens. */
  int ticksLeft() {
    int least = Countdown.STANDS_STILL;
    for (Countdown countdown : all) {
      least = Math.min(least, countdown.ticksLeft().getAsInt());
    }
    return least;
  }

  private int electionTicks() {
    return electionTimerRuns() ? Math.max(1, electionTimer.countdown())
        : Countdown.STANDS_STILL;
  }

  private void tickElection(int ticks) {
    if (electionTimerRuns() && electionTimer.tick(ticks)) {
      electionTimeoutElapses();
    }
  }

  /** A server that may not campaign waits for another election timeout. */
  void electionTimeoutElapses() {
    if (membership.mayCampaign()) preVote.electionTimeoutElapses();
    else electionTimer.restart();
  }

  /**
   * The election timer stands still while a vote that this server granted, or
   * its reply to the leader, waits for its own disk: the other servers have not
   * heard it yet, so their silence proves nothing. It also stands still while a
   * chunk of a snapshot is written. Either pause ends when the disk is done: a
   * leader that dies while it sends a snapshot is missed as soon as any other.
   */
  private boolean electionTimerRuns() {
    return figure2.role() != LEADER && !durability.isReplyWaiting()
        && !figure13.isReceiving();
  }

  private int followerTicks() {
    return figure2.role() == LEADER
        ? Math.min(followers.ticksUntilDue(), checkQuorum.ticksLeft())
        : Countdown.STANDS_STILL;
  }

  private void tickFollowers(int ticks) {
    if (figure2.role() != LEADER) return;
    followers.tick(ticks);
    checkQuorum.tick();
  }

  private int stalledDiskTicks() {
    return figure2.role() == LEADER ? durability.ticksUntilStalled()
        : Countdown.STANDS_STILL;
  }

  private void tickStalledDisk(int ticks) {
    if (figure2.role() != LEADER) return;
    durability.tick(ticks);
    if (durability.isStalled()) {
      figure2.convertToFollower(Trace.BEYOND_FIGURE_2, "its disk stands still");
    }
  }

  private int catchUpTicks() {
    return membership.ticksLeft();
  }

  private void tickCatchUp(int ticks) {
    membership.tick(ticks);
  }

  private int readTicks() {
    return readIndex.ticksLeft();
  }

  private void tickReads(int ticks) {
    readIndex.tick(ticks);
  }

  private int transferTicks() {
    return transfer.ticksLeft();
  }

  private void tickTransfer(int ticks) {
    transfer.tick(ticks);
  }

  private int applyTicks() {
    return figure2.lastApplied() < figure2.commitIndex() ? 1
        : Countdown.STANDS_STILL;
  }
}
