package raft.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import raft.Configuration;
import raft.Server;
import raft.client.Handshake;
import raft.client.NothingDoneException;
import raft.client.RefusedCommandException;
import raft.client.UnknownOutcomeException;
import raft.json.Json;
import raft.node.ClusterConfig.NodeAddress;
import raft.node.ClusterConfig;
import raft.node.Frame.ChangeMembersRequest;
import raft.node.Frame.ClientReply;
import raft.node.Frame.MembersReply;

/** One change of the members: finds the leader, asks it, shows progress. */
final class MembersChange {
  private static final int ROUND_MILLIS = 500;
  private static final int PAUSE_MILLIS = 100;
  private static final int PROGRESS_MILLIS = 1000;
  private static final int SLACK_MILLIS = 10_000; // two commitments, an answer

  // A leader may be elected, or another change end, in this time.
  private static final int PATIENCE_MILLIS = 5000;

  private final ClusterConfig config;
  private final Wish wish;
  private final int millis;
  private final Terminal terminal;
  private final long deadline =
      System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;

  /** @param millis how long new ones may take to catch up */
  MembersChange(ClusterConfig config, Wish wish, int millis,
      Terminal terminal) {
    this.config = config;
    this.wish = wish;
    this.millis = millis;
    this.terminal = terminal;
  }

  /** It makes no sense for the members that there are. */
  private static final class NoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoException(String message) {
      super(message);
    }
  }

  /**
   * What a person wants.
   *
   * @param verb    add, remove or set
   * @param servers without addresses where none was given
   */
  record Wish(String verb, List<Server> servers) {
    private static final List<String> VERBS = List.of("add", "remove", "set");

    /** @throws UsageException if it is none */
    static Wish of(List<String> words) {
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
      return new Wish(verb, servers);
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
        throw new NoException(e.getMessage());
      }
      return to;
    }

    private List<Server> added(Map<String, Server> now) {
      for (Server each : servers) {
        Server known = now.putIfAbsent(each.id(), each);
        if (known == null || known.equals(each)) continue;
        throw new NoException(each.id() + " is a member already, at "
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
      throw new NoException("nobody would be left of " + all);
    }

    /** Of those to be removed, who is none: removed before, or misspelt. */
    private String strangers(Configuration now) {
      if (!verb.equals("remove")) return "";
      return String.join("", servers.stream().map(Server::id)
          .filter(id -> !now.isVoter(id)).map(id -> "; " + id
              + " was no member").toList());
    }

    private static Server located(Server wanted, Map<String, Server> now) {
      if (!wanted.address().isEmpty()) return wanted;
      Server known = now.get(wanted.id());
      if (known != null) return known;
      throw new NoException(wanted.id() + " is no member, so say where it is: "
          + wanted.id() + "=127.0.0.1:7104,127.0.0.1:7204 (for peers, for"
          + " clients); the members are " + String.join(" ", now.keySet()));
    }
  }

  // ---- making it -------------------------------------------------------

  /** Whatever comes of it is said, and is the exit status. */
  int make() throws InterruptedException {
    try {
      return attempts();
    } catch (NoException e) {
      terminal.complain("no: " + e.getMessage());
      return Exit.NO;
    } catch (RefusedCommandException e) {
      terminal.complain("refused: " + e.getMessage());
      return Exit.USAGE;
    } catch (NothingDoneException e) {
      terminal.complain("nothing was done: " + e.getMessage());
      return Exit.NOTHING_DONE;
    } catch (UnknownOutcomeException e) {
      terminal.complain("outcome unknown: " + e.getMessage() + ". It is safe to"
          + " ask again for the same; raft members shows what became of it");
      return Exit.UNKNOWN;
    }
  }

  private int attempts() throws InterruptedException {
    String said = null;
    while (true) {
      MembersPoll.Found found = MembersPoll.take(config, ROUND_MILLIS);
      String why = found.trouble();
      Optional<MembersPoll.NodeReply> leader = found.leader();
      if (leader.isPresent()) {
        MembersReply now = leader.get().reply();
        ClientReply reply = ask(leader.get());
        if (!mayBeTakenSoon(reply, now)) return told(reply, now.members());
        why = reply.why();
        if (!why.equals(said)) terminal.complain(why);
        said = why;
      }
      if (System.nanoTime() > deadline) throw new NothingDoneException(why);
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Somebody else leads by now, or another change must end first. */
  private static boolean mayBeTakenSoon(ClientReply reply, MembersReply asked) {
    boolean settled = !asked.members().isJoint() && asked.committed();
    return reply.outcome().equals(ClientReply.REFUSED)
        && (!asked.node().equals(reply.leader()) || !settled);
  }

  private ClientReply ask(MembersPoll.NodeReply leader)
      throws InterruptedException {
    Configuration now = leader.reply().members();
    List<Server> to = wish.applied(now.voters().stream()
        .map(this::withAddress).toList());
    ChangeMembersRequest request = new ChangeMembersRequest("members",
        now.text(), to.stream().map(Server::toString).toList(), millis);
    Thread progress = new Thread(() -> showProgress(leader.node()), "progress");
    progress.setDaemon(true);
    progress.start();
    try {
      return Handshake.changeMembers(config, leader.node(), request,
          millis + SLACK_MILLIS);
    } finally {
      progress.interrupt();
      progress.join();
    }
  }

  /** A snapshot of an earlier version names the servers without addresses. */
  private Server withAddress(Server server) {
    return server.address().isEmpty() && config.names(server.id())
        ? config.node(server.id()).server() : server;
  }

  private void showProgress(NodeAddress leader) {
    String last = "";
    try {
      while (true) {
        Thread.sleep(PROGRESS_MILLIS);
        String line = progress(leader);
        if (!line.isEmpty() && !line.equals(last)) terminal.complain(line);
        last = line;
      }
    } catch (InterruptedException answered) {
      return;
    }
  }

  private String progress(NodeAddress leader) throws InterruptedException {
    return NodePoll.take(List.of(leader), PROGRESS_MILLIS, node -> {
      MembersPoll.NodeReply reply = MembersPoll.ask(config, node,
          PROGRESS_MILLIS);
      return reply.reply() == null ? "" : MembersTable.progress(reply.reply());
    }, node -> "").get(0);
  }

  private int told(ClientReply reply, Configuration before) {
    switch (reply.outcome()) {
      case ClientReply.APPLIED -> {
        String members = Json.object(reply.answer().text())
            .get("members").getAsString();
        terminal.say("done: the members are "
            + Configuration.of(members).inWords() + wish.strangers(before));
        return Exit.DONE;
      }
      case ClientReply.INVALID -> throw new RefusedCommandException(reply.why());
      case ClientReply.REFUSED -> throw new NothingDoneException(reply.why());
      default -> throw new UnknownOutcomeException(reply.why());
    }
  }
}
