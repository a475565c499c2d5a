package raft.cli;

import java.util.ArrayList;
import java.util.List;
import raft.Configuration;
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
    for (String newcomer : reply.newcomers()) {
      String[] parts = newcomer.split(" ");
      rows.add(row(Server.of(parts[0]), "catches up, "
          + toGo(reply, Long.parseLong(parts[1])) + " entries to go"));
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

  private static long toGo(MembersReply reply, long matchIndex) {
    return Math.max(0, reply.lastIndex() - matchIndex);
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

  /** {@code configuration n1 n2 -> n2 n3 of entry 17, not committed yet} */
  static String about(MembersReply reply) {
    return "configuration " + reply.members().inWords()
        + (reply.index() == 0 ? ", with which the cluster began"
            : " of entry " + reply.index()
                + (reply.committed() ? ", committed" : ", not committed yet"));
  }

  /** What goes on in a change; empty if nothing does. */
  static String progress(MembersReply reply) {
    List<String> parts = new ArrayList<>();
    for (String newcomer : reply.newcomers()) {
      String[] words = newcomer.split(" ");
      parts.add(Server.of(words[0]).id() + " catches up, "
          + toGo(reply, Long.parseLong(words[1])) + " entries to go");
    }
    if (reply.members().isJoint() || !reply.committed()) {
      parts.add(about(reply));
    }
    return String.join("; ", parts);
  }
}
