package raft.node;

import java.util.concurrent.CompletableFuture;
import raft.Outcome;

/**
 * What a {@link ClientConnection} asks on behalf of its client. There are two:
 * a {@link Node}, and {@link Unreplicated}, which is a node without Raft.
 */
interface Service {

  /**
   * Executes a command that was checked.
   *
   * @throws raft.ServerClosedException if nothing is taken any more
   */
  CompletableFuture<Outcome> propose(String command);

  /** How it is. */
  StatusReply status(StatusRequest request);

  /** What it has done so far. */
  CountersReply counters(CountersRequest request);
}
