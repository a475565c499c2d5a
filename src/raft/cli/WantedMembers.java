package raft.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import raft.Configuration;
import raft.Server;
import raft.node.ClusterConfig.NodeAddress;

/**
 * A change of the members as a person words it: {@code remove n2}.
 *
 * @param verb    add, remove or set
 * @param servers without addresses where none was given
 */
record WantedMembers(String verb, List<Server> servers) {
  /** The wish makes no sense for the present members. */
  static final class ImpossibleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImpossibleException(String message) {
      super(message);
    }
  }

  private static final List<String> VERBS = List.of("add", "remove", "set");

  /** @throws UsageException if it is none */
  static WantedMembers of(List<String> words) {
    String verb = words.get(0);
    if (!VERBS.contains(verb)) {
      throw new UsageException("write: raft members add|remove|set NODE...,"
          + " not " + verb);
    }
    List<Server> servers = new ArrayList<>();
    for (String word : words.subList(1, words.size())) {
      // A comma stands within addresses too.
      List<String> parts = word.contains("=") ? List.of(word)
          : Arrays.asList(word.split(","));
      parts.forEach(part -> servers.add(server(verb, part)));
    }
    if (servers.isEmpty()) {
      throw new UsageException("which nodes? write: raft members " + verb
          + (verb.equals("add") ? " n4=127.0.0.1:7104,127.0.0.1:7204"
              : verb.equals("set") ? " n1,n3,n5" : " n2"));
    }
    refuseTwice(servers);
    return new WantedMembers(verb, servers);
  }

  private static Server server(String verb, String part) {
    try {
      Server server = Server.of(part);
      boolean addressed = part.contains("=");
      if (addressed) NodeAddress.of(server);
      if (addressed && verb.equals("remove")) {
        throw new UsageException("remove takes ids only: "
            + server.id());
      }
      if (!addressed && verb.equals("add")) {
        throw new UsageException("where is it? write: raft members add "
            + part + "=127.0.0.1:7104,127.0.0.1:7204 (for peers, for"
            + " clients)");
      }
      return server;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static void refuseTwice(List<Server> servers) {
    TreeSet<String> ids = new TreeSet<>();
    for (Server each : servers) {
      if (ids.add(each.id())) continue;
      throw new UsageException(each.id() + " is named twice");
    }
  }

  /**
   * All servers that there shall be. During a change those that it began with
   * are now: so the same wish again leads to the same servers.
   */
  List<Server> applied(List<Server> now) {
    Map<String, Server> byId = new LinkedHashMap<>();
    now.forEach(each -> byId.put(each.id(), each));
    List<Server> to = switch (verb) {
      case "add" -> added(byId);
      case "remove" -> removed(byId);
      default -> servers.stream().map(each -> located(each, byId)).toList();
    };
    try {
      NodeAddress.checkAll(to);
    } catch (IllegalArgumentException e) {
      throw new ImpossibleException(e.getMessage());
    }
    return to;
  }

  private List<Server> added(Map<String, Server> now) {
    for (Server each : servers) {
      Server known = now.putIfAbsent(each.id(), each);
      if (known == null || known.equals(each)) continue;
      throw new ImpossibleException(each.id() + " is a member already, at "
          + known.address() + "; to move it: raft members set "
          + String.join(" ", now.values().stream().map(member ->
              member == known ? each.toString() : member.id()).toList()));
    }
    return List.copyOf(now.values());
  }

  private List<Server> removed(Map<String, Server> now) {
    String all = String.join(" ", now.keySet());
    servers.forEach(each -> now.remove(each.id()));
    if (!now.isEmpty()) return List.copyOf(now.values());
    throw new ImpossibleException("nobody would be left of " + all);
  }

  /** Those to be removed that are no members: removed before, or misspelt. */
  String strangers(Configuration now) {
    if (!verb.equals("remove")) return "";
    return String.join("", servers.stream().map(Server::id)
        .filter(id -> !now.isVoter(id)).map(id -> "; " + id
            + " was no member").toList());
  }

  private static Server located(Server wanted, Map<String, Server> now) {
    if (!wanted.address().isEmpty()) return wanted;
    Server known = now.get(wanted.id());
    if (known != null) return known;
    throw new ImpossibleException(wanted.id() + " is no member, so say where it is: "
        + wanted.id() + "=127.0.0.1:7104,127.0.0.1:7204 (for peers, for"
        + " clients); the members are " + String.join(" ", now.keySet()));
  }
}
