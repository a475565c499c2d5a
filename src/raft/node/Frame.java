package raft.node;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import raft.Configuration;
import raft.Entry;
import raft.Members;
import raft.Message;
import raft.Outcome;
import raft.Role;
import raft.Server;
import raft.node.disk.Identity;

/**
 * What nodes and clients say to each other besides the paper's messages: one
 * record for each frame. Each refuses to be built from nonsense, so it needs no
 * second check. {@link Codec} makes JSON of them; the package page shows it.
 */
public sealed interface Frame {

  /**
   * The first frame on every connection: who is there.
   *
   * @param protocol    the version of this wire format the sender speaks
   * @param cluster     the name of the cluster it believes to be in
   * @param node        the node it is, or null for a client
   * @param to          the node it wants to reach; a client may say {@link
   *                    #ANY}, if it knows no more than the address
   * @param boot        tells one run of that node from the next; 0 for a client
   * @param nodes       the ids of the nodes its cluster began with, sorted;
   *                    null for a client
   * @param application the one it replicates; null for a client
   */
  record Hello(int protocol, String cluster, String node, String to,
      long boot, List<String> nodes, String application) implements Frame {
    /** The version of the wire format that this code speaks. */
    public static final int PROTOCOL = 1;
    /** Stands for whichever node is at the address. */
    public static final String ANY = "*";

    public Hello {
      Objects.requireNonNull(cluster, "cluster");
      Objects.requireNonNull(to, "to");
      if (node != null) {
        nodes = List.copyOf(Objects.requireNonNull(nodes, "nodes"));
        Objects.requireNonNull(application, "application");
      }
    }

    /** What a client says. */
    public static Hello client(String cluster, String to) {
      return new Hello(PROTOCOL, cluster, null, to, 0, null, null);
    }

    /** What a node says to a peer. */
    static Hello peer(Identity me, String to, long boot) {
      return new Hello(PROTOCOL, me.cluster(), me.node(), to, boot, me.nodes(),
          me.application());
    }
  }

  /**
   * The reply to a {@link Hello}: come in; this is run {@code boot} of me.
   *
   * @param members for a client: the configuration in use, so that it learns of
   *                nodes that it did not know; else, and if there is none, null
   * @param index   where that stands in the log, as in {@link MembersReply}:
   *                who hears of several believes the last; null if there is none
   */
  record Welcome(String node, long boot, String members, Long index)
      implements Frame {
    public Welcome {
      Objects.requireNonNull(node, "node");
      if (members != null) Objects.requireNonNull(index, "index");
    }

    /** To a peer. */
    public Welcome(String node, long boot) {
      this(node, boot, null, null);
    }
  }

  /**
   * The last frame before a connection is closed because of what came on it. It
   * says that the frame before it was not obeyed: nothing came of that.
   */
  record ErrorFrame(String why) implements Frame {
    public ErrorFrame {
      Objects.requireNonNull(why, "why");
    }
  }

