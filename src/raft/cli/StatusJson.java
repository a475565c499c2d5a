package raft.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import raft.Configuration;
import raft.Entry;
import raft.Server;
import raft.json.Json;
import raft.node.Frame.MembersReply;
import raft.node.Frame.StatusReply;

/** A roll call for programs: an object for each node, a line each. */
final class StatusJson {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  // What a node tells of itself; null for one that does not reply.
  private record NodeJson(String node, boolean healthy, String role, Long term,
      String votedFor, String leader, Long commitIndex, Long lastApplied,
      Long lastIndex, Long snapshotIndex, Long electionMillis,
      List<String> unreachable, Boolean votes, MembersJson members) {}

  /**
   * Who belongs to the cluster, as that node knows it.
   *
   * @param voters     of the old configuration while it is joint
   * @param next       the new one while it is joint; else null
   * @param catchingUp known to the leader only
   */
  private record MembersJson(List<String> voters, List<String> next,
      List<String> catchingUp, long index, boolean committed) {
    static MembersJson of(MembersReply reply) {
      Configuration members = reply.members();
      return new MembersJson(ids(members.voters()),
          members.isJoint() ? ids(members.next()) : null,
          reply.catchingUp().stream().map(each -> each.server().id()).toList(),
          reply.index(), reply.committed());
    }

    private static List<String> ids(List<Server> servers) {
      return servers.stream().map(Server::id).toList();
    }
  }

  private StatusJson() {}

  /** @param log whether the last entries are to be shown */
  static String line(StatusPoll.NodeStatus reply, boolean log) {
    JsonObject json = GSON.toJsonTree(reply.isThere()
        ? present(reply.status(), reply.members()) : absent(reply.node())).getAsJsonObject();
    if (!reply.isThere()) json.addProperty("why", reply.why());
    else if (log) json.add("log", newestFirst(reply.status()));
    return GSON.toJson(json);
  }

  private static NodeJson present(StatusReply status, MembersReply members) {
    return new NodeJson(status.node(), status.healthy(), status.role(),
        status.term(), status.votedFor(), status.leader(),
        status.commitIndex(), status.lastApplied(), status.lastIndex(),
        status.snapshotIndex(), status.electionMillis(),
        status.unreachable(),
        members == null ? null : members.members().isVoter(status.node()),
        members == null ? null : MembersJson.of(members));
  }

  private static NodeJson absent(String node) {
    return new NodeJson(node, false, null, null, null, null, null, null, null,
        null, null, null, null, null);
  }

  private static JsonArray newestFirst(StatusReply status) {
    JsonArray entries = new JsonArray();
    List<Entry> log = status.log();
    for (int i = log.size() - 1; i >= 0; i--) {
      JsonObject entry = new JsonObject();
      long index = status.lastIndex() - (log.size() - 1 - i);
      entry.addProperty("index", index);
      entry.addProperty("term", log.get(i).term());
      entry.addProperty("applied", index <= status.lastApplied());
      entry.add("command", command(log.get(i)));
      if (log.get(i).kind() == Entry.Kind.CONFIGURATION) {
        entry.addProperty("configuration", log.get(i).text());
      }
      entries.add(entry);
    }
    return entries;
  }

  /** Null for a no-op and for a configuration. */
  private static JsonObject command(Entry entry) {
    return entry.kind() == Entry.Kind.COMMAND ? Json.object(entry.text())
        : null;
  }
}
