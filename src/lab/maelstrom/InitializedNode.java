package lab.maelstrom;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import raft.Configuration;
import raft.Message;
import raft.RaftServer;
import raft.StateMachine;
import raft.Storage;
import raft.kv.Applications;
import raft.kv.Limits;
import raft.node.Codec;
import raft.node.Frame.ClientReply;
import raft.node.Frame.ClientRequest;
import raft.node.FrameException;
import raft.node.NodeThreads;
import raft.node.TracePrinter;
import raft.node.disk.FileStorage;
import raft.node.disk.Identity;

/**
 * A node that knows its id and its peers: one {@link RaftServer}, its disk, and
 * what is done with each message. See {@link MaelstromNode} for the threads.
 */
final class InitializedNode {
  private static final String APPLICATION = "key-value";
  private static final int MOST_BUFFERED = 1 << 26; // bytes
  private static final long RUNS = 1_000_000_000;
  private static final long MESSAGES_A_RUN = 1_000_000; // 10^15 is below 2^53

  private final String id;
  private final List<String> peers;
  private final Times times;
  private final Sender sender;
  private final TracePrinter printer;
  private final Consumer<String> failed;
  private final Storage storage;
  private final RaftServer server;
  private final PendingRequests requests;
  private final PeerRequests peerRequests;
  private final Proposals proposals;
  private final SessionPool sessions;

  /**
   * Opens the data directory, or makes it, and starts nothing yet.
   *
   * @param data   the directory of this node's data directory; null if all is
   *               kept in memory
   * @param failed told why this node must not go on
   * @throws raft.node.disk.DataDirectoryException if it cannot be used
   */
  InitializedNode(Init init, Times times, Path data, TracePrinter printer,
      Sender sender, Consumer<String> failed) {
    id = init.nodeId();
    this.times = times;
    this.sender = sender;
    this.printer = printer;
    this.failed = failed;
    Configuration configuration = new Configuration(init.nodeIds());
    peers = configuration.others(id);
    storage = data == null ? new MemoryStorage()
        : open(data.resolve(id), init, printer);
    StateMachine stateMachine = Applications.named(APPLICATION,
        new Limits(Limits.MAX_BYTES, Limits.MAX_BYTES));
    Random random = new Random();
    server = new RaftServer(id, configuration, times.settings(), storage,
        stateMachine, printer, random);
    // Names this run of the node: no id of an earlier run is used again.
    long run = (long) (random.nextDouble() * RUNS);
    requests = new PendingRequests(id, run * MESSAGES_A_RUN, sender::send);
    peerRequests = new PeerRequests(server, storage, sender::send,
        line -> printer.notice(id + ": " + line));
    proposals = new Proposals(id, server, stateMachine, requests,
        times.requestTimeout());
    sessions = new SessionPool(id + "-" + run);
  }

  /** The identity file is made last: without it this is the first start. */
  private static Storage open(Path directory, Init init,
      TracePrinter printer) {
    boolean first = Files.notExists(directory.resolve("identity.json"));
    Identity identity = new Identity(init.cluster(), init.nodeId(),
        init.nodeIds(), APPLICATION);
    FileStorage files =
        FileStorage.open(directory, identity, first, MOST_BUFFERED);
    files.notices().forEach(line -> printer.notice(init.nodeId() + " " + line));
    return files;
  }

  void start(NodeThreads threads) {
    startDisk(threads);
    threads.keepRunning(id + " from peers", peerRequests::run);
    for (String peer : peers) {
      Link link = new Link(server, storage, requests, peer, times,
          line -> printer.notice(id + ": " + line));
      threads.keepRunning(id + " to " + peer, link::run);
    }
    threads.keepRunning(id + " tick", this::tick);
  }

  private void startDisk(NodeThreads threads) {
    if (storage instanceof FileStorage files) {
      files.start(id + " disk", server::durable,
          cause -> failed.accept("the disk failed: " + cause.getMessage()));
    } else if (storage instanceof MemoryStorage memory) {
      threads.keepRunning(id + " disk", () -> memory.run(server::durable));
    }
  }

  /** Fixed delay, not fixed rate: after a pause there is no burst of ticks. */
  private void tick() throws InterruptedException {
    while (true) {
      Thread.sleep(times.tick());
      server.tick();
      proposals.tick();
    }
  }

  // ---- messages --------------------------------------------------------

  /**
   * Takes one message, without waiting.
   *
   * @throws FrameException if it is wrong and cannot be answered
   */
  void receive(MaelstromMessage message) throws FrameException {
    if (!message.dest().equals(id)) throw new FrameException("this is " + id);
    if (message.inReplyTo() != null) {
      requests.answered(message);
    } else if (!message.wantsReply()) {
      throw new FrameException("it has no msg_id, so it cannot be answered");
    } else if (peers.contains(message.src())) {
      peerAsks(message);
    } else if (LinKv.knows(message.type())) {
      clientAsks(message);
    } else {
      answer(message, ErrorCode.NOT_SUPPORTED.body("there is no operation "
          + message.type() + ", only read, write and cas"));
    }
  }

  private void peerAsks(MaelstromMessage message) throws FrameException {
    Record frame = message.frame();
    if (frame instanceof Message.Request request
        && request.from().equals(message.src())) {
      boolean taken = peerRequests.add(message, request);
      if (!taken) throw new FrameException("too many requests wait");
    } else if (frame instanceof ClientRequest request) {
      answer(message, proposals.executeForwarded(request, message.body())
          .thenApply(MaelstromMessage::body));
    } else {
      throw new FrameException("a request of " + message.src()
          + " was expected");
    }
  }

  private void clientAsks(MaelstromMessage message) {
    try {
      execute(message, LinKv.command(message.body()));
    } catch (FrameException e) {
      answer(message, ErrorCode.MALFORMED_REQUEST.body(e.getMessage()));
    }
  }

  private void execute(MaelstromMessage message, JsonObject command) {
    SessionPool.PooledSession session = sessions.take();
    if (session == null) {
      answer(message, ErrorCode.TEMPORARILY_UNAVAILABLE.body(id + " is busy: "
          + SessionPool.MOST + " operations are under way"));
      return;
    }
    CompletableFuture<ClientReply> reply =
        proposals.execute(session.request(command));
    answer(message, reply.thenApply(known -> {
      sessions.giveBack(session);
      return LinKv.answer(message.type(), known);
    }));
  }

  /** Answers when the answer is known, on the thread that completes it. */
  private void answer(MaelstromMessage message,
      CompletableFuture<JsonObject> later) {
    later.thenAccept(body -> answer(message, body)).exceptionally(broken -> {
      failed.accept("no answer could be made: " + broken);
      return null;
    });
  }

  private void answer(MaelstromMessage message, JsonObject body) {
    sender.send(message.reply(body));
  }

  /** Ends the server and the disk: clients that wait get "unknown". */
  void close() {
    proposals.close();
    server.close(id + " is stopping");
    if (storage instanceof FileStorage files) files.close();
  }
}
