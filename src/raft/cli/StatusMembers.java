package raft.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import raft.Configuration;
import raft.Server;
import raft.node.ClusterConfig;
import raft.node.Frame.MembersReply;

/** What a roll call shows of the members, below its table. */
final class StatusMembers {
  private StatusMembers() {}

  /** The reply that counts; see {@link #bestOf}. */
  static Optional<MembersReply> best(List<StatusPoll.NodeStatus> replies) {
    return bestOf(
        replies.stream().map(StatusPoll.NodeStatus::members).toList());
  }

  /**
   * The reply that counts: the leader's, else that of the newest log. Of several
   * nodes that say they lead, only the one of the newest term does.
   *
   * @param replies some of which may be null
   */
  static Optional<MembersReply> bestOf(List<MembersReply> replies) {
    return replies.stream().filter(Objects::nonNull)
        .filter(reply -> !reply.configuration().isEmpty())
        .max(Comparator.comparing(MembersReply::leads)
            .thenComparing(reply -> reply.leads() ? reply.term() : 0)
            .thenComparing(MembersReply::index)
            .thenComparing(MembersReply::lastIndex));
  }

  /** Members, and those that catch up. */
  static List<Server> servers(MembersReply reply) {
    List<Server> servers = new ArrayList<>(reply.members().all());
    reply.catchingUp().forEach(each -> servers.add(each.server()));
    return servers;
  }

  /**
   * Nothing, while the members are those of the file. Else who votes, what goes
   * on, and which of those asked do not belong to the cluster.
   */
  static List<String> lines(ClusterConfig config,
      List<StatusPoll.NodeStatus> replies) {
    Optional<MembersReply> best = best(replies);
    if (best.isEmpty()) return List.of();
    Configuration members = best.get().members();
    List<String> none = replies.stream().map(StatusPoll.NodeStatus::node)
        .filter(node -> servers(best.get()).stream()
            .noneMatch(server -> server.id().equals(node))).toList();
    String progress = MembersTable.progress(best.get());
    boolean asInFile = none.isEmpty()
        && members.all().size() == config.nodes().size();
    if (asInFile && progress.isEmpty()) return List.of();
    List<String> lines = new ArrayList<>();
    lines.add("members: " + members.inWords()
        + (none.isEmpty() ? "" : "; not a member: " + String.join(" ", none)));
    if (!progress.isEmpty()) lines.add(progress);
    return lines;
  }
}
