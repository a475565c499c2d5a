package lab.bench;

import raft.node.ClusterConfig;

/**
 * What is measured.
 *
 * @param system what it is called in the results
 * @param config where its nodes are
 */
public record Subject(String system, ClusterConfig config) {

  /** A cluster. */
  public static final String RAFT = "raft";
  /** {@link raft.node.Unreplicated}. */
  public static final String UNREPLICATED = "unreplicated";
}