  /**
   * From a peer, for the person who watches this node: printed, not answered.
   *
   * @param text whole sentences
   */
  record Notice(String text) implements Frame {
    public Notice {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A client's command.
   *
   * @param id      names the exchange, such as {@code client-1001-4}; at most
   *                {@link #LONGEST_ID} characters, since the reply repeats it
   * @param command for the state machine; a JSON object, nested at most
   *                {@link #DEEPEST} deep
   */
  record ClientRequest(String id, RawJson command) implements Frame {
    /** A longer id might leave no room in the reply for the answer. */
    public static final int LONGEST_ID = 100;
    /**
     * A command may be nested this deep at most. A frame may be nested deeper,
     * since in AppendEntries a command stands deeper than in a request.
     */
    public static final int DEEPEST = 50;

    public ClientRequest {
      checkCommand(id, command);
    }

    private static void checkCommand(String id, RawJson command) {
      checkId(id);
      Objects.requireNonNull(command, "command");
      if (!command.isObject()) {
        throw new IllegalArgumentException("the command is not a JSON object");
      }
      if (command.depth() > DEEPEST) {
        throw new IllegalArgumentException("the command is nested "
            + command.depth() + " deep, over the limit of " + DEEPEST);
      }
    }
  }

  /**
   * A client's query: a command that changes nothing, without a session. It
   * never enters the log. The reply is a {@link ClientReply}, and its outcome
   * never unknown.
   *
   * @param local whether this node answers at once from what it has applied,
   *              which may be old; else the answer is as new as it must be
   */
  record QueryRequest(String id, RawJson command, boolean local)
      implements Frame {
    public QueryRequest {
      ClientRequest.checkCommand(id, command);
    }
  }

  /**
   * A person wants another node to lead. Only the leader does it. The reply is a
   * {@link ClientReply}: applied when the other one leads, and the answer is
   * {@code {"leader":"n2"}}.
   *
   * @param target null for whichever member is nearest to being up to date
   */
  record TransferRequest(String id, String target) implements Frame {
    public TransferRequest {
      checkId(id);
    }
  }

  /**
   * What became of a {@link ClientRequest}, or another request.
   *
   * @param id      the request's id
   * @param outcome one of {@link #APPLIED}, {@link #REFUSED}, {@link #INVALID},
   *                {@link #UNKNOWN}
   * @param answer  the state machine's, if it was applied; else null
   * @param why     says to a person why there is no answer; else null
   * @param leader  the node to ask instead, if known; else null
   */
  record ClientReply(String id, String outcome, RawJson answer, String why,
      String leader) implements Frame {

    /** It was applied, and this is the answer. */
    public static final String APPLIED = "applied";
    /** Nothing happened; another node, or this one later, may take it. */
    public static final String REFUSED = "refused";
    /** Nothing happened; it will never be taken as it stands. */
    public static final String INVALID = "invalid";
    /** It may still be applied. A retry with the same serial learns of it. */
    public static final String UNKNOWN = "unknown";

    private static final List<String> OUTCOMES =
        List.of(APPLIED, REFUSED, INVALID, UNKNOWN);

    public ClientReply {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(outcome, "outcome");
      if (!OUTCOMES.contains(outcome)) {
        throw new IllegalArgumentException("no outcome is called " + outcome);
      }
      if (outcome.equals(APPLIED)) Objects.requireNonNull(answer, "answer");
      else Objects.requireNonNull(why, "why");
    }

    /** Tells a client the outcome of its command. */
    public static ClientReply of(String id, Outcome outcome) {
      if (outcome instanceof Outcome.Applied applied) {
        return new ClientReply(id, APPLIED, new RawJson(applied.answer()),
            null, null);
      }
      if (outcome instanceof Outcome.Refused refused) {
        return new ClientReply(id, REFUSED, null, refused.why(),
            refused.leader());
      }
      return new ClientReply(id, UNKNOWN, null,
          ((Outcome.Unknown) outcome).why(), null);
    }
  }

  /**
   * Asks a node how it is. Any node answers, whatever its role.
   *
   * @param id  names the exchange
   * @param log how many of its last log entries to send along; 0 for none. As
   *            many come as fit into a frame
   */
  record StatusRequest(String id, int log) implements Frame {
    public StatusRequest {
      checkId(id);
      if (log < 0) throw new IllegalArgumentException("log " + log + " < 0");
    }
  }

  /**
   * How a node is. The figure's currentTerm is term here, and its leaderId is
   * leader: these are the words of the table that a person reads.
   *
   * @param healthy          every thread alive, the disk working and answering
   *                         within an election timeout, and, for a leader, a
   *                         majority heard within one
   * @param role             follower, candidate or leader
   * @param votedFor         in this term; null if none
   * @param leader           of this term; null if not known
   * @param snapshotIndex    the last index that its newest snapshot covers; 0
   *                         if it has none
   * @param electionMillis   until this node starts an election; 0 for a leader
   * @param unreachable      the peers that its links do not reach
   * @param log              the last entries, oldest first, as many as asked
   */
  record StatusReply(String id, String node, boolean healthy, String role,
      long term, String votedFor, String leader, long commitIndex,
      long lastApplied, long lastIndex, long snapshotIndex,
      long electionMillis, List<String> unreachable, List<Entry> log)
      implements Frame {
    private static final List<String> ROLES =
        Stream.of(Role.values()).map(Role::toString).toList();

    public StatusReply {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(role, "role");
      if (!ROLES.contains(role)) {
        throw new IllegalArgumentException("no role is called " + role);
      }
      Message.inRange(0, term, "term");
      Message.inRange(0, commitIndex, "commitIndex");
      Message.inRange(0, lastApplied, "lastApplied");
      Message.inRange(0, lastIndex, "lastIndex");
      Message.inRange(0, snapshotIndex, "snapshotIndex");
      Message.atLeast(0, electionMillis, "electionMillis");
      unreachable =
          List.copyOf(Objects.requireNonNull(unreachable, "unreachable"));
      log = List.copyOf(Objects.requireNonNull(log, "log"));
    }
  }

  /**
   * Asks a node for its {@link CountersReply}.
   *
   * @param id names the exchange; at most {@link ClientRequest#LONGEST_ID}
   *           characters
   */
  record CountersRequest(String id) implements Frame {
    public CountersRequest {
      checkId(id);
    }
  }

  /**
   * What a node has done since its process began. Nothing here falls, so two of
   * these tell what happened in between.
   *
   * @param cpuMillis processor time of the process, as the operating system
   *                  accounts for it; 0 where that is not known
   * @param forces    how often the disk was forced
   * @param diskBytes bytes written to the disk
   * @param requests  RPCs sent
   * @param entries   log entries sent in them
   * @param peerBytes bytes of requests and replies sent to peers
   */
  record CountersReply(String id, String node, long cpuMillis, long forces,
      long diskBytes, long requests, long entries, long peerBytes)
      implements Frame {
    public CountersReply {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(node, "node");
    }
  }

  /**
   * Asks a node to take a snapshot now. Any node takes one, whatever its role.
   *
   * @param id names the exchange
   */
  record SnapshotRequest(String id) implements Frame {
    public SnapshotRequest {
      checkId(id);
    }
  }

  /**
   * The reply to a {@link SnapshotRequest}, when the snapshot is on disk or
   * when it is known that it is not.
   *
   * @param lastIncludedIndex of this node's newest snapshot, which has all that
   *                          was applied when it was asked; 0 if there is none
   * @param why               says to a person why there is none; else null
   */
  record SnapshotReply(String id, String node, long lastIncludedIndex,
      String why) implements Frame {
    public SnapshotReply {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(node, "node");
      Message.inRange(0, lastIncludedIndex, "lastIncludedIndex");
      if (lastIncludedIndex == 0) Objects.requireNonNull(why, "why");
    }
  }

  /** Asks a node who belongs to the cluster. Any node answers. */
  record MembersRequest(String id) implements Frame {
    public MembersRequest {
      checkId(id);
    }
  }

  /**
   * Who belongs to the cluster, as far as one node knows.
   *
   * @param term          the node's currentTerm
   * @param leader        of this term; null if not known
   * @param configuration the one in use, see {@link Configuration#text}; empty
   *                      if this node was never told
   * @param index         where that stands in the log, or the last index that
   *                      was discarded since; 0 at the very beginning
   * @param lastIndex     of this node's log
   * @param newcomers     those that catch up, known to the leader only, each
   *                      with how far its log matches and how many bytes of a
   *                      snapshot it is still to be sent: {@code n4=ADDRESS 17
   *                      0}
   * @param nodes         the ids of the nodes the cluster began with, sorted
   */
  record MembersReply(String id, String node, long term, String leader,
      String configuration, long index, boolean committed, long lastIndex,
      List<String> newcomers, String cluster, String application,
      List<String> nodes) implements Frame {
    public MembersReply {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(node, "node");
      Message.inRange(0, term, "term");
      Message.inRange(0, index, "index");
      Message.inRange(0, lastIndex, "lastIndex");
      Configuration.of(Objects.requireNonNull(configuration, "configuration"));
      newcomers = List.copyOf(Objects.requireNonNull(newcomers, "newcomers"));
      newcomers.forEach(MembersReply::newcomer);
      Objects.requireNonNull(cluster, "cluster");
      Objects.requireNonNull(application, "application");
      nodes = List.copyOf(Objects.requireNonNull(nodes, "nodes"));
    }

    /** Whether this node says that it leads. */
    public boolean leads() {
      return node.equals(leader);
    }

    /** The configuration in use. */
    public Configuration members() {
      return Configuration.of(configuration);
    }

    /** Those that catch up. */
    public List<Members.Newcomer> catchingUp() {
      return newcomers.stream().map(MembersReply::newcomer).toList();
    }

    static String text(Members.Newcomer newcomer) {
      return newcomer.server() + " " + newcomer.matchIndex() + " "
          + newcomer.snapshotBytes();
    }

    private static Members.Newcomer newcomer(String text) {
      String[] parts = text.split(" ", -1);
      if (!text.matches("[^ ]* [0-9]{1,18} [0-9]{1,18}")) {
        throw new IllegalArgumentException("a newcomer must be like n4=ADDRESS"
            + " 17 0, not \"" + text + "\"");
      }
      return new Members.Newcomer(Server.of(parts[0]),
          Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
  }

  /**
   * Asks the leader for a change of the configuration. The reply is a {@link
   * ClientReply}; what was applied has {@code {"members":"n1=..."}} as its
   * answer, and is committed. Safe to ask again.
   *
   * @param from          the text of the configuration that the change starts
   *                      from: if another is in use, nothing is changed
   * @param to            all servers that there shall be, with their addresses
   * @param timeoutMillis how long new ones may take to catch up
   */
  record ChangeMembersRequest(String id, String from, List<String> to,
      int timeoutMillis) implements Frame {
    public ChangeMembersRequest {
      checkId(id);
      Configuration.of(Objects.requireNonNull(from, "from"));
      to = List.copyOf(Objects.requireNonNull(to, "to"));
      if (to.isEmpty()) throw new IllegalArgumentException("nobody is left");
      if (timeoutMillis < 1) {
        throw new IllegalArgumentException("timeoutMillis " + timeoutMillis
            + " < 1");
      }
      ClusterConfig.NodeAddress.checkAll(
          to.stream().map(Server::of).toList());
    }

    /** All servers that there shall be. */
    List<Server> servers() {
      return to.stream().map(Server::of).toList();
    }
  }

  private static void checkId(String id) {
    Objects.requireNonNull(id, "id");
    if (id.length() <= ClientRequest.LONGEST_ID) return;
    throw new IllegalArgumentException("an id of " + id.length()
        + " characters is over the limit of " + ClientRequest.LONGEST_ID);
  }
}
