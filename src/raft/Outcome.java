package raft;

import java.util.concurrent.CompletableFuture;

/**
 * What became of a client's command: it was applied, it never will be, or this
 * server cannot tell.
 */
public sealed interface Outcome {

  /** It was committed and applied; this is the state machine's answer. */
  record Applied(String answer) implements Outcome {}

  /**
   * Nothing happened and nothing will: it never entered the log.
   *
   * @param why    for the user
   * @param leader who may be asked instead, or null if that is not known
   */
  record Refused(String why, String leader) implements Outcome {}

  /** It entered the log of this server; it may or may not yet happen. */
  record Unknown(String why) implements Outcome {}

  /** The refusal of a server that does not lead. */
  static CompletableFuture<Outcome> notLeader(String leader) {
    return refused("it is not the leader", leader);
  }

  /** A refusal, known at once. */
  static CompletableFuture<Outcome> refused(String why, String leader) {
    return CompletableFuture.completedFuture(new Refused(why, leader));
  }
}
