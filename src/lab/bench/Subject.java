package lab.bench;

import raft.node.ClusterConfig;

/**
 * What is measured.
 *
 * @param system what it is called in the results
 * @param config where its nodes are
 */
public record Subject(String system, ClusterConfig config) {

  /** The cluster that is measured. */
  public static final String CLUSTER = "cluster";
  /** The baseline: a cluster of one node, which replicates nothing. */
  public static final String ONE_NODE = "one-node";
}
