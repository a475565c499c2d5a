package lab.figure16;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import raft.AppendEntries;
import raft.Configuration;
import lab.sim.Timeline;

/**
 * One crash of the leader, n1, and what the four others make of it.
 *
 * <p>Time begins with "a synchronized broadcast of heartbeat RPCs from the
 * leader before terminating its process (this approximates the behavior of the
 * leader replicating a new log entry prior to crashing)" (§9.3). That broadcast
 * is all there is of n1: it hears nobody's answer, so it repairs nobody's log.
 */
final class Trial {
  static final Configuration CLUSTER =
      new Configuration(List.of("n1", "n2", "n3", "n4", "n5"));
  static final long TERM = 1; // of n1
  static final long LIMIT = 100_000_000; // where the paper's axis ends

  /** The downtime, if nobody was elected within the limit. */
  static final long NEVER = Long.MAX_VALUE;

  private final Conditions conditions;
  private final Timeline timeline = new Timeline();
  private final List<Survivor> survivors = new ArrayList<>();
  private final long crash; // when; in microseconds, as all times
  private String leader; // the next one; null until there is one

  /** @param random the crash and all timeouts are drawn from it */
  Trial(Timeouts timeouts, Conditions conditions, Random random) {
    this.conditions = conditions;
    for (String id : CLUSTER.others("n1")) {
      survivors.add(new Survivor(this, id,
          conditions.logLengths().get(survivors.size()),
          timeouts.settings(conditions.lateness()), random));
    }
    survivors.forEach(each -> each.connect(survivors));
    crash = (long) (random.nextDouble() * timeouts.heartbeat());
  }

  /**
   * Has it happen.
   *
   * @return the "time without leader", as the paper's axis calls it: from the
   *     crash to the vote that makes a server leader (C2). The others, and the
   *     clients, hear of that one message later.
   */
  long downtime() {
    for (Survivor each : survivors) {
      carry(() -> each.hear(new AppendEntries("heartbeat", TERM, "n1", 0, 0,
          List.of(), 0)));
    }
    boolean[] over = {false};
    timeline.at(LIMIT, () -> over[0] = true);
    while (leader == null && !over[0]) timeline.advance();
    return leader == null ? NEVER : now() - crash;
  }

  /** Who was elected; null if nobody was. */
  String leader() {
    return leader;
  }

  // ---- What survivors need of it ---------------------------------------

  Conditions conditions() {
    return conditions;
  }

  long now() {
    return timeline.now();
  }

  void after(long delay, Runnable action) {
    timeline.after(delay, action);
  }

  /** Has a message arrive. */
  void carry(Runnable arrival) {
    after(conditions.delay(), arrival);
  }

  void elected(String id) {
    leader = id;
  }
}
