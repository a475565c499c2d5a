package raft.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import raft.node.ClusterConfig;
import raft.node.Connection;
import raft.node.Frame.ChangeMembersRequest;
import raft.node.Frame.ClientReply;
import raft.node.Frame.CountersReply;
import raft.node.Frame.CountersRequest;
import raft.node.Frame.ErrorFrame;
import raft.node.Frame.Hello;
import raft.node.Frame.MembersReply;
import raft.node.Frame.MembersRequest;
import raft.node.Frame.SnapshotReply;
import raft.node.Frame.SnapshotRequest;
import raft.node.Frame.StatusReply;
import raft.node.Frame.StatusRequest;
import raft.node.Frame.TransferRequest;
import raft.node.Frame.Welcome;
import raft.node.FrameException;
import raft.text.Reason;

/** How a client comes to a node: connect, say hello, be welcome. */
public final class Handshake {
  private Handshake() {}

  static Connection connect(ClusterConfig config,
      ClusterConfig.NodeAddress node, int millis) throws IOException {
    return connect(config, node, millis, welcome -> { });
  }

  /** @param heard is told who the members are, as the node says */
  static Connection connect(ClusterConfig config,
      ClusterConfig.NodeAddress node, int millis, Consumer<Welcome> heard)
      throws IOException {
    Deadline deadline = Deadline.in(millis);
    Connection connection = Connection.dial(node.client(), millis,
        config.maxFrame(), config.frameTimeout());
    try {
      connection.write(Hello.client(config.cluster(), node.id()));
      Record reply = connection.read(deadline.patience(), deadline.patience());
      if (reply instanceof Welcome welcome) {
        heard.accept(welcome);
        return connection;
      }
      throw new IOException(reply instanceof ErrorFrame error ? error.why()
          : "no welcome came: is this the client address of a node?");
    } catch (IllegalArgumentException e) {
      connection.close();
      throw new FrameException(e.getMessage());
    } catch (IOException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Asks one node how it is.
   *
   * @param log    how many of its last log entries to bring along
   * @param millis how long to wait for its reply, all in all
   * @throws IOException if it cannot be reached, or does not answer in time;
   *     {@link raft.text.Reason} tells a person why
   */
  public static StatusReply status(ClusterConfig config,
      ClusterConfig.NodeAddress node, int log, int millis) throws IOException {
    return ask(config, node, new StatusRequest("status-of-" + node.id(), log),
        StatusReply.class, millis);
  }

  /** How a node is, and whom it takes for members. */
  public record StatusAndMembers(StatusReply status, MembersReply members) {}

  /** Asks one node for its status and its members. */
  public static StatusAndMembers statusAndMembers(ClusterConfig config,
      ClusterConfig.NodeAddress node, int log, int millis) throws IOException {
    Deadline deadline = Deadline.in(millis);
    try (Connection connection = connect(config, node, millis)) {
      StatusReply status = ask(connection, new StatusRequest("status-of-"
          + node.id(), log), StatusReply.class, deadline);
      return new StatusAndMembers(status, ask(connection, new MembersRequest(
          "members-of-" + node.id()), MembersReply.class, deadline));
    }
  }

  /**
   * Asks one node what it has done since it started.
   *
   * @param millis how long to wait for its reply, all in all
   * @throws IOException if it cannot be reached, or does not answer in time
   */
  public static CountersReply counters(ClusterConfig config,
      ClusterConfig.NodeAddress node, int millis) throws IOException {
    return ask(config, node, new CountersRequest("counters-of-" + node.id()),
        CountersReply.class, millis);
  }

  /**
   * Asks one node who belongs to the cluster.
   *
   * @param millis how long to wait for its reply, all in all
   * @throws IOException if it cannot be reached, or does not answer in time
   */
  public static MembersReply members(ClusterConfig config,
      ClusterConfig.NodeAddress node, int millis) throws IOException {
    return ask(config, node, new MembersRequest("members-of-" + node.id()),
        MembersReply.class, millis);
  }

  /** Asks the node that serves clients at this address for its members. */
  public static MembersReply members(ClusterConfig config,
      InetSocketAddress address, int millis) throws IOException {
    return members(config, new ClusterConfig.NodeAddress(Hello.ANY, null,
        address), millis);
  }

  /**
   * Asks one node for a change of the members; only the leader makes one.
   *
   * @param millis how long to wait for its reply, all in all
   * @throws NothingDoneException    if it cannot be reached
   * @throws UnknownOutcomeException if it does not answer in time
   */
  public static ClientReply changeMembers(ClusterConfig config,
      ClusterConfig.NodeAddress node, ChangeMembersRequest request,
      int millis) {
    return askLeader(config, node, request, millis);
  }

  /**
   * Asks a leader to make another node leader; throws as changeMembers does.
   *
   * @param target null for whichever
   */
  public static ClientReply transfer(ClusterConfig config,
      ClusterConfig.NodeAddress node, String target, int millis) {
    return askLeader(config, node, new TransferRequest("transfer", target),
        millis);
  }

  private static ClientReply askLeader(ClusterConfig config,
      ClusterConfig.NodeAddress node, Record request, int millis) {
    Deadline deadline = Deadline.in(millis);
    Connection connection;
    try {
      connection = connect(config, node,
          Math.min(millis, config.dialTimeout()));
    } catch (IOException e) {
      throw new NothingDoneException(node.id() + ": " + Reason.of(e));
    }
    try (connection) {
      connection.write(request);
      return changed(connection.read(deadline.patience(),
          deadline.patience()));
    } catch (IOException e) {
      throw new UnknownOutcomeException(node.id() + ": " + Reason.of(e));
    }
  }

  private static ClientReply changed(Record reply) throws IOException {
    if (reply instanceof ClientReply outcome) return outcome;
    if (reply instanceof ErrorFrame error) { // it was not obeyed
      throw new RefusedCommandException(error.why());
    }
    throw new IOException("it closed the connection");
  }

  /**
   * Asks one node to take a snapshot now.
   *
   * @param millis how long to wait for its reply, all in all
   * @throws NothingDoneException    if it cannot be reached
   * @throws UnknownOutcomeException if it does not answer in time
   */
  public static SnapshotReply snapshot(ClusterConfig config,
      ClusterConfig.NodeAddress node, int millis) {
    Deadline deadline = Deadline.in(millis);
    try (Connection connection = connect(config, node, millis)) {
      return snapshot(connection, node.id(), deadline);
    } catch (IOException e) {
      throw new NothingDoneException(Reason.of(e));
    }
  }

  private static SnapshotReply snapshot(Connection connection, String node,
      Deadline deadline) {
    try {
      return ask(connection, new SnapshotRequest("snapshot-of-" + node),
          SnapshotReply.class, deadline);
    } catch (IOException e) {
      throw new UnknownOutcomeException("it was asked, and may have a snapshot"
          + " yet: " + Reason.of(e));
    }
  }

  private static <R extends Record> R ask(ClusterConfig config,
      ClusterConfig.NodeAddress node, Record question, Class<R> type,
      int millis) throws IOException {
    Deadline deadline = Deadline.in(millis);
    try (Connection connection = connect(config, node, millis)) {
      return ask(connection, question, type, deadline);
    }
  }

  private static <R extends Record> R ask(Connection connection,
      Record question, Class<R> type, Deadline deadline) throws IOException {
    connection.write(question);
    Record reply = connection.read(deadline.patience(), deadline.patience());
    if (type.isInstance(reply)) return type.cast(reply);
    throw new IOException(reply instanceof ErrorFrame error ? error.why()
        : "it did not answer with a " + type.getSimpleName());
  }
}
