package raft.node;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which runs of each peer have called. It tells two processes of one id from
 * one process that was started again: there the earlier run never calls again,
 * so two runs that take turns for a while are two processes. (Calls that waited
 * in a backlog come in any order, but within a moment.) Thread-safe.
 */
final class Runs {
  private static final long LONG_ENOUGH = 2_000_000_000L; // in nanoseconds

  // Not thread-safe: guarded by the monitor of its Runs.
  private static final class Calls {
    // All guarded by the monitor of Runs: the run that called last, and the
    // one before it, with a boot of 0 if there was none.
    long boot;
    String from;
    long earlierBoot;
    String earlierFrom;
    long firstTurn; // when the earlier one first called again
    boolean tookTurns;
    boolean told;
  }

  // By peer. Guarded by this object's monitor.
  private final Map<String, Calls> calls = new TreeMap<>();

  /**
   * A run of a peer calls.
   *
   * @param from where it calls from, as a person writes it
   * @param now  by System.nanoTime()
   * @return what a person must know, once for two runs; else null
   */
  synchronized String called(String peer, long boot, String from, long now) {
    Calls its = calls.computeIfAbsent(peer, unknown -> new Calls());
    if (boot == its.boot) return null;
    boolean turn = boot == its.earlierBoot;
    its.earlierBoot = its.boot;
    its.earlierFrom = its.from;
    its.boot = boot;
    its.from = from;
    if (!turn) { // a new run
      its.tookTurns = false;
      its.told = false;
      return null;
    }
    if (!its.tookTurns) its.firstTurn = now;
    its.tookTurns = true;
    if (its.told || now - its.firstTurn < LONG_ENOUGH) return null;
    its.told = true;
    return "two processes call themselves " + peer + ", one from "
        + its.earlierFrom + ", one from " + from + ": stop the one that should"
        + " not run (is its data directory a copy?), or acknowledged writes can"
        + " be lost";
  }
}
