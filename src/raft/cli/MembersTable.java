package raft.cli;

import java.util.ArrayList;
import java.util.List;
import raft.Configuration;
import raft.Members;
import raft.Server;
import raft.node.Frame.MembersReply;

/** Who belongs to the cluster, as one node knows it, in words. */
final class MembersTable {
  private MembersTable() {}

  /** A row for each server, and a line about the configuration. */
  static List<String> lines(MembersReply reply) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"node", "for peers", "for clients", ""});
    Configuration members = reply.members();
    for (Server each : members.all()) {
      rows.add(row(each, part(members, each.id())
          + (each.id().equals(reply.leader()) ? ", leader" : "")));
    }
    for (Members.Newcomer each : reply.catchingUp()) {
      rows.add(row(each.server(), catchesUp(reply, each)));
    }
    List<String> lines = new ArrayList<>(aligned(rows));
    lines.add(about(reply) + ", as " + reply.node() + " knows it");
    return lines;
  }

  private static String[] row(Server server, String what) {
    String[] addresses = server.address().split(",", 2);
    return new String[] {server.id(), addresses[0],
        addresses.length > 1 ? addresses[1] : "", what};
  }

  private static String part(Configuration members, String id) {
    if (!members.isJoint()) return "votes";
    boolean old = isIn(members.voters(), id);
    boolean next = isIn(members.next(), id);
    return old && next ? "votes in both" : old ? "votes in the old only"
        : "votes in the new only";
  }

  private static boolean isIn(List<Server> servers, String id) {
    return servers.stream().anyMatch(each -> each.id().equals(id));
  }

  private static String catchesUp(MembersReply reply, Members.Newcomer one) {
    if (one.snapshotBytes() > 0) {
      return "catches up, " + one.snapshotBytes()
          + " bytes of a snapshot to go";
    }
    return "catches up, " + Math.max(0, reply.lastIndex() - one.matchIndex())
        + " entries to go";
  }

  private static List<String> aligned(List<String[]> rows) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(("%-" + (widths[i] + 2) + "s").formatted(row[i]));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /**
   * {@code configuration n1 n2 -> n2 n3 as of entry 17, not committed yet}; the
   * entry itself may have been discarded since.
   */
  static String about(MembersReply reply) {
    return "configuration " + reply.members().inWords()
        + (reply.index() == 0 ? ", with which the cluster began"
            : " as of entry " + reply.index()
                + (reply.committed() ? ", committed" : ", not committed yet"));
  }

  /** What goes on in a change; empty if nothing does. */
  static String progress(MembersReply reply) {
    List<String> parts = new ArrayList<>();
    for (Members.Newcomer each : reply.catchingUp()) {
      parts.add(each.server().id() + " " + catchesUp(reply, each));
    }
    if (reply.members().isJoint() || !reply.committed()) {
      parts.add(about(reply));
    }
    return String.join("; ", parts);
  }
}
