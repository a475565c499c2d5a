package raft;

import java.util.List;

/**
 * Who belongs to the cluster, as one server knows it at one moment.
 *
 * @param configuration the one in use
 * @param index         where it stands in the log; if it is not in the log any
 *                      more or never was, the last index that was discarded
 * @param committed     whether it is committed, as far as this server knows
 * @param lastIndex     of this server's log
 * @param newcomers     those that catch up, known to the leader only
 */
public record Members(Configuration configuration, long index,
    boolean committed, long lastIndex, List<Newcomer> newcomers) {

  /**
   * A server that is not a member yet.
   *
   * @param matchIndex    how far its log matches
   * @param snapshotBytes how many bytes of a snapshot it must still be sent
   *                      before more of the log; 0 if it is being sent none
   */
  public record Newcomer(Server server, long matchIndex, long snapshotBytes) {}

  public Members {
    newcomers = List.copyOf(newcomers);
  }
}
